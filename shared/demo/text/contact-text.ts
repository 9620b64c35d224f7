import type { Contact } from "../../domain/contact/contact.ts";

type Language = "zh" | "en";
type Role = Contact["role"];

const titles: Readonly<Record<Language, Readonly<Record<Role, readonly string[]>>>> = {
  zh: {
    technical_lead: ["音视频技术负责人", "后端架构师", "客户端负责人", "研发总监"],
    operations: ["运营负责人", "活动运营经理", "主播运营主管", "内容运营"],
    decision_maker: ["CTO", "技术副总裁", "联合创始人", "产品副总裁"],
    on_call: ["运维值班", "SRE 工程师", "直播保障工程师"],
    finance: ["采购经理", "财务主管", "商务经理"],
    other: ["产品经理", "测试负责人", "数据分析师"],
  },
  en: {
    technical_lead: ["Head of Media Engineering", "Backend Architect", "Mobile Lead", "Engineering Director"],
    operations: ["Head of Operations", "Campaign Manager", "Host Operations Lead", "Content Operations"],
    decision_maker: ["CTO", "VP Engineering", "Co-founder", "VP Product"],
    on_call: ["On-call Engineer", "Site Reliability Engineer", "Live Operations Engineer"],
    finance: ["Procurement Manager", "Finance Lead", "Vendor Manager"],
    other: ["Product Manager", "QA Lead", "Data Analyst"],
  },
};

const notes: Readonly<Record<Language, Readonly<Record<Role, readonly string[]>>>> = {
  zh: {
    technical_lead: [
      "说话直接，先给结论再给日志。",
      "升级 SDK 必须经他批准。",
      "周三下午有固定评审，避开这个时间。",
      "对指标口径很敏感，报数前先核对定义。",
    ],
    operations: ["活动排期的第一来源，每周五更新下周计划。", "不懂技术细节，用影响人数说话。", "大型活动前一天会再打一次电话确认。"],
    decision_maker: ["只看季度数据和重大故障，日常不要打扰。", "关心竞品对比和成本。", "上次复盘要求给出改进时间表。"],
    on_call: ["夜班轮值，群里没回就打电话。", "排障配合度高，会主动给日志。"],
    finance: ["付款流程约两周，容量变更要提前给报价。", "每月 5 日前要账单明细。"],
    other: ["新版本提测会拉群通知。", "负责埋点和质量看板。"],
  },
  en: {
    technical_lead: [
      "Direct: start with the conclusion, then the logs.",
      "Approves every SDK upgrade.",
      "In reviews every Wednesday afternoon.",
      "Careful about definitions: check them before quoting a figure.",
    ],
    operations: [
      "First source of the event calendar, updated every Friday.",
      "Speaks in users affected, not in milliseconds.",
      "Calls once more the day before a large event.",
    ],
    decision_maker: [
      "Quarterly figures and major incidents only.",
      "Asks for comparisons and cost.",
      "Wanted dates for every improvement after the last review.",
    ],
    on_call: ["Night shifts; call when the channel stays silent.", "Sends logs without being asked."],
    finance: ["Purchasing takes two weeks; quote capacity early.", "Needs the bill's details by the 5th."],
    other: ["Announces test builds in the shared channel.", "Runs their quality dashboard."],
  },
};

export function titlesOf(language: Language, role: Role): readonly string[] {
  return titles[language][role];
}

export function contactNotes(language: Language, role: Role): readonly string[] {
  return notes[language][role];
}
