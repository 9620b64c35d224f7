import { weightedRate, type WeightedRate } from "../quality/weighted.ts";
import type { Slice } from "./combine.ts";
import { hourlyWindow } from "./hourly.ts";
import type { MetricId } from "./metrics.ts";
import { type HourlySeries, isDetail } from "./series.ts";

/** Which part of an account's traffic, down to SDK version and platform: null = all of that dimension. */
export interface DetailSlice extends Slice {
  readonly sdk: string | null;
  readonly platform: string | null;
}

/**
 * The series, split by SDK or platform, that make up a slice without counting anything twice: per region the carriers' own where there are any, and
 * of those the ones that are split by both where there are any, else the ones that are split by what the slice asks for.
 */
export function detailLeaves(all: readonly HourlySeries[], metric: MetricId, slice: DetailSlice): readonly HourlySeries[] {
  const inRegion = all.filter((s) => s.metric === metric && isDetail(s) && (slice.region === null || s.region === slice.region));
  const byCarrier = new Set(inRegion.filter((s) => s.carrier !== null).map((s) => s.region));
  const fitting = inRegion.filter((s) =>
    slice.carrier === null ? (s.carrier === null) !== byCarrier.has(s.region) : s.carrier === slice.carrier,
  );
  const groups = Map.groupBy(fitting, (s) => `${s.region}|${s.carrier ?? "*"}`);
  return [...groups.values()].flatMap((own) => {
    const both = own.filter((s) => s.sdk !== null && s.platform !== null);
    const split = both.length > 0 ? both : own.filter((s) => (slice.platform === null ? s.sdk !== null : s.platform !== null));
    return split.filter((s) => (slice.sdk === null || s.sdk === slice.sdk) && (slice.platform === null || s.platform === slice.platform));
  });
}

/** One figure for a slice over a time, with the sessions it rests on. Only for metrics that are weighted. */
export function detailRate(all: readonly HourlySeries[], metric: MetricId, slice: DetailSlice, fromMs: number, toMs: number): WeightedRate {
  return weightedRate(
    detailLeaves(all, metric, slice).flatMap((series) => {
      const weights = all.find(
        (s) =>
          s.metric === "sessions" &&
          s.region === series.region &&
          s.carrier === series.carrier &&
          s.sdk === series.sdk &&
          s.platform === series.platform,
      );
      if (weights === undefined) return [];
      const sessions = hourlyWindow(weights, fromMs, toMs);
      return Array.from(hourlyWindow(series, fromMs, toMs), (value, hour) => ({ value, sessions: sessions[hour] ?? Number.NaN }));
    }),
  );
}
