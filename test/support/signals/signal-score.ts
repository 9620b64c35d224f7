import { hourMs } from "../../../shared/domain/metrics/series.ts";
import type { BandMetric } from "../../../shared/domain/signal/signal-thresholds.ts";
import { seedOf } from "../../../shared/kernel/random.ts";
import { degraded, degradedMs, demoSlices, effectiveFrom, episodesOf, isFalse, judgedMonths } from "./demo-slices.ts";

/** A degradation that is put into one region × carrier of every account: how many times as bad, for a day, in all metrics or in one. */
export interface InjectedSize {
  readonly times: number;
  readonly only: BandMetric | null;
}

export interface SignalScore {
  readonly accounts: number;
  readonly accountMonths: number;
  readonly falseSignals: number;
  /** Hours from the effect of the degraded evenings to the complete evidence, of each account that has them: 1 = its second hour. */
  readonly evenings: readonly number[];
  readonly injected: readonly {
    readonly size: InjectedSize;
    readonly put: number;
    /** Raised by the end of their second effective hour. */
    readonly inTwoHours: number;
    /** Raised while they lasted. */
    readonly atAll: number;
  }[];
}

const freeze: BandMetric = "video_freeze_600_rate";
/** Evenings count as degraded from the hour on in which the video freezes half as much again. */
const effectiveTimes = 1.5;

/**
 * What the detector makes of a demonstration company without knowing what was put into it: the incidents are not told. `every` takes each n-th
 * account, and those with degraded evenings.
 */
export function signalScore(seed: number, endMs: number, sizes: readonly InjectedSize[], every = 1): SignalScore {
  const accounts = new Map<string, number>();
  const evenings: number[] = [];
  const injected = sizes.map((size) => ({ size, put: 0, inTwoHours: 0, atAll: 0 }));
  let falseSignals = 0;
  for (const one of demoSlices(seed, endMs)) {
    const { cast, place, carrierIndex, slice } = one;
    if (cast.index % every !== 0 && cast.trait !== "degraded") continue;
    accounts.set(cast.account.id, judgedMonths(one));
    const episodes = episodesOf(one);
    falseSignals += episodes.filter((episode) => isFalse(episode, one, endMs)).length;
    const main = place === cast.regions[0] && carrierIndex === 0;
    if (main && cast.trait === "degraded") {
      const began = endMs - degradedMs;
      const since = episodes.find((episode) => episode.lastMs >= began)?.raisedMs ?? Number.POSITIVE_INFINITY;
      evenings.push((since - eveningFrom(one, began)) / hourMs);
    }
    // Six weeks in, at an hour of the week that differs from account to account; only where nothing else goes on.
    const from = 42 * 24 + (seedOf(`${cast.account.id} ${seed}`) % (14 * 24));
    const calm = !one.troubles.some(
      (trouble) => trouble.impactToMs > slice.startMs + (from - 48) * hourMs && trouble.impactFromMs < slice.startMs + (from + 24) * hourMs,
    );
    if (!main || !calm || slice.sessions.length < from + 48) continue;
    for (const score of injected) {
      const effective = effectiveFrom(slice, from, score.size.times, score.size.only);
      if (effective < 0) continue;
      score.put += 1;
      const worse = degraded(slice, from, score.size.times, score.size.only);
      const found = episodesOf({ slice: worse, hours: one.hours }).find(
        (episode) => episode.lastMs >= slice.startMs + from * hourMs && episode.sinceMs < slice.startMs + (from + 24) * hourMs,
      );
      if (found === undefined) continue;
      score.atAll += 1;
      if (found.raisedMs <= slice.startMs + (effective + 1) * hourMs) score.inTwoHours += 1;
    }
  }
  return {
    accounts: accounts.size,
    accountMonths: [...accounts.values()].reduce((sum, months) => sum + months, 0),
    falseSignals,
    evenings,
    injected,
  };
}

/** First hour of the degraded evenings (see degradeEvenings of the demonstration company) in which the video freezes half as much again. */
function eveningFrom({ hours, slice }: ReturnType<typeof demoSlices> extends Generator<infer T> ? T : never, began: number): number {
  for (let t = Math.round((began - slice.startMs) / hourMs); ; t += 1) {
    const hour = (hours.local[t] ?? 0) % 24;
    const evening = Math.exp(-0.5 * ((hour + 0.5 - 21.3) / 2.3) ** 2);
    if (1 + 1.5 * evening * 0.5 >= effectiveTimes) return slice.startMs + t * hourMs;
  }
}

/** The sizes of the table in docs/signals.md. */
export const scoredSizes: readonly InjectedSize[] = [
  { times: 1.5, only: null },
  { times: 2, only: null },
  { times: 3, only: null },
  { times: 1.5, only: freeze },
  { times: 2, only: freeze },
  { times: 3, only: freeze },
];
