import type { ForecastMemory } from "./forecast-memory.ts";

type KeptWeek = ForecastMemory["weeks"][number];
type KeptPeak = ForecastMemory["peaks"][number];
type MadeForecast = KeptWeek["made"][number];

/** Days before a peak or week at which its forecast is kept. */
export const keptLeadDays = [30, 14, 7, 1] as const;
const dayMs = 86_400_000;

/** The lead (days) whose forecast is to be kept now: the smallest that has come, unless it or a later one is kept; null = none. */
export function leadToKeep(startMs: number, nowMs: number, made: readonly Pick<MadeForecast, "leadDays">[]): number | null {
  if (nowMs >= startMs) return null;
  const lead = keptLeadDays.findLast((days) => startMs - nowMs <= days * dayMs);
  if (lead === undefined || made.some((one) => one.leadDays <= lead)) return null;
  return lead;
}

/** How forecasts of one lead came out. */
export interface LeadRecord {
  readonly leadDays: number;
  /** Weeks and peaks that have come. */
  readonly count: number;
  /** Median of |actual / p50 − 1|. */
  readonly error: number;
  /** Median of actual / p50 − 1: above 0 = more came than was forecast. */
  readonly bias: number;
  /** Share of what came at or below p90; calibrated is 0.9. */
  readonly coverage90: number;
}

/** Leads with anything to tell, farthest first. */
export function recordByLead(memories: readonly Pick<ForecastMemory, "weeks" | "peaks">[]): readonly LeadRecord[] {
  const all = outcomesOf(memories);
  return keptLeadDays.flatMap((leadDays) => {
    const ratios = all.flatMap(({ made, actual }) => {
      const one = made.find((kept) => kept.leadDays === leadDays);
      return one === undefined || !(one.p50 > 0) ? [] : [{ ratio: actual / one.p50, covered: actual <= one.p90 }];
    });
    if (ratios.length === 0) return [];
    return [
      {
        leadDays,
        count: ratios.length,
        error: median(ratios.map(({ ratio }) => Math.abs(ratio - 1))),
        bias: median(ratios.map(({ ratio }) => ratio)) - 1,
        coverage90: ratios.filter(({ covered }) => covered).length / ratios.length,
      },
    ];
  });
}

/** A correction in natural logarithms, and what it rests on. */
export interface KnownBias {
  /** 0 = none that stands out of the noise. */
  readonly logBias: number;
  readonly count: number;
}

/** As many outcomes say half of what they show. */
const halfCount = 4;
/** No account is corrected by more than ×1.28 either way. */
const greatestBias = 0.25;
/** Newest outcomes that count. */
const newest = 26;
/** Variance of a median against that of a mean, for normal errors. */
const medianVariance = Math.PI / 2;
/** A bias is taken for one when it stands out of as many times its noise. */
const caution = 2;
/** Spread of one outcome, until enough have come to say; as many outcomes as it counts for. */
const prior = { spread: 0.12, count: 4 } as const;

/**
 * What the account's kept forecasts were usually off by, as log(actual / p50) of about a week ahead: `logBias` of its next forecast. The median
 * of the newest 26, shrunk by its own noise (positive-part James–Stein) and by how few they are. A forecast that was corrected already says so
 * (`logBias` of the kept forecast), so that the correction does not eat itself.
 */
export function forecastBias(memories: readonly Pick<ForecastMemory, "weeks" | "peaks">[]): KnownBias {
  const outcomes = outcomesOf(memories).flatMap(({ made, actual, startMs }) => {
    const one = made.find((kept) => kept.leadDays === 7) ?? made.find((kept) => kept.leadDays === 14);
    return one === undefined || !(one.p50 > 0) || !(actual > 0) ? [] : [{ startMs, log: Math.log(actual / one.p50) + (one.logBias ?? 0) }];
  });
  return shrunk(outcomes);
}

/** What customers' numbers were usually off by, as log(actual / told). */
export function toldBias(memories: readonly Pick<ForecastMemory, "weeks" | "peaks">[]): KnownBias {
  const outcomes = memories.flatMap(({ peaks }) =>
    peaks.flatMap(({ toldPcu, actualPcu, startsAt }) =>
      toldPcu === null || actualPcu === null || toldPcu <= 0 || actualPcu <= 0
        ? []
        : [{ startMs: Date.parse(startsAt), log: Math.log(actualPcu / toldPcu) }],
    ),
  );
  return shrunk(outcomes);
}

interface Outcome {
  readonly made: readonly MadeForecast[];
  readonly actual: number;
  readonly startMs: number;
}

function outcomesOf(memories: readonly Pick<ForecastMemory, "weeks" | "peaks">[]): readonly Outcome[] {
  return memories.flatMap(({ weeks, peaks }) =>
    [...weeks, ...peaks].flatMap((one: KeptWeek | KeptPeak) =>
      one.actualPcu === null ? [] : [{ made: one.made, actual: one.actualPcu, startMs: Date.parse(one.startsAt) }],
    ),
  );
}

function shrunk(outcomes: readonly { readonly startMs: number; readonly log: number }[]): KnownBias {
  const logs = outcomes
    .toSorted((a, b) => b.startMs - a.startMs || a.log - b.log)
    .slice(0, newest)
    .map((one) => one.log);
  const n = logs.length;
  if (n === 0) return { logBias: 0, count: 0 };
  const middle = median(logs);
  const squares = logs.reduce((sum, log) => sum + (log - middle) ** 2, prior.count * prior.spread ** 2);
  const variance = squares / (prior.count + n);
  const noise = (caution * medianVariance * variance) / n;
  const signal = middle === 0 ? 0 : Math.max(0, 1 - noise / middle ** 2);
  const logBias = middle * signal * (n / (n + halfCount));
  return { logBias: Math.max(-greatestBias, Math.min(greatestBias, logBias)), count: n };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}
