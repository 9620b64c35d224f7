import { hourMs, type HourlySeries } from "../metrics/series.ts";
import { metrics } from "../metrics/metrics.ts";
import type { Slice } from "../metrics/combine.ts";
import { audienceTimeZone } from "../regions.ts";
import { knownHours } from "./account-signals.ts";
import { badness, fromScale, toScale } from "./badness.ts";
import { localHours } from "./local-hours.ts";
import { MetricNormal } from "./metric-normal.ts";
import { type BandContext, wholeSlice } from "./quality-band.ts";
import { type BandMetric, signalThresholds } from "./signal-thresholds.ts";

/** A measured hour of a slice beside what is usual at that hour of the week. Values in the metric's unit. */
export interface BandHour {
  /** Start of the hour, UTC ms. */
  readonly atMs: number;
  readonly value: number;
  readonly normal: number;
  /** End of the usual band on the bad side. */
  readonly edge: number;
  readonly sessions: number;
  /** Distance from the normal in spreads; positive = worse. */
  readonly spreads: number;
}

/**
 * The hours of a stretch (`toMs` exclusive) that were measured and whose normal is known, by metric. Normal and band as in qualityBand, from the
 * eight weeks before without the hours of known incidents; only the asked hours are worked out.
 */
export function bandHours(
  series: readonly HourlySeries[],
  slice: Slice,
  { timeZone, incidents }: BandContext,
  fromMs: number,
  toMs: number,
): readonly { readonly metric: BandMetric; readonly hours: readonly BandHour[] }[] {
  const whole = wholeSlice(series, slice);
  if (whole === null) return [];
  const count = whole.sessions.length;
  const zone = slice.region === null ? timeZone : audienceTimeZone(slice.region, timeZone, whole.startMs + count * hourMs);
  const hours = localHours(zone, whole.startMs, count);
  const known = knownHours(whole, incidents);
  const first = Math.max(0, Math.floor((fromMs - whole.startMs) / hourMs));
  const last = Math.min(count, Math.ceil((toMs - whole.startMs) / hourMs));
  return whole.metrics.map(({ metric, values }) => {
    const x = Float64Array.from(values, (value, t) => ((whole.sessions[t] as number) > 0 ? toScale(metric, value) : Number.NaN));
    const normal = new MetricNormal(x, hours, known);
    const found: BandHour[] = [];
    for (let t = first; t < last; t += 1) {
      const at = x[t] as number;
      if (Number.isNaN(at) || !normal.at(t)) continue;
      found.push({
        atMs: whole.startMs + t * hourMs,
        value: values[t] as number,
        normal: fromScale(metric, normal.middle),
        edge: fromScale(metric, normal.middle + signalThresholds.bandSpreads * normal.spread),
        sessions: whole.sessions[t] as number,
        spreads: (at - normal.middle) / normal.spread,
      });
    }
    return { metric, hours: found };
  });
}

/** Share of the sessions (or of time) that were worse than normal, 0–1; null = the metric is a time, which has no share. */
export function excessShare(metric: BandMetric, { value, normal }: Pick<BandHour, "value" | "normal">): number | null {
  return metrics[metric].unit === "ms" ? null : badness(metric, value) - badness(metric, normal);
}
