import { isRateMetric } from "../../metrics/definition.ts";
import { isMetricId } from "../../metrics/metrics.ts";
import type { ReviewLocale } from "../compose/review-document.ts";
import type { ReviewMetricId } from "../metrics/review-metrics.ts";

type Said = Readonly<Record<ReviewLocale, readonly [name: string, definition: string]>>;

/** What customers read of how a number is made. Metrics that repeat a cell of the record (a date, a title) need no definition and have none. */
const definitions: Readonly<Partial<Record<ReviewMetricId, Said>>> = {
  "usage.hours": {
    en: ["User-hours", "Concurrent users of every hour, added up"],
    "zh-CN": ["用户小时", "每小时并发用户数之和"],
  },
  "usage.peak": {
    en: ["Peak", "Greatest number of concurrent users in any hour"],
    "zh-CN": ["最高峰值", "各小时并发用户数的最大值"],
  },
  "usage.mean_daily_peak": {
    en: ["Mean daily peak", "Mean of the greatest hour of each local day"],
    "zh-CN": ["日均峰值", "各日（当地时间）最高小时并发的平均值"],
  },
  "sla.attainment": {
    en: ["SLA attainment", "Kept promises ÷ promises that were decided in the period"],
    "zh-CN": ["SLA 达成率", "已达成的承诺 ÷ 期内到期的承诺"],
  },
  "sla.near_misses": {
    en: ["Near misses", "Promises that were kept late, past the warning share of the agreement"],
    "zh-CN": ["险些超时", "已达成，但用时超过协议预警比例的承诺"],
  },
  "sla.budget_used": {
    en: ["Error budget used", "Missed promises ÷ the misses that the target allows"],
    "zh-CN": ["误差预算消耗", "未达成的承诺 ÷ 目标允许的未达成数"],
  },
  "sla.credit_percent": {
    en: ["Credits", "Sum of the credits that the agreement owes, in percent of a month’s fee"],
    "zh-CN": ["赔付", "协议应付赔付之和，按月服务费的百分比"],
  },
  "incidents.opened": {
    en: ["Incidents opened", "Incidents that began in the period"],
    "zh-CN": ["新增故障", "期内开始的故障数"],
  },
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
  "postmortems.prevention": {
    en: ["Prevention items", "Items agreed in postmortems that were published in the period"],
    "zh-CN": ["预防措施", "期内发布的复盘所约定的措施"],
  },
  "peaks.highest_use": {
    en: ["Capacity used", "Greatest hour of a week ÷ the capacity in force in that hour; the highest week"],
    "zh-CN": ["容量使用率", "周内最高小时并发 ÷ 当时的容量，取最高的一周"],
  },
  "peaks.over_capacity": {
    en: ["Weeks above capacity", "Weeks and regions whose greatest hour was above the capacity in force"],
    "zh-CN": ["超出容量的周", "最高小时并发超过当时容量的区域周数"],
  },
  "peaks.forecast": {
    en: ["Forecast", "Median forecast (P50) that was kept about a week ahead"],
    "zh-CN": ["预测", "提前约一周留存的预测中位数（P50）"],
  },
  "peaks.forecast_error": {
    en: ["Forecast error", "Mean of |forecast − actual| ÷ actual over all weeks with a kept forecast"],
    "zh-CN": ["预测误差", "|预测 − 实际| ÷ 实际，在有留存预测的各周取平均"],
  },
  "outreach.answered": {
    en: ["Answered", "Messages sent in the period that had an answer when the snapshot was taken"],
    "zh-CN": ["已答复", "期内发出、生成快照时已有答复的消息"],
  },
  "sdk.behind_share": {
    en: ["Users on old SDKs", "Share of counted users on versions further behind than the target lets them be"],
    "zh-CN": ["旧版 SDK 用户占比", "所用版本落后超过目标的用户占比"],
  },
  "sdk.vulnerable_share": {
    en: ["Users on vulnerable SDKs", "Share of counted users on versions with a known open vulnerability"],
    "zh-CN": ["漏洞版本用户占比", "所用版本存在已知未修复漏洞的用户占比"],
  },
  "health.score": {
    en: ["Health score", "Score of the day from 0 to 100, as it was kept then"],
    "zh-CN": ["健康分", "当日留存的健康分（0–100）"],
  },
  "surveys.csat": { en: ["CSAT", "Mean answer on a scale from 1 to 5"], "zh-CN": ["CSAT", "答复的平均分（1–5 分）"] },
  "surveys.nps": { en: ["Recommendation", "Mean answer on a scale from 0 to 10"], "zh-CN": ["推荐意愿", "答复的平均分（0–10 分）"] },
  "actions.agreed_open": {
    en: ["Open items", "Items agreed at reviews or in postmortems that are not done"],
    "zh-CN": ["未完成事项", "会议或复盘商定、尚未完成的事项"],
  },
};

const rates: Readonly<Partial<Record<string, Said>>> = {
  join_success_rate: {
    en: ["Join success", "Share of join attempts that succeeded"],
    "zh-CN": ["进房成功率", "成功的进房请求占比"],
  },
  join_5s_rate: {
    en: ["Join within 5 s", "Share of join attempts that succeeded within 5 s"],
    "zh-CN": ["5 秒进房成功率", "5 秒内成功的进房请求占比"],
  },
  video_freeze_600_rate: {
    en: ["Freeze rate", "Share of viewing time in video pauses of 600 ms or longer, weighted by sessions"],
    "zh-CN": ["卡顿率", "视频停顿达 600 ms 的观看时长占比，按会话数加权"],
  },
  video_freeze_500_rate: {
    en: ["Freeze rate (500 ms)", "Share of viewing time in video pauses of 500 ms or longer, weighted by sessions"],
    "zh-CN": ["卡顿率（500 ms）", "视频停顿达 500 ms 的观看时长占比，按会话数加权"],
  },
  audio_freeze_200_rate: {
    en: ["Audio freeze rate", "Share of listening time in audio pauses of 200 ms or longer, weighted by sessions"],
    "zh-CN": ["音频卡顿率", "声音中断达 200 ms 的收听时长占比，按会话数加权"],
  },
  delay_over_400_rate: {
    en: ["Delayed sessions", "Share of sessions whose end-to-end delay exceeded 400 ms"],
    "zh-CN": ["高延迟会话占比", "端到端延迟超过 400 ms 的会话占比"],
  },
  packet_loss_rate: {
    en: ["Packet loss", "Share of packets lost on the last mile, weighted by sessions"],
    "zh-CN": ["丢包率", "最后一公里丢失的数据包占比，按会话数加权"],
  },
  first_frame_ms: {
    en: ["Time to first frame", "Median of the hour’s sessions; over several hours the mean of the medians by sessions"],
    "zh-CN": ["首帧时间", "每小时会话的中位数；跨多个小时取按会话数加权的平均"],
  },
};

const weeksOver: Said = {
  en: ["Weeks above target", "Weeks whose rate, weighted by sessions, was worse than the target"],
  "zh-CN": ["超出目标的周", "按会话数加权后差于目标的周数"],
};

/** Name and definition of a metric for a customer; null = it says only what stands on record. */
export function definitionWords(
  metric: ReviewMetricId,
  locale: ReviewLocale,
): { readonly name: string; readonly definition: string } | null {
  const [, family = "", rate = ""] = /^(quality|parts|weeks_over)\.(.+)$/.exec(metric) ?? [];
  const known =
    family === ""
      ? definitions[metric]
      : family === "weeks_over"
        ? weeksOver
        : isMetricId(rate) && isRateMetric(rate)
          ? rates[rate]
          : undefined;
  if (known === undefined) return null;
  const [name, definition] = known[locale];
  return { name, definition };
}
