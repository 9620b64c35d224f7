import type { WeightedRate } from "../quality/weighted.ts";
import { combinedRate } from "./combine.ts";
import { type DetailSlice, detailRate } from "./detail.ts";
import { type MetricId, metrics } from "./metrics.ts";
import { type HourlySeries, isDetail } from "./series.ts";

/** Metrics that are weighted by sessions: rates and times. */
export type RateMetric = { [M in MetricId]: (typeof metrics)[M]["aggregate"] extends "weighted" ? M : never }[MetricId];
export const rateMetrics = (Object.keys(metrics) as MetricId[]).filter(isRateMetric);

export function isRateMetric(metric: MetricId): metric is RateMetric {
  return metrics[metric].aggregate === "weighted";
}

/** A figure that knows by which definition it was measured. */
export interface MetricRate<M extends RateMetric> extends WeightedRate {
  readonly metric: M;
}

/** One figure for a slice over a time: of the split series where the slice names an SDK or a platform, else of the whole ones. */
export function measuredRate<M extends RateMetric>(
  all: readonly HourlySeries[],
  metric: M,
  slice: DetailSlice,
  fromMs: number,
  toMs: number,
): MetricRate<M> {
  const rate = isDetail(slice) ? detailRate(all, metric, slice, fromMs, toMs) : combinedRate(all, metric, slice, fromMs, toMs);
  return { metric, ...rate };
}

/**
 * What a figure changed by, in the metric's unit; null = either is unknown. Two figures of different definitions do not compile; where the metric is
 * chosen at run time, ask `definitionFault` first: this throws.
 */
export function rateChange<M extends RateMetric>(before: MetricRate<M>, after: MetricRate<NoInfer<M>>): number | null {
  if (before.metric !== after.metric) throw new RangeError(`${after.metric} cannot be held against ${before.metric}`);
  return before.value === null || after.value === null ? null : after.value - before.value;
}

/** The thing that is measured, whatever the threshold. */
const quantities: Readonly<Record<RateMetric, string>> = {
  join_success_rate: "join",
  join_5s_rate: "join",
  video_freeze_600_rate: "video freeze",
  video_freeze_500_rate: "video freeze",
  audio_freeze_200_rate: "audio freeze",
  delay_over_400_rate: "delay",
  packet_loss_rate: "packet loss",
  first_frame_ms: "first frame",
};

/** Why two metrics are not held against each other: the same thing by another threshold, or another thing. null = they are the same. */
export function definitionFault(a: RateMetric, b: RateMetric): "other-threshold" | "other-quantity" | null {
  if (a === b) return null;
  return quantities[a] === quantities[b] ? "other-threshold" : "other-quantity";
}
