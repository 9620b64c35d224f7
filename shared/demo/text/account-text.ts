import type { Scenario, Tier } from "../../domain/account/account.ts";
import type { Trait } from "../company/featured.ts";
import type { Dice } from "../dice.ts";

type Language = "zh" | "en";

const tagBank: Readonly<Record<Language, Readonly<Record<Scenario, readonly string[]>>>> = {
  zh: {
    show_live: ["公会运营", "PK 连麦", "美颜特效", "头部主播", "虚拟礼物"],
    one_to_one: ["付费通话", "自研客户端", "弱网敏感", "夜间高峰"],
    voice_room: ["多人语聊", "K 歌", "派对房", "3D 音效"],
    video_dating: ["红娘房", "三方连麦", "实名认证", "下沉市场"],
    commerce_live: ["大促客户", "多机位", "达人直播", "低延时直播"],
    education: ["小班课", "大班课", "录制回放", "互动白板"],
    conversational_ai: ["语音智能体", "打断敏感", "呼叫中心", "数字人"],
    overseas_app: ["出海", "多时区", "合规关注", "新兴市场"],
  },
  en: {
    show_live: ["agencies", "battles", "beauty filter", "top hosts", "gifting"],
    one_to_one: ["paid calls", "own client", "weak networks", "late peak"],
    voice_room: ["group chat", "karaoke", "party rooms", "spatial audio"],
    video_dating: ["host rooms", "three-way calls", "verified users", "tier-2 cities"],
    commerce_live: ["sale days", "multi-camera", "creators", "low latency"],
    education: ["small classes", "lectures", "recording", "whiteboard"],
    conversational_ai: ["voice agent", "barge-in", "call centre", "avatar"],
    overseas_app: ["multi-region", "several time zones", "compliance", "growth market"],
  },
};

const traitTag: Readonly<Record<Language, Partial<Record<Trait, string>>>> = {
  zh: { crisis: "重点保障", tight: "容量紧张", over: "容量紧张", declining: "流失风险", new: "接入中", degraded: "质量跟踪" },
  en: {
    crisis: "priority",
    tight: "capacity tight",
    over: "capacity tight",
    declining: "churn risk",
    new: "onboarding",
    degraded: "quality watch",
  },
};

export function accountTags(language: Language, scenario: Scenario, trait: Trait, die: Dice): string[] {
  const special = traitTag[language][trait];
  const tags = die.shuffled(tagBank[language][scenario]).slice(0, die.int(1, 2));
  return special === undefined ? tags : [special, ...tags];
}

const product: Readonly<Record<Language, Readonly<Record<Scenario, readonly string[]>>>> = {
  zh: {
    show_live: [
      "以秀场直播和主播 PK 为主，收入集中在 21–24 点。",
      "公会驱动的秀场平台，头部主播开播时并发会在几分钟内翻倍。",
      "秀场加连麦，年度盛典和月度榜单冲刺是全年最重的两类活动。",
    ],
    one_to_one: [
      "付费一对一视频，按分钟计费，接通失败会直接变成退款。",
      "一对一社交，用户以 18–30 岁为主，深夜通话占六成。",
      "一对一视频加语音速配，对首帧和接通时长最敏感。",
    ],
    voice_room: [
      "多人语音房，房间长时间不关，麦位切换频繁。",
      "语音派对和 K 歌，对音频卡顿和合唱延迟要求高。",
      "语音社交，凌晨仍有两成峰值的在线。",
    ],
    video_dating: ["红娘主持的三方视频相亲，房主掉线等于整场结束。", "视频相亲，下沉市场用户多，中低端安卓机占七成。"],
    commerce_live: [
      "品牌自播与达人带货，大促当天的峰值是平日的两倍以上。",
      "电商直播，整点秒杀会在一分钟内拉高三成并发。",
      "产地直播为主，户外推流多，上行网络差异大。",
    ],
    education: [
      "K12 小班课与大班课，周末和工作日晚间集中。",
      "双师课堂，校区端走专线，家庭端走公网。",
      "职业教育公开课，直播加回放，开学季和考前是高峰。",
    ],
    conversational_ai: [
      "语音智能体，端到端时延和打断成功率是验收指标。",
      "智能外呼与客服机器人，工作时段平稳，节假日明显下降。",
      "数字人直播与问答，7×24 运行，波动很小。",
    ],
    overseas_app: [
      "国内团队、海外用户，主要市场在东南亚和中东。",
      "出海社交产品，按市场分批放量，发版节奏快。",
      "多市场运营，各区域高峰错开，容量按区域单独管理。",
    ],
  },
  en: {
    show_live: [
      "Show live with host battles; most revenue comes between 21:00 and midnight.",
      "Agency-driven live platform: when a top host goes on air, concurrency doubles within minutes.",
      "Show live and guest calls; monthly rankings and the yearly gala are the two heavy dates.",
    ],
    one_to_one: [
      "Paid one-to-one video, billed by the minute: a failed call is a refund.",
      "One-to-one social app; six calls in ten happen after 22:00.",
      "Video and voice matching; first frame and time to answer matter most.",
    ],
    voice_room: [
      "Group voice rooms that stay open for hours, with frequent seat changes.",
      "Voice parties and karaoke; sensitive to audio freezes and chorus delay.",
      "Voice social; a fifth of the peak is still online at 4 a.m.",
    ],
    video_dating: [
      "Hosted three-way video dates: when the host drops, the date is over.",
      "Video dating with many low-end Android phones on mobile networks.",
    ],
    commerce_live: [
      "Brand and creator selling; on sale days the peak is more than twice the usual.",
      "Live shopping; hourly flash deals lift concurrency by a third in a minute.",
      "Outdoor selling from markets and farms; uplinks vary a lot.",
    ],
    education: [
      "Small classes and lectures, weekday afternoons and weekends.",
      "Tutoring in small groups; schools on fixed lines, families on the open internet.",
      "Exam preparation with live classes and replays; term start is the yearly peak.",
    ],
    conversational_ai: [
      "Voice agents; end-to-end delay and barge-in are the acceptance criteria.",
      "Outbound calls and support bots: flat in office hours, low on holidays.",
      "Avatar hosts and question answering around the clock, little variation.",
    ],
    overseas_app: [
      "Social app in several countries; markets are opened one after the other.",
      "Live and chat for several regions, each with its own evening.",
      "Fast releases, small team, several markets with different carriers.",
    ],
  },
};

const traitSentence: Readonly<Record<Language, Partial<Record<Trait, readonly string[]>>>> = {
  zh: {
    crisis: ["大促备战中，任何变更先与技术负责人电话确认，不要只发群消息。"],
    degraded: ["晚高峰单一运营商卡顿正在排查，对外口径以每日 18 点的进展为准。"],
    stale: ["上报由客户自建采集转发，断过两次，数据停更先联系对方运维。"],
    new: ["上月底签约，正在接入，第一次放量前需要陪跑压测。"],
    no_quality: ["客户关闭了质量上报，只有用量；季度复盘前再谈一次。"],
    tight: ["容量长期贴着上限跑，采购审批要两周，扩容要早提。"],
    over: ["实际峰值已超过购买容量，靠弹性扛着；续约时要重新谈容量。"],
    declining: ["用量逐月下滑，换过一次产品负责人，续约意愿不明。"],
  },
  en: {
    crisis: ["Preparing for a sale: agree every change with the technical lead by phone first."],
    degraded: ["Evening freezes on one carrier are under investigation; daily status goes out at 18:00 local."],
    stale: ["Metrics are relayed by the customer's own collector, which has stopped twice before."],
    new: ["Signed last month and still integrating; a load test comes before the first ramp-up."],
    no_quality: ["Quality reporting is switched off on their side; raise it before the quarterly review."],
    tight: ["Runs close to its capacity; purchasing takes two weeks, so ask early."],
    over: ["Peaks already exceed the purchased capacity; renewal must settle it."],
    declining: ["Usage falls month after month and the product owner changed; renewal is uncertain."],
  },
};

const closing: Readonly<Record<Language, Readonly<Record<Tier, readonly string[]>>>> = {
  zh: {
    premium: [
      "要求重大变更提前三个工作日书面告知。",
      "季度复盘由对方 CTO 参加，数字要能追到明细。",
      "有驻场需求，重要活动当天安排现场保障。",
    ],
    standard: ["日常沟通在群里，紧急事项直接打电话。", "技术负责人回复快，商务流程慢。", "每月对一次用量账单。"],
    basic: ["以工单为主，没有固定例会。", "团队小，升级 SDK 往往要等一个版本。"],
  },
  en: {
    premium: [
      "Wants three working days' written notice of larger changes.",
      "Their CTO attends the quarterly review: every figure must be traceable.",
      "Expects someone on site for their big dates.",
    ],
    standard: [
      "Day-to-day talk is in the shared channel; call for anything urgent.",
      "Quick technical answers, slow commercial ones.",
      "Usage is reconciled with them once a month.",
    ],
    basic: ["Tickets only, no regular meeting.", "A small team: SDK upgrades usually wait for their next release."],
  },
};

/** What a colleague must know about a customer. */
export function accountSummary(language: Language, scenario: Scenario, tier: Tier, trait: Trait, die: Dice): string {
  const special = traitSentence[language][trait];
  const parts = [
    die.pick(product[language][scenario]),
    ...(special === undefined ? [] : [die.pick(special)]),
    die.pick(closing[language][tier]),
  ];
  return parts.join(language === "zh" ? "" : " ");
}
