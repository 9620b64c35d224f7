import { isRateMetric, type RateMetric } from "../../metrics/definition.ts";
import { isMetricId } from "../../metrics/metrics.ts";
import type { ReviewLocale } from "../compose/review-document.ts";
import { type EvidenceTableId, evidenceTableIds } from "../evidence/evidence-tables.ts";
import type { ReviewMetricId } from "../metrics/review-metrics.ts";
import { evidenceWords } from "./evidence-words.ts";
import { type MetricWords, metricWords, type RateFamily, type SingleMetric, type TableFamily } from "./metric-words.ts";

const rates: Readonly<Record<RateMetric, MetricWords>> = {
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

const weeksOver: MetricWords = {
  en: ["Weeks above target", "Weeks whose rate, weighted by sessions, was worse than the target"],
  "zh-CN": ["超出目标的周", "按会话数加权后差于目标的周数"],
};

/** Names of the metrics of a family: `{of}` is the rate or the table. */
const families: Readonly<Record<RateFamily | TableFamily, Readonly<Record<ReviewLocale, string>>>> = {
  quality: { en: "{of}", "zh-CN": "{of}" },
  parts: { en: "{of}", "zh-CN": "{of}" },
  sessions: { en: "Sessions measured: {of}", "zh-CN": "计入会话数：{of}" },
  part_sessions: { en: "Sessions measured: {of}", "zh-CN": "计入会话数：{of}" },
  weeks_over: { en: "Weeks worse than target: {of}", "zh-CN": "差于目标的周数：{of}" },
  sessions_over: { en: "Sessions worse than target: {of}", "zh-CN": "差于目标的会话数：{of}" },
  parts_over: { en: "Sessions worse than target: {of}", "zh-CN": "差于目标的会话数：{of}" },
  rows: { en: "Rows: {of}", "zh-CN": "行数：{of}" },
  source_rows: { en: "Rows of the record: {of}", "zh-CN": "原始记录行数：{of}" },
};

type Part =
  | { readonly family: null; readonly words: MetricWords }
  | { readonly family: RateFamily; readonly rate: RateMetric }
  | { readonly family: TableFamily; readonly table: EvidenceTableId };

function partOf(metric: ReviewMetricId): Part {
  const [, family = "", of = ""] = /^([a-z_]+)\.(.+)$/.exec(metric) ?? [];
  if (Object.hasOwn(metricWords, metric)) return { family: null, words: metricWords[metric as SingleMetric] };
  if (isMetricId(of) && isRateMetric(of)) return { family: family as RateFamily, rate: of };
  const table = evidenceTableIds.find((one) => one.toLowerCase() === of);
  if (table === undefined) throw new RangeError(`${metric} belongs to no family`);
  return { family: family as TableFamily, table };
}

/** What a metric is called, by itself and beside all others. */
export function metricName(metric: ReviewMetricId, locale: ReviewLocale): string {
  const part = partOf(metric);
  if (part.family === null) return part.words[locale][0];
  const of = "rate" in part ? rates[part.rate][locale][0] : evidenceWords[locale].tables[part.table];
  return families[part.family][locale].replace("{of}", of);
}

/** Name and definition of a metric for a customer; null = it says only what stands on record, or how much of it there is. */
export function definitionWords(
  metric: ReviewMetricId,
  locale: ReviewLocale,
): { readonly name: string; readonly definition: string } | null {
  const part = partOf(metric);
  const known =
    part.family === null
      ? part.words
      : part.family === "weeks_over"
        ? weeksOver
        : part.family === "quality" || part.family === "parts"
          ? rates[part.rate]
          : null;
  const [name = "", definition] = known?.[locale] ?? [];
  return definition === undefined ? null : { name, definition };
}
