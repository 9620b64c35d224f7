import type { Incident } from "../incident/incident.ts";
import { combinedHours, type Slice } from "../metrics/combine.ts";
import { dataSpan } from "../metrics/hourly.ts";
import { metrics } from "../metrics/metrics.ts";
import { hourMs, type HourlySeries, isDetail } from "../metrics/series.ts";
import { audienceTimeZone } from "../regions.ts";
import { knownHours } from "./account-signals.ts";
import { fromScale } from "./badness.ts";
import { localHours } from "./local-hours.ts";
import { type BandMetric, bandMetrics, signalThresholds } from "./signal-thresholds.ts";
import { type HourOutside, type SliceSeries, watchSlice } from "./slice-watch.ts";

/** A slice's values and what is normal at each of its hours, in the metric's unit; NaN = not known. All arrays begin at `startMs`, an hour a value. */
export interface QualityBand {
  readonly metric: BandMetric;
  readonly startMs: number;
  /** IANA zone of the hours of the week that were compared. */
  readonly timeZone: string;
  readonly values: Float64Array;
  readonly middle: Float64Array;
  /** Lower and upper edge of the band. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Hours of the slice's signals in which the metric was outside. */
  readonly outside: readonly HourOutside[];
}

/** Who the series are of, and which incidents must not count as normal. */
export interface BandContext {
  readonly timeZone: string;
  readonly incidents: readonly Incident[];
}

/**
 * The normal band of a metric: the median of the same local hour of the week over the eight weeks before, and three spreads on either side
 * (see MetricNormal). Region null = the account as a whole, by its own clock. null = nothing is known of the slice.
 */
export function qualityBand(
  series: readonly HourlySeries[],
  metric: BandMetric,
  slice: Slice,
  { timeZone, incidents }: BandContext,
): QualityBand | null {
  const whole = wholeSlice(series, slice);
  if (whole === null || !whole.metrics.some((one) => one.metric === metric)) return null;
  const hours = whole.sessions.length;
  const zone = slice.region === null ? timeZone : audienceTimeZone(slice.region, timeZone, whole.startMs + hours * hourMs);
  const run = watchSlice(whole, localHours(zone, whole.startMs, hours), knownHours(whole, incidents));
  let step = run.next();
  while (step.done !== true) step = run.next();
  const band = step.value.bands.find((one) => one.metric === metric);
  if (band === undefined) return null;
  const { values, middle, spread } = band;
  const edge = (side: number): Float64Array =>
    middle.map((x, t) => fromScale(metric, x + side * signalThresholds.bandSpreads * (spread[t] as number)));
  const [good, bad] = [edge(-1), edge(1)];
  const turned = metrics[metric].better === "higher";
  return {
    metric,
    startMs: whole.startMs,
    timeZone: zone,
    values,
    middle: middle.map((x) => fromScale(metric, x)),
    low: turned ? bad : good,
    high: turned ? good : bad,
    outside: step.value.episodes.flatMap((episode) => episode.outside.filter((hour) => hour.metric === metric)),
  };
}

/** Every metric of a slice, combined by sessions where it has several parts. */
export function wholeSlice(series: readonly HourlySeries[], slice: Slice): SliceSeries | null {
  const quality = series.filter((one) => one.metric !== "pcu" && !isDetail(one) && (slice.region === null || one.region === slice.region));
  const span = dataSpan(quality);
  if (span === null) return null;
  const [fromMs, toMs] = [span.firstMs, span.lastMs + hourMs];
  return {
    region: slice.region ?? "*",
    carrier: slice.carrier,
    startMs: fromMs,
    sessions: combinedHours(quality, "sessions", slice, fromMs, toMs),
    metrics: bandMetrics
      .filter((metric) => quality.some((one) => one.metric === metric))
      .map((metric) => ({ metric, values: combinedHours(quality, metric, slice, fromMs, toMs) })),
  };
}
