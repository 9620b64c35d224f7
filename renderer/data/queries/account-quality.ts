import { combinedRate } from "../../../shared/domain/metrics/combine.ts";
import type { MetricId } from "../../../shared/domain/metrics/metrics.ts";
import { dataSpan } from "../../../shared/domain/metrics/hourly.ts";
import type { WeightedRate } from "../../../shared/domain/quality/weighted.ts";
import { defineQuery } from "../query.ts";
import { periodWindow, type Period } from "./period.ts";

export interface AccountQualityArgs {
  readonly accountId: string;
  /** A metric whose aggregate is `weighted`. */
  readonly metric: MetricId;
  readonly period: Period;
}

/** Region × carrier for a time, each cell weighted by its sessions. */
export interface AccountQuality {
  readonly metric: MetricId;
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly asOfMs: number;
  readonly carriers: readonly string[];
  readonly rows: readonly {
    readonly region: string;
    /** In the order of `carriers`; null = that carrier is not measured in this region. */
    readonly cells: readonly (WeightedRate | null)[];
    readonly all: WeightedRate;
  }[];
  readonly all: WeightedRate;
}

/** null = no data of the metric is on this laptop. */
export const accountQuality = defineQuery<AccountQualityArgs, AccountQuality | null>({
  dependsOn: ["metrics", "account"],
  run: async (store, { accountId, metric, period }, nowMs) => {
    const all = await store.series(accountId, "quality");
    const ofMetric = all.filter((series) => series.metric === metric);
    const window = periodWindow(period, ofMetric, nowMs);
    const span = dataSpan(ofMetric);
    if (window === null || span === null) return null;
    const { fromMs, toMs } = window;
    const named = store.get("account", accountId)?.regions ?? [];
    const known = [...new Set(ofMetric.map((series) => series.region))];
    const regions = [
      ...named.filter((region) => known.includes(region)),
      ...known.filter((region) => !named.includes(region)).toSorted((a, b) => a.localeCompare(b)),
    ];
    const carriers = [...new Set(ofMetric.flatMap((series) => series.carrier ?? []))].toSorted((a, b) => a.localeCompare(b));
    const rate = (region: string | null, carrier: string | null): WeightedRate =>
      combinedRate(all, metric, { region, carrier }, fromMs, toMs);
    return {
      metric,
      fromMs,
      toMs,
      asOfMs: span.lastMs,
      carriers,
      rows: regions.map((region) => ({
        region,
        cells: carriers.map((carrier) =>
          ofMetric.some((s) => s.region === region && s.carrier === carrier) ? rate(region, carrier) : null,
        ),
        all: rate(region, null),
      })),
      all: rate(null, null),
    };
  },
});
