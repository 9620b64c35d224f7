import { expect, test } from "vitest";
import { sampleHandoverFacts } from "../../../test/support/sample-plan.ts";
import { printDocument } from "../print/print-document.ts";
import { printHtml } from "../print/print-html.ts";
import { briefDocument, briefText, handoverBrief } from "./handover-brief.ts";
import { cutText, handoverFacts, type HandoverFacts } from "./handover.ts";

const full: HandoverFacts = sampleHandoverFacts({
  health: {
    scoreMilli: 61_400,
    grade: "risk",
    change7dMilli: -4_200,
    confidence: 0.92,
    asOf: "2026-11-10T02:00:00.000Z",
    worst: [{ rule: "headroom_next_peak", lostMilli: 12_300 }],
  },
  renewal: { renewsOn: "2027-02-01", committedMinutes: 120_000_000, usedMinutes: 98_000_000 },
  incidents: [
    {
      number: "INC-1415",
      title: "华南晚高峰卡顿",
      severity: "P1",
      state: "active",
      clock: "next_update",
      dueAt: "2026-11-10T03:30:00.000Z",
    },
    { number: "INC-1400", title: "直播间进不去", severity: "P2", state: "awaiting_customer", clock: "resolution", dueAt: null },
  ],
  commitments: [{ title: "增加备用线路", titles: null, dueOn: "2026-11-20", ownerName: "林若溪" }],
  unanswered: [{ subject: "双 11 峰值确认", sentAt: "2026-11-05T02:00:00.000Z", contactName: "王工" }],
  peaks: [
    {
      region: "cn-east",
      startsAt: "2026-11-11T12:00:00.000Z",
      timeZone: "Asia/Shanghai",
      pExceed: 0.62,
      p90: 128_000,
      capacityPcu: 120_000,
      askByDay: "2026-11-06",
      passed: true,
      occasion: "双 11",
      contact: "sent",
      request: "asked",
    },
  ],
  people: [
    {
      name: "王工",
      title: "技术总监",
      role: "technical_lead",
      locale: "zh-CN",
      timeZone: "Asia/Shanghai",
      channels: [{ type: "phone", value: "138 0000 0000" }],
      isPrimary: true,
      onCall: false,
      hours: { startMinute: 840, endMinute: 1080 },
      note: "",
    },
  ],
  problems: [
    {
      number: "INC-1300",
      title: "移动网络进房慢",
      severity: "P1",
      openedAt: "2026-09-02T11:00:00.000Z",
      open: false,
      symptom: "进房超过 5 秒",
      investigation: "移动出口拥塞",
      solution: "切换备用出口",
      cautions: "切换需 10 分钟",
      source: "postmortem",
    },
  ],
  runs: [
    {
      name: { zh: "续约（到期前 90 天）", en: "Renewal (90 days before)" },
      anchorDay: "2027-02-01",
      done: 2,
      total: 8,
      next: { title: "对账", titles: { zh: "对账", en: "Reconcile" }, dueOn: "2026-11-16" },
    },
  ],
  tasks: [{ title: "补签邮件确认", titles: null, dueOn: null, ownerName: null }],
  goals: [{ title: "卡顿率进前列", measure: "视频卡顿率", target: "≤ 1.8 %", dueOn: "2026-12-31" }],
});
const input = { facts: full, note: "客户的技术负责人只在下午接电话。", fromName: "周宁", toName: "林若溪" };

test("a brief says everything that is on record, in Chinese", () => {
  expect(briefText(handoverBrief(input, "zh-CN")).split("\n")).toEqual([
    "星屿秀场：交接简报",
    "",
    "交接简报 · 内部资料，勿发客户 · 数据截至 2026-11-10 10:00",
    "",
    "代码 STAR · 服务分级 尊享 · 场景 秀场直播 · 时区 中国时间 UTC+8 · 客户语言 zh-CN · 交出 周宁 · 接手 林若溪",
    "",
    "前任的话",
    "- 客户的技术负责人只在下午接电话。",
    "",
    "现状",
    "- 健康度 61（风险），把握 92%，截至 2026-11-10 10:00",
    "    比一周前 −4.2 分",
    "    扣分最多：下个峰值时的余量，14 天，−12.3 分",
    "- 合同 2027-02-01 到期，还有 83 天",
    "    近四周折月用量 9,800 万分钟（估算），承诺 1.2 亿分钟",
    "",
    "未兑现的承诺",
    "- INC-1415 P1 华南晚高峰卡顿（处理中）",
    "    下次进展须在 2026-11-10 11:30 前",
    "- INC-1400 P2 直播间进不去（等客户）",
    "    计时已暂停",
    "- 承诺：增加备用线路，2026-11-20，负责人 林若溪",
    "- 未答复：双 11 峰值确认，2026-11-05 10:00 发给王工",
    "",
    "前方的峰值",
    "- 2026-11-11 20:00 中国时间 UTC+8 华东 双 11：超过容量的概率 62%，p90 12.8 万，容量 12 万",
    "    申请截止日 2026-11-06 已过 · 已联系，等答复 · 容量已申请",
    "",
    "联系人",
    "- 王工 · 技术总监 · 技术负责人 · 主要联系人",
    "    电话 138 0000 0000",
    "    方便时间 14:00–18:00（中国时间 UTC+8）",
    "",
    "已知问题",
    "- INC-1300 P1 移动网络进房慢 · 2026-09-02 · 出自复盘",
    "    现象：进房超过 5 秒",
    "    排查：移动出口拥塞",
    "    处理：切换备用出口",
    "    注意：切换需 10 分钟",
    "",
    "在做的事",
    "- 续约（到期前 90 天）（锚定 2027-02-01）：2/8",
    "    下一步：对账，2026-11-16",
    "- 补签邮件确认 · 未定日期",
    "",
    "共同目标",
    "- 卡顿率进前列：视频卡顿率，目标 ≤ 1.8 %，2026-12-31",
  ]);
});

test("and in English, with the customer's own words as they are", () => {
  expect(briefText(handoverBrief(input, "en")).split("\n")).toEqual([
    "星屿秀场: hand-over brief",
    "",
    "Hand-over brief · internal, not for the customer · Figures as of 2026-11-10 10:00",
    "",
    "Code STAR · Tier Premium · Scenario Show live · Time zone Shanghai UTC+8 · Customer's language zh-CN · From 周宁 · To 林若溪",
    "",
    "From who had it before",
    "- 客户的技术负责人只在下午接电话。",
    "",
    "Where it stands",
    "- Health 61 (Risk), confidence 92%, as of 2026-11-10 10:00",
    "    −4.2 points on a week ago",
    "    Takes most: Headroom at the next peak, 14 d, −12.3 points",
    "- The contract ends on 2027-02-01, in 83 days",
    "    Last four weeks as a month: 98 M minutes (estimated) of 120 M committed",
    "",
    "Open promises",
    "- INC-1415 P1 华南晚高峰卡顿 (Working)",
    "    Next update due by 2026-11-10 11:30",
    "- INC-1400 P2 直播间进不去 (Awaiting customer)",
    "    the clock stands",
    "- Promised: 增加备用线路, 2026-11-20, 林若溪",
    "- Unanswered: 双 11 峰值确认, sent 2026-11-05 10:00 to 王工",
    "",
    "Peaks ahead",
    "- 2026-11-11 20:00 Shanghai UTC+8 East China 双 11: 62% likely to exceed capacity, p90 128 k, capacity 120 k",
    "    the last day to ask, 2026-11-06, has passed · written to, no answer yet · capacity asked for",
    "",
    "People",
    "- 王工 · 技术总监 · Technical lead · main contact",
    "    Phone 138 0000 0000",
    "    best 14:00–18:00 (Shanghai UTC+8)",
    "",
    "Known problems",
    "- INC-1300 P1 移动网络进房慢 · 2026-09-02 · from the postmortem",
    "    Symptom: 进房超过 5 秒",
    "    Investigation: 移动出口拥塞",
    "    Solution: 切换备用出口",
    "    Cautions: 切换需 10 分钟",
    "",
    "Under way",
    "- Renewal (90 days before) (for 2027-02-01): 2 of 8",
    "    Next: Reconcile, 2026-11-16",
    "- 补签邮件确认 · no date",
    "",
    "Common goals",
    "- 卡顿率进前列: 视频卡顿率, target ≤ 1.8 %, 2026-12-31",
  ]);
});

test("of a quiet account it says what is not there, and never a zero for what is not known", () => {
  const brief = handoverBrief({ facts: sampleHandoverFacts(), note: "", fromName: null, toName: null }, "en");
  expect(brief.sections.map(({ id, empty, items }) => [id, empty ?? items.map(({ text }) => text)])).toEqual([
    ["state", ["Health: — no data", "Contract: — no data"]],
    ["promises", "No promise is open."],
    ["peaks", "No peak within the forecast."],
    ["people", "No contacts on record."],
    ["problems", "No problem is on record."],
    ["running", "No playbook or task is under way."],
  ]);
});

test("it can be printed, and says on every page that it is internal", () => {
  const document = briefDocument(handoverBrief(input, "zh-CN"));
  expect(printDocument.parse(document)).toEqual(document);
  expect([document.footer.startsWith("内部资料 · 星屿秀场：交接简报"), printHtml(document).includes("切换备用出口")]).toEqual([true, true]);
});

test("what is frozen of it is valid by its schema; long texts are cut between characters", () => {
  expect(handoverFacts.parse(full)).toEqual(full);
  expect([cutText(" abc ", 3), cutText("abcd", 3), Array.from(cutText("😀😀😀", 4))]).toEqual(["abc", "ab…", ["😀", "…"]]);
});
