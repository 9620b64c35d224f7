import { weightedRate, type WeightedRate } from "../quality/weighted.ts";
import { hourlyWindow } from "./hourly.ts";
import { metrics, type MetricId } from "./metrics.ts";
import { hourMs, type HourlySeries, isDetail } from "./series.ts";

/** Which part of an account's traffic: null = all of that dimension. */
export interface Slice {
  readonly region: string | null;
  readonly carrier: string | null;
}

/**
 * The series that make up a slice without counting anything twice: per region the carriers' own series when there are any, else the one of
 * all carriers together. Series that are split by SDK or platform are left out: they repeat a part of the others (see detail.ts).
 */
export function leafSeries(all: readonly HourlySeries[], metric: MetricId, slice: Slice): readonly HourlySeries[] {
  const ofMetric = all.filter((s) => s.metric === metric && !isDetail(s) && (slice.region === null || s.region === slice.region));
  if (slice.carrier !== null) return ofMetric.filter((s) => s.carrier === slice.carrier);
  const split = new Set(ofMetric.filter((s) => s.carrier !== null).map((s) => s.region));
  return ofMetric.filter((s) => (s.carrier === null) !== split.has(s.region));
}

/** The slice hour by hour from `fromMs` to `toMs` (exclusive): sums add, rates are weighted by sessions, peaks take the greatest. */
export function combinedHours(all: readonly HourlySeries[], metric: MetricId, slice: Slice, fromMs: number, toMs: number): Float64Array {
  const leaves = leafSeries(all, metric, slice).map((series) => ({
    values: hourlyWindow(series, fromMs, toMs),
    sessions: sessionsOf(all, series, fromMs, toMs),
  }));
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return only.values;
  const result = new Float64Array(Math.max(0, Math.round((toMs - fromMs) / hourMs))).fill(Number.NaN);
  for (let hour = 0; hour < result.length; hour += 1) result[hour] = combineHour(metric, leaves, hour);
  return result;
}

interface Leaf {
  readonly values: Float64Array;
  readonly sessions: Float64Array | null;
}

function combineHour(metric: MetricId, leaves: readonly Leaf[], hour: number): number {
  const { aggregate } = metrics[metric];
  if (aggregate === "weighted") {
    const rate = weightedRate(
      leaves.map((leaf) => ({ value: leaf.values[hour] ?? Number.NaN, sessions: leaf.sessions?.[hour] ?? Number.NaN })),
    );
    return rate.value ?? Number.NaN;
  }
  const known = leaves.map((leaf) => leaf.values[hour] ?? Number.NaN).filter((v) => !Number.isNaN(v));
  if (known.length === 0) return Number.NaN;
  return aggregate === "sum" ? known.reduce((sum, v) => sum + v, 0) : Math.max(...known);
}

/** One figure for a slice over a time, with the sessions it rests on. Only for metrics that are weighted. */
export function combinedRate(all: readonly HourlySeries[], metric: MetricId, slice: Slice, fromMs: number, toMs: number): WeightedRate {
  return weightedRate(
    leafSeries(all, metric, slice).flatMap((series) => {
      const sessions = sessionsOf(all, series, fromMs, toMs);
      if (sessions === null) return [];
      return Array.from(hourlyWindow(series, fromMs, toMs), (value, hour) => ({ value, sessions: sessions[hour] ?? Number.NaN }));
    }),
  );
}

/** Sessions that a series of rates was measured on: of the same region and carrier; null = they are not known. */
function sessionsOf(all: readonly HourlySeries[], series: HourlySeries, fromMs: number, toMs: number): Float64Array | null {
  const sessions = all.find((s) => s.metric === "sessions" && !isDetail(s) && s.region === series.region && s.carrier === series.carrier);
  return sessions === undefined ? null : hourlyWindow(sessions, fromMs, toMs);
}
