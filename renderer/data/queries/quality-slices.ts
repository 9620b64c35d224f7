import { combinedHours } from "../../../shared/domain/metrics/combine.ts";
import { measuredRate, type MetricRate, rateChange, type RateMetric, rateMetrics } from "../../../shared/domain/metrics/definition.ts";
import type { DetailSlice } from "../../../shared/domain/metrics/detail.ts";
import { dataSpan, hourlyWindow } from "../../../shared/domain/metrics/hourly.ts";
import { metrics } from "../../../shared/domain/metrics/metrics.ts";
import { hourMs, type HourlySeries } from "../../../shared/domain/metrics/series.ts";
import { audienceTimeZone } from "../../../shared/domain/regions.ts";
import { hourOfWeek, localHours } from "../../../shared/domain/signal/local-hours.ts";
import { type BandContext, qualityBand } from "../../../shared/domain/signal/quality-band.ts";
import { weightedRate, type WeightedRate } from "../../../shared/domain/quality/weighted.ts";
import { defineQuery } from "../query.ts";

export const sliceDimensions = ["region", "carrier", "sdk", "platform"] as const;
export type SliceDimension = (typeof sliceDimensions)[number];

export interface QualitySlicesArgs {
  readonly accountId: string;
  readonly metric: RateMetric;
  /** What the rows of the table are. */
  readonly by: SliceDimension;
  /** Only this region, this carrier; null = all. */
  readonly region: string | null;
  readonly carrier: string | null;
  readonly days: number;
  /** Held against the same number of days just before, or four weeks before. */
  readonly against: "previous" | "four-weeks";
}

/** One part of the traffic in both periods. */
export interface QualitySlice {
  /** Region, carrier, SDK version or platform. */
  readonly id: string;
  readonly now: MetricRate<RateMetric>;
  readonly before: MetricRate<RateMetric>;
  /** In the metric's unit; null = either is unknown. */
  readonly change: number | null;
}

export interface QualitySlices {
  readonly metric: RateMetric;
  /** Metrics of which there is data, in the order of metrics.ts. */
  readonly metrics: readonly RateMetric[];
  readonly regions: readonly string[];
  readonly carriers: readonly string[];
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly beforeFromMs: number;
  readonly beforeToMs: number;
  /** Last hour with a value. */
  readonly asOfMs: number;
  /** Worst first; those without data in either period are left out. */
  readonly slices: readonly QualitySlice[];
  readonly total: Omit<QualitySlice, "id">;
  /** Sessions of the slices against those of the total, 0–1: not everything is measured by SDK and platform. */
  readonly measuredShare: number;
  /** IANA zone of `hours`. */
  readonly timeZone: string;
  /** Hour of the week, 0 = Sunday midnight … 167, by the audience's clock. */
  readonly hours: readonly WeightedRate[];
  /** Hour by hour from `fromMs`; NaN = no data. */
  readonly values: Float64Array;
  /** Of the period it is held against, in the same places. */
  readonly earlier: Float64Array;
  /** What is normal at each hour; null = not known. */
  readonly band: { readonly low: Float64Array; readonly high: Float64Array } | null;
}

const dayMs = 24 * hourMs;

/** null = no data of the metric is on this laptop. */
export const qualitySlices = defineQuery<QualitySlicesArgs, QualitySlices | null>({
  dependsOn: ["metrics", "account", "incident"],
  run: async (store, { accountId, metric, by, region, carrier, days, against }, nowMs) => {
    const [whole, detail] = await Promise.all([store.series(accountId, "quality"), store.series(accountId, "detail")]);
    const ofMetric = whole.filter((series) => series.metric === metric);
    const span = dataSpan(ofMetric);
    const account = store.get("account", accountId);
    if (span === null || account === undefined) return null;
    const all = [...whole, ...detail];
    const slice: DetailSlice = { region, carrier, sdk: null, platform: null };
    const toMs = Math.min(span.lastMs, Math.floor(nowMs / hourMs) * hourMs) + hourMs;
    const fromMs = toMs - days * dayMs;
    const shiftMs = (against === "previous" ? days : 28) * dayMs;
    const [beforeFromMs, beforeToMs] = [fromMs - shiftMs, toMs - shiftMs];
    const both = (part: DetailSlice): Omit<QualitySlice, "id"> => {
      const now = measuredRate(all, metric, part, fromMs, toMs);
      const before = measuredRate(all, metric, part, beforeFromMs, beforeToMs);
      return { now, before, change: rateChange(before, now) };
    };
    const total = both(slice);
    const split = by === "sdk" || by === "platform" ? detail : whole;
    const slices = namesOf(split, metric, by, slice)
      .map((id) => ({ id, ...both({ ...slice, [by]: id }) }))
      .filter(({ now, before }) => now.n > 0 || before.n > 0);
    const timeZone = region === null ? account.timeZone : audienceTimeZone(region, account.timeZone, toMs);
    const values = combinedHours(whole, metric, slice, fromMs, toMs);
    const measured = slices.reduce((sum, one) => sum + one.now.n, 0);
    return {
      metric,
      metrics: rateMetrics.filter((id) => whole.some((series) => series.metric === id)),
      regions: [...new Set(ofMetric.map((series) => series.region))],
      carriers: namesOf(whole, metric, "carrier", { ...slice, carrier: null }),
      fromMs,
      toMs,
      beforeFromMs,
      beforeToMs,
      asOfMs: span.lastMs,
      slices: worstFirst(slices, metric),
      total,
      measuredShare: total.now.n === 0 ? 0 : Math.min(1, measured / total.now.n),
      timeZone,
      hours: hoursOfWeek(values, combinedHours(whole, "sessions", slice, fromMs, toMs), timeZone, fromMs),
      values,
      earlier: combinedHours(whole, metric, slice, beforeFromMs, beforeToMs),
      band: bandOf(whole, metric, slice, { timeZone: account.timeZone, incidents: store.ofAccount("incident", accountId) }, fromMs, toMs),
    };
  },
});

function namesOf(series: readonly HourlySeries[], metric: RateMetric, by: SliceDimension, slice: DetailSlice): readonly string[] {
  const fitting = series.filter(
    (one) =>
      one.metric === metric &&
      (slice.region === null || one.region === slice.region) &&
      (slice.carrier === null || one.carrier === slice.carrier),
  );
  return [...new Set(fitting.flatMap((one) => one[by] ?? []))].toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** What is not known comes last. */
function worstFirst(slices: readonly QualitySlice[], metric: RateMetric): readonly QualitySlice[] {
  const sign = metrics[metric].better === "higher" ? 1 : -1;
  const rank = ({ now }: QualitySlice): number => (now.value === null ? Number.POSITIVE_INFINITY : sign * now.value);
  return slices.toSorted((a, b) => rank(a) - rank(b));
}

function hoursOfWeek(values: Float64Array, sessions: Float64Array, timeZone: string, fromMs: number): readonly WeightedRate[] {
  const { local } = localHours(timeZone, fromMs, values.length);
  const samples = Map.groupBy(values.keys(), (i) => hourOfWeek(local[i] ?? 0));
  return Array.from({ length: 168 }, (_, hour) =>
    weightedRate((samples.get(hour) ?? []).map((i) => ({ value: values[i] ?? Number.NaN, sessions: sessions[i] ?? Number.NaN }))),
  );
}

function bandOf(
  series: readonly HourlySeries[],
  metric: RateMetric,
  slice: DetailSlice,
  context: BandContext,
  fromMs: number,
  toMs: number,
): QualitySlices["band"] {
  const band = qualityBand(series, metric, slice, context);
  if (band === null) return null;
  const { startMs, low, high } = band;
  return { low: hourlyWindow({ startMs, values: low }, fromMs, toMs), high: hourlyWindow({ startMs, values: high }, fromMs, toMs) };
}
