import { castCompany, qualityFromMs, type Cast, type RegionCast } from "../../../shared/demo/company/cast.ts";
import { pcuSeries } from "../../../shared/demo/series/pcu.ts";
import { qualitySeries, type QualitySeries } from "../../../shared/demo/series/quality.ts";
import { planOf } from "../../../shared/demo/story/plan.ts";
import type { Trouble } from "../../../shared/demo/story/troubles.ts";
import { createWorld } from "../../../shared/demo/world/world.ts";
import { hourMs } from "../../../shared/domain/metrics/series.ts";
import { type LocalHours, localHours } from "../../../shared/domain/signal/local-hours.ts";
import { badness } from "../../../shared/domain/signal/badness.ts";
import { type BandMetric, bandMetrics, relevance, signalThresholds } from "../../../shared/domain/signal/signal-thresholds.ts";
import { type Episode, type SliceSeries, watchSlice } from "../../../shared/domain/signal/slice-watch.ts";

/** One region × carrier of a demonstration account, with what was put into its series. */
export interface DemoSlice {
  readonly cast: Cast;
  readonly place: RegionCast;
  readonly carrierIndex: number;
  readonly slice: SliceSeries;
  readonly hours: LocalHours;
  /** Troubles that left their mark on it. */
  readonly troubles: readonly Trouble[];
}

/** Every slice of the demonstration CSM's sixty accounts. */
export function* demoSlices(seed: number, endMs: number): Generator<DemoSlice> {
  const world = createWorld(endMs);
  for (const cast of castCompany({ size: "desk", seed, endMs })) {
    if (!cast.hasQuality) continue;
    const plan = planOf(cast, world);
    const troubles = plan.troubles.map((one) => one.trouble);
    const startMs = qualityFromMs(cast, endMs);
    for (const place of cast.regions) {
      const pcu = pcuSeries(cast, place, plan.occasions, troubles, world);
      for (const [carrierIndex, carrier] of place.audience.carriers.entries()) {
        const { sessions, ...rates } = qualitySeries(cast, place, carrierIndex, pcu, troubles, world);
        yield {
          cast,
          place,
          carrierIndex,
          slice: { region: place.region, carrier, startMs, sessions, metrics: metricsOf(rates) },
          hours: localHours(place.audience.timeZone, startMs, sessions.length),
          troubles: troubles.filter(
            (one) => one.worse > 1 && one.region === place.region && (one.carrier === null || one.carrier === carrier),
          ),
        };
      }
    }
  }
}

function metricsOf(rates: Omit<QualitySeries, "sessions">): SliceSeries["metrics"] {
  return bandMetrics.flatMap((metric) => {
    const values = (rates as Partial<Record<BandMetric, Float64Array>>)[metric];
    return values === undefined ? [] : [{ metric, values }];
  });
}

export function episodesOf({ slice, hours }: Pick<DemoSlice, "slice" | "hours">): readonly Episode[] {
  const run = watchSlice(slice, hours, new Uint8Array(slice.sessions.length));
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value.episodes;
  }
}

/** Whether an episode is nothing that was put into the series: neither a trouble nor the degraded evenings. */
export function isFalse(episode: Episode, { cast, place, carrierIndex, troubles }: DemoSlice, endMs: number): boolean {
  const evenings = cast.trait === "degraded" && place === cast.regions[0] && carrierIndex === 0 && episode.sinceMs >= endMs - degradedMs;
  return !evenings && !troubles.some((one) => episode.sinceMs < one.impactToMs + hourMs && episode.sinceMs + 2 * hourMs > one.impactFromMs);
}

/** The degraded evenings of the demonstration company last so long. */
export const degradedMs = 9 * 24 * hourMs;

/** Months in which an account's signals can be judged: from the fourth week of its data on. */
export function judgedMonths({ slice }: DemoSlice): number {
  return Math.max(0, slice.sessions.length - signalThresholds.minWeeks * 168) / 720;
}

/** The slice with rates `times` as bad for a day from hour `from` on; `only` = one metric, else all. */
export function degraded(slice: SliceSeries, from: number, times: number, only: BandMetric | null): SliceSeries {
  return {
    ...slice,
    metrics: slice.metrics.map(({ metric, values }) => ({
      metric,
      values: values.map((value, t) =>
        t < from || t >= from + 24 || (only !== null && metric !== only) ? value : worse(metric, value, times),
      ),
    })),
  };
}

function worse(metric: BandMetric, value: number, times: number): number {
  const bad = Math.min(1, badness(metric, value) * times);
  return Math.round((badness(metric, 1) === 0 ? 1 - bad : bad) * 10_000) / 10_000;
}

/** First hour from `from` on in which the degradation is felt, as is the next: enough sessions, and what is added is worth acting on. -1 = never. */
export function effectiveFrom(slice: SliceSeries, from: number, times: number, only: BandMetric | null): number {
  const felt = (t: number): boolean => {
    const sessions = slice.sessions[t] ?? 0;
    if (!(sessions >= signalThresholds.minSessions)) return false;
    return slice.metrics.some(({ metric, values }) => {
      const bad = badness(metric, values[t] ?? Number.NaN);
      const added = bad * (times - 1);
      const least = Math.max(relevance[metric].absolute, relevance[metric].relative * bad);
      return (only === null || metric === only) && added >= least && added * sessions >= signalThresholds.minExcessSessions / 2;
    });
  };
  for (let t = from; t < from + 22; t += 1) if (felt(t) && felt(t + 1)) return t;
  return -1;
}
