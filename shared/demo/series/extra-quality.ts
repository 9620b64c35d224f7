import type { MetricId } from "../../domain/metrics/metrics.ts";
import { seedOf } from "../../kernel/random.ts";
import type { Cast } from "../company/cast.ts";
import { noise } from "./noise.ts";
import { rateOf, type QualitySeries } from "./quality.ts";

/** Customers that report by a second definition of freezing, and the time to the first frame. */
const reporting: ReadonlySet<number> = new Set([1, 4, 5, 6]);

export type ExtraMetric = Extract<MetricId, "video_freeze_500_rate" | "first_frame_ms">;

export function extraMetrics(cast: Cast): readonly ExtraMetric[] {
  return reporting.has(cast.index) ? ["video_freeze_500_rate", "first_frame_ms"] : [];
}

/** The same hours as `series`: pauses of 500 ms are about a fifth more than those of 600 ms, the first frame takes longer where delays do. */
export function extraSeries(cast: Cast, part: string, series: QualitySeries): Readonly<Record<ExtraMetric, Float64Array>> {
  const { gauss } = noise(seedOf(`${cast.seed}/extra/${part}`));
  const freeze = series.video_freeze_600_rate.map((value) => rateOf(value * (1.21 + 0.02 * gauss())));
  const frame = series.delay_over_400_rate.map((value) => Math.round((268 + 8_600 * value) * (1 + 0.03 * gauss())));
  return { video_freeze_500_rate: freeze, first_frame_ms: frame };
}
