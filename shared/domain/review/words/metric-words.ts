import type { RateMetric } from "../../metrics/definition.ts";
import type { ReviewLocale } from "../compose/review-document.ts";
import type { EvidenceTableId } from "../evidence/evidence-tables.ts";
import type { ReviewMetricId } from "../metrics/review-metrics.ts";

/** Name and definition; a metric that repeats a cell of the record (a date, a title) needs no definition and has none. */
export type MetricWords = Readonly<Record<ReviewLocale, readonly [name: string, definition?: string]>>;

/** Metrics that there is one of for every rate, and for every table. */
export type RateFamily = "quality" | "parts" | "sessions" | "part_sessions" | "weeks_over" | "sessions_over" | "parts_over";
export type TableFamily = "rows" | "source_rows";

/** Every metric that is no member of a family. */
export type SingleMetric = Exclude<ReviewMetricId, `${RateFamily}.${RateMetric}` | `${TableFamily}.${Lowercase<EvidenceTableId>}`>;

/** What customers, and we, read of how a number is made. */
export const metricWords: Readonly<Record<SingleMetric, MetricWords>> = {
  "usage.hours": { en: ["User-hours", "Concurrent users of every hour, added up"], "zh-CN": ["用户小时", "每小时并发用户数之和"] },
  "usage.peak": { en: ["Peak", "Greatest number of concurrent users in any hour"], "zh-CN": ["最高峰值", "各小时并发用户数的最大值"] },
  "usage.peak_at": { en: ["Time of the peak"], "zh-CN": ["峰值时间"] },
  "usage.mean_daily_peak": {
    en: ["Mean daily peak", "Mean of the greatest hour of each local day"],
    "zh-CN": ["日均峰值", "各日（当地时间）最高小时并发的平均值"],
  },
  "usage.known_hours": {
    en: ["Hours with usage data", "Hours of the period of which usage is known"],
    "zh-CN": ["有用量数据的小时", "期内用量已知的小时数"],
  },
  "capacity.pcu": { en: ["Capacity"], "zh-CN": ["容量"] },
  "sla.attainment": {
    en: ["SLA attainment", "Kept promises ÷ promises that were decided in the period"],
    "zh-CN": ["SLA 达成率", "已达成的承诺 ÷ 期内到期的承诺"],
  },
  "sla.promises": { en: ["SLA promises", "Promises that were decided in the period"], "zh-CN": ["SLA 承诺", "期内到期的承诺数"] },
  "sla.misses": {
    en: ["Promises missed", "Promises decided in the period that were not kept"],
    "zh-CN": ["未达成的承诺", "期内到期但未达成的承诺数"],
  },
  "sla.near_misses": {
    en: ["Near misses", "Promises that were kept late, past the warning share of the agreement"],
    "zh-CN": ["险些超时", "已达成，但用时超过协议预警比例的承诺"],
  },
  "sla.budget_used": {
    en: ["Error budget used", "Missed promises ÷ the misses that the target allows"],
    "zh-CN": ["误差预算消耗", "未达成的承诺 ÷ 目标允许的未达成数"],
  },
  "sla.elapsed": { en: ["Time taken for a promise"], "zh-CN": ["承诺实际用时"] },
  "sla.limit": { en: ["Time limit of a promise"], "zh-CN": ["承诺时限"] },
  "sla.limit_least": {
    en: ["Shortest time limit", "Least time that an agreement left for a promise of the period"],
    "zh-CN": ["最短承诺时限", "期内承诺中协议给出的最短时限"],
  },
  "sla.credit_percent": {
    en: ["Credits", "Sum of the credits that the agreement owes, in percent of a month’s fee"],
    "zh-CN": ["赔付", "协议应付赔付之和，按月服务费的百分比"],
  },
  "incidents.opened": { en: ["Incidents opened", "Incidents that began in the period"], "zh-CN": ["新增故障", "期内开始的故障数"] },
  "incidents.ended": { en: ["Incidents ended", "Incidents that ended in the period"], "zh-CN": ["结束的故障", "期内结束的故障数"] },
  "incidents.acknowledge_mean": {
    en: ["MTTA", "Mean time from opening to acknowledgement, of incidents opened in the period"],
    "zh-CN": ["MTTA", "期内新增故障从建立到响应的平均用时"],
  },
  "incidents.acknowledge_median": {
    en: ["Median acknowledgement", "Half of the incidents were acknowledged within it"],
    "zh-CN": ["响应用时中位数", "半数故障在此时间内得到响应"],
  },
  "incidents.resolve_mean": {
    en: ["MTTR", "Mean time from opening to the end, of incidents that ended in the period"],
    "zh-CN": ["MTTR", "期内结束的故障从建立到恢复的平均用时"],
  },
  "incidents.resolve_median": {
    en: ["Median resolution", "Half of the incidents were over within it"],
    "zh-CN": ["恢复用时中位数", "半数故障在此时间内恢复"],
  },
  "incidents.repeats": {
    en: ["Repeats", "Incidents that are on record as a repeat of an earlier one"],
    "zh-CN": ["重复发生", "登记为此前故障再次发生的故障数"],
  },
  "incidents.title": { en: ["Title of the incident"], "zh-CN": ["故障标题"] },
  "incidents.at": { en: ["Start of the incident"], "zh-CN": ["故障开始时间"] },
  "incidents.acknowledged": { en: ["Acknowledged after"], "zh-CN": ["响应用时"] },
  "incidents.lasted": { en: ["Incident lasted"], "zh-CN": ["故障时长"] },
  "peaks.weeks": {
    en: ["Weeks with peaks on record", "Weeks and regions of which forecast and actual peak are on record"],
    "zh-CN": ["有峰值记录的周", "有预测与实际峰值记录的区域周数"],
  },
  "peaks.actual": { en: ["Actual peak", "Greatest hour of the week or peak"], "zh-CN": ["实际峰值", "该周或该高峰的最高小时并发"] },
  "peaks.forecast": {
    en: ["Forecast", "Median forecast (P50) that was kept about a week ahead"],
    "zh-CN": ["预测", "提前约一周留存的预测中位数（P50）"],
  },
  "peaks.forecast_p90": {
    en: ["Forecast, upper (P90)", "Upper forecast (P90) that was kept about a week ahead"],
    "zh-CN": ["预测上限（P90）", "提前约一周留存的预测上限（P90）"],
  },
  "peaks.told": {
    en: ["Announced by the customer", "Concurrent users that the customer announced for the peak"],
    "zh-CN": ["客户预告", "客户为该高峰预告的并发用户数"],
  },
  "peaks.capacity": {
    en: ["Capacity at the peak", "Capacity in force in the greatest hour"],
    "zh-CN": ["峰值时的容量", "最高小时当时有效的容量"],
  },
  "peaks.over_capacity": {
    en: ["Weeks above capacity", "Weeks and regions whose greatest hour was above the capacity in force"],
    "zh-CN": ["超出容量的周", "最高小时并发超过当时容量的区域周数"],
  },
  "peaks.highest_use": {
    en: ["Capacity used", "Greatest hour of a week ÷ the capacity in force in that hour; the highest week"],
    "zh-CN": ["容量使用率", "周内最高小时并发 ÷ 当时的容量，取最高的一周"],
  },
  "peaks.weeks_near_capacity": {
    en: ["Weeks near capacity", "Weeks and regions whose greatest hour used more of the capacity than the target"],
    "zh-CN": ["接近容量的周", "最高小时的容量使用率高于目标的区域周数"],
  },
  "peaks.capacity_needed": {
    en: ["Capacity needed", "Greatest hour ÷ the share of capacity that the target lets be used"],
    "zh-CN": ["所需容量", "最高小时并发 ÷ 目标允许的容量使用率"],
  },
  "peaks.use": {
    en: ["Capacity used at the peak", "Greatest hour of the week or peak ÷ the capacity in force in that hour"],
    "zh-CN": ["峰值容量使用率", "该周或该高峰的最高小时并发 ÷ 当时的容量"],
  },
  "peaks.at": { en: ["Start of the week or peak"], "zh-CN": ["该周或高峰的开始时间"] },
  "peaks.forecast_error": {
    en: ["Forecast error", "Mean of |forecast − actual| ÷ actual over all weeks with a kept forecast"],
    "zh-CN": ["预测误差", "|预测 − 实际| ÷ 实际，在有留存预测的各周取平均"],
  },
  "outreach.sent": { en: ["Messages sent", "Messages that were sent in the period"], "zh-CN": ["发出的消息", "期内发出的消息数"] },
  "outreach.answered": {
    en: ["Answered", "Messages sent in the period that had an answer when the snapshot was taken"],
    "zh-CN": ["已答复", "期内发出、生成快照时已有答复的消息"],
  },
  "outreach.sent_at": { en: ["Message sent at"], "zh-CN": ["消息发出时间"] },
  "outreach.answered_at": { en: ["Message answered at"], "zh-CN": ["消息答复时间"] },
  "outreach.answered_pcu": { en: ["Concurrent users in the answer"], "zh-CN": ["答复的并发用户数"] },
  "outreach.requests": {
    en: ["Capacity requests", "Requests for capacity that were made in the period"],
    "zh-CN": ["容量申请", "期内提出的容量申请数"],
  },
  "requests.pcu": { en: ["Capacity asked for"], "zh-CN": ["申请的容量"] },
  "requests.at": { en: ["Capacity asked for at"], "zh-CN": ["容量申请时间"] },
  "requests.provisioned_at": { en: ["Capacity in place at"], "zh-CN": ["容量就绪时间"] },
  "commitments.made": {
    en: ["Commitments", "Items that were promised at the last review"],
    "zh-CN": ["承诺事项", "上次回顾会上承诺的事项数"],
  },
  "commitments.late_days": { en: ["Days late", "Days past the day that was agreed"], "zh-CN": ["逾期天数", "超过约定日期的天数"] },
  "commitments.due": { en: ["Commitment due"], "zh-CN": ["承诺事项截止日"] },
  "commitments.done": { en: ["Commitment done on"], "zh-CN": ["承诺事项完成日"] },
  "actions.due": { en: ["Action item due"], "zh-CN": ["待办截止日"] },
  "actions.agreed_open": {
    en: ["Open items", "Items agreed at reviews or in postmortems that are not done"],
    "zh-CN": ["未完成事项", "会议或复盘商定、尚未完成的事项"],
  },
  "health.score": {
    en: ["Health score", "Score of the day from 0 to 100, as it was kept then"],
    "zh-CN": ["健康分", "当日留存的健康分（0–100）"],
  },
  "health.mean": {
    en: ["Mean health score", "Mean of the kept scores of the period’s days, from 0 to 100"],
    "zh-CN": ["平均健康分", "期内各日留存健康分（0–100）的平均值"],
  },
  "surveys.csat": { en: ["CSAT", "Mean answer on a scale from 1 to 5"], "zh-CN": ["CSAT", "答复的平均分（1–5 分）"] },
  "surveys.nps": { en: ["Recommendation", "Mean answer on a scale from 0 to 10"], "zh-CN": ["推荐意愿", "答复的平均分（0–10 分）"] },
  "sdk.behind_share": {
    en: ["Users on old SDKs", "Share of counted users on versions further behind than the target lets them be"],
    "zh-CN": ["旧版 SDK 用户占比", "所用版本落后超过目标的用户占比"],
  },
  "sdk.share": {
    en: ["Users by SDK version", "Share of counted users on the version at the end of the period"],
    "zh-CN": ["SDK 版本用户占比", "期末使用该版本的用户占比"],
  },
  "sdk.behind": { en: ["Releases behind", "Releases that came after the version"], "zh-CN": ["落后版本数", "该版本之后发布的版本数"] },
  "sdk.vulnerable_share": {
    en: ["Users on vulnerable SDKs", "Share of counted users on versions with a known open vulnerability"],
    "zh-CN": ["漏洞版本用户占比", "所用版本存在已知未修复漏洞的用户占比"],
  },
  "sdk.latest": { en: ["Latest SDK version"], "zh-CN": ["最新 SDK 版本"] },
  "postmortems.published": {
    en: ["Postmortems published", "Postmortems that were published in the period"],
    "zh-CN": ["发布的复盘", "期内发布的复盘数"],
  },
  "postmortems.prevention": {
    en: ["Prevention items", "Items agreed in postmortems that were published in the period"],
    "zh-CN": ["预防措施", "期内发布的复盘所约定的措施"],
  },
  "postmortems.prevention_done": {
    en: ["Prevention items done", "Of the items agreed in postmortems of the period, those that are done"],
    "zh-CN": ["已完成的预防措施", "期内复盘约定的措施中已完成的"],
  },
  "occasions.count": {
    en: ["Holidays and events", "Days of holidays and announced events in the period"],
    "zh-CN": ["节假日与活动", "期内的节假日天数与已预告的活动数"],
  },
  "target.share": { en: ["Target (share)"], "zh-CN": ["目标（占比）"] },
  "target.score": { en: ["Target (score)"], "zh-CN": ["目标（评分）"] },
  "target.count": { en: ["Target (number)"], "zh-CN": ["目标（数量）"] },
  "exclusions.rows": { en: ["Rows left out", "Rows of the period that could not be counted"], "zh-CN": ["剔除的行", "期内无法计入的行数"] },
};
