import { domain as domainEn } from "../../../i18n/en/domain.ts";
import { domain as domainZh } from "../../../i18n/zh-CN/domain.ts";
import type { ReviewLocale } from "../compose/review-document.ts";
import { en } from "./en.ts";
import { evidenceWords } from "./evidence-words.ts";
import { zhCn } from "./zh-cn.ts";

type Said = Readonly<Record<ReviewLocale, string>>;

/** Members of dimensions that only the evidence has. */
const own: Readonly<Record<string, Said>> = {
  "hours.evening": { en: "20–23 h", "zh-CN": "20–23 时" },
  "hours.other": { en: "outside 20–23 h", "zh-CN": "20–23 时以外" },
  "kind.week": { en: "weeks", "zh-CN": "每周" },
  "kind.peak": { en: "peaks", "zh-CN": "高峰" },
  "kind.outstanding": { en: "outstanding days", "zh-CN": "突出的日子" },
  "kind.notice": { en: "notices", "zh-CN": "通知" },
  "kind.reminder": { en: "reminders", "zh-CN": "提醒" },
  "kind.postmortem": { en: "postmortems", "zh-CN": "复盘" },
  "kind.incident": { en: "incidents", "zh-CN": "故障" },
  "kind.ticket": { en: "tickets", "zh-CN": "工单" },
  "kind.request": { en: "requests", "zh-CN": "需求" },
  "answer.needs": { en: "needs capacity", "zh-CN": "需要扩容" },
  "answer.declines": { en: "declines", "zh-CN": "不需要" },
  "answer.answered": { en: "answered", "zh-CN": "已答复" },
  "answer.none": { en: "no answer", "zh-CN": "未答复" },
  "state.asked": { en: "asked", "zh-CN": "已申请" },
  "state.confirmed": { en: "confirmed", "zh-CN": "已确认" },
  "state.provisioned": { en: "in place", "zh-CN": "已就绪" },
  "state.refused": { en: "refused", "zh-CN": "被拒绝" },
  "state.cancelled": { en: "cancelled", "zh-CN": "已取消" },
  "state.kept": { en: "kept", "zh-CN": "按时完成" },
  "state.late": { en: "done late", "zh-CN": "逾期完成" },
  "state.open": { en: "open", "zh-CN": "未完成" },
  "state.overdue": { en: "overdue", "zh-CN": "已逾期" },
  "state.dropped": { en: "dropped", "zh-CN": "已放弃" },
  "state.done": { en: "done", "zh-CN": "已完成" },
  "from.review": { en: "agreed at a review", "zh-CN": "回顾会商定" },
  "from.prevention": { en: "prevention of a postmortem", "zh-CN": "复盘预防措施" },
  "from.task": { en: "other tasks", "zh-CN": "其他任务" },
  "source.holiday": { en: "holidays", "zh-CN": "节假日" },
  "source.event": { en: "announced events", "zh-CN": "已预告的活动" },
  "measure.sla_attainment": { en: "SLA attainment", "zh-CN": "SLA 达成率" },
  "measure.csat": { en: "CSAT", "zh-CN": "CSAT" },
  "measure.sdk_behind": { en: "releases behind", "zh-CN": "落后版本数" },
  "measure.capacity_use": { en: "capacity used", "zh-CN": "容量使用率" },
  "type.csat": { en: "CSAT", "zh-CN": "CSAT" },
  "type.nps": { en: "recommendation", "zh-CN": "推荐意愿" },
};

const all: Said = { en: "all", "zh-CN": "全部" };

/** What a member of a dimension is called, `region` `cn-south`; what has no name but itself (a number, a version, a title) stays as it is. */
export function memberWords(dimension: string, member: string, locale: ReviewLocale): string {
  if (member === "*" || member === "") return all[locale];
  if (dimension === "sdk") return `SDK ${member}`;
  const key = `${dimension}.${member}`;
  const rate = dimension === "measure" ? `metric.${member}` : key;
  const [domain, review] = locale === "en" ? [domainEn, en] : [domainZh, zhCn];
  const tables: Readonly<Record<string, string>> = dimension === "subject" ? evidenceWords[locale].tables : {};
  const exclusion = dimension === "reason" ? `exclusion.${member}` : key;
  return own[key]?.[locale] ?? tables[member] ?? wordOf(domain, rate) ?? wordOf(review, exclusion) ?? member;
}

function wordOf(words: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
