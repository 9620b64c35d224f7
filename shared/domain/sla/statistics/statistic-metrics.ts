import type { StatisticIncident, StatisticPromise } from "./statistic-incident.ts";

export const statisticMetrics = [
  "attainment",
  "promises",
  "nearMisses",
  "misses",
  "budgetUsed",
  "credits",
  "creditPercent",
  "opened",
  "ended",
  "acknowledgeMedian",
  "acknowledgeP90",
  "acknowledgeWallMedian",
  "acknowledgeWallP90",
  "resolveMedian",
  "resolveP90",
  "resolveWallMedian",
  "resolveWallP90",
  "repeats",
  "repeatShare",
  "handOffMean",
  "heldTooLong",
  "kickedAbout",
  "reopenedShare",
  "knowledgeShare",
] as const;
export type StatisticMetric = (typeof statisticMetrics)[number];

/** `share` 0–1 (`budgetUsed` can pass 1); `ms` of the clock's calendar or of wall time as the metric says; `percent` of a month's fee. */
export type StatisticUnit = "share" | "count" | "ms" | "percent" | "per_incident";

/** One thing that is counted: an instant that places it in a period, its incident, and what it adds. */
export interface StatisticSample {
  readonly atMs: number;
  readonly incident: StatisticIncident;
  /** null = it is about the incident as a whole. */
  readonly promise: Pick<StatisticPromise, "clock" | "severity"> | null;
  readonly value: number;
}

export interface MetricContext {
  /** Who repeats whom: see repeats.ts. Worked out over all incidents, whatever the filter. */
  readonly repeats: ReadonlyMap<string, string>;
  /** Share of the promises that is to be kept, 0–1. */
  readonly objective: number;
}

export interface MetricDefinition {
  readonly unit: StatisticUnit;
  /** Whether less or more of it is better; null = neither. */
  readonly better: "less" | "more" | null;
  /** What is counted, in every period. */
  readonly samples: (incident: StatisticIncident, context: MetricContext) => readonly StatisticSample[];
  /** Never asked without a sample, unless `zero` says what none means; null = it cannot be said. */
  readonly value: (values: readonly number[], context: MetricContext) => number | null;
  /** None is a number, not missing data: nothing broke, nothing came back. */
  readonly zero: boolean;
}

/** When a promise was decided: kept at its stop, broken when it broke, whatever came later. null = it is not. */
export function decidedMs({ outcome, stoppedMs, breachedMs }: StatisticPromise): number | null {
  if (outcome === "open") return null;
  return outcome === "met" ? stoppedMs : (breachedMs ?? stoppedMs);
}

/** Kept, but only after so much of the target was used that it was running out. */
export function isNearMiss({ outcome, elapsedMs, targetMs }: StatisticPromise, warningShare: number): boolean {
  return outcome === "met" && elapsedMs >= warningShare * targetMs;
}

/** Values in any order. By linear interpolation between the two nearest ranks (R-7, a spreadsheet's PERCENTILE.INC). */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const low = sorted[Math.floor(rank)];
  const high = sorted[Math.ceil(rank)];
  return low === undefined || high === undefined ? null : low + (rank - Math.floor(rank)) * (high - low);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const count = (values: readonly number[]): number => values.length;
const median = (values: readonly number[]): number | null => percentile(values, 0.5);
const p90 = (values: readonly number[]): number | null => percentile(values, 0.9);

function decided(incident: StatisticIncident, value: (promise: StatisticPromise) => number | null): readonly StatisticSample[] {
  return incident.promises.flatMap((promise) => {
    const atMs = decidedMs(promise);
    const counts = atMs === null ? null : value(promise);
    return atMs === null || counts === null ? [] : [{ atMs, incident, promise, value: counts }];
  });
}

/** Clocks that were stopped by what they wait for, in time or not. */
function stopped(
  incident: StatisticIncident,
  clock: StatisticPromise["clock"],
  value: (promise: StatisticPromise, stoppedMs: number) => number,
): readonly StatisticSample[] {
  return incident.promises.flatMap((promise) =>
    promise.clock === clock && promise.stoppedMs !== null
      ? [{ atMs: promise.stoppedMs, incident, promise, value: value(promise, promise.stoppedMs) }]
      : [],
  );
}

function whole(incident: StatisticIncident, atMs: number | null, value: number | null): readonly StatisticSample[] {
  return atMs === null || value === null ? [] : [{ atMs, incident, promise: null, value }];
}

const kept: MetricDefinition["samples"] = (incident) => decided(incident, ({ outcome }) => (outcome === "met" ? 1 : 0));
const acknowledged: MetricDefinition["samples"] = (incident) => stopped(incident, "first_response", ({ elapsedMs }) => elapsedMs);
const acknowledgedWall: MetricDefinition["samples"] = (incident) =>
  stopped(incident, "first_response", ({ startedMs }, stoppedMs) => stoppedMs - startedMs);
const resolved: MetricDefinition["samples"] = (incident) => stopped(incident, "resolution", ({ elapsedMs }) => elapsedMs);
const resolvedWall: MetricDefinition["samples"] = (incident) =>
  whole(incident, incident.endedMs, (incident.endedMs ?? 0) - incident.openedMs);
const ofEnded =
  (value: (incident: StatisticIncident) => number | null): MetricDefinition["samples"] =>
  (incident) =>
    whole(incident, incident.endedMs, value(incident));
const credited =
  (value: (percent: number) => number): MetricDefinition["samples"] =>
  (incident) =>
    incident.credits.map((credit) => ({ atMs: credit.brokeMs, incident, promise: credit, value: value(credit.percent) }));

const share = { unit: "share", better: "more", value: mean, zero: false } as const;
const lessCount = { unit: "count", better: "less", value: count, zero: true } as const;
const time = { unit: "ms", better: "less", zero: false } as const;

/**
 * What each number is. A promise counts in the period in which it was decided; an opening when it was opened; what is said of an incident as a
 * whole when it ended. Error budget used = misses ÷ ((1 − objective) × promises decided): 1 = all that the objective allows is used up.
 */
export const metricDefinitions: Readonly<Record<StatisticMetric, MetricDefinition>> = {
  attainment: { ...share, samples: kept },
  promises: { unit: "count", better: null, value: count, zero: true, samples: kept },
  nearMisses: {
    ...lessCount,
    samples: (incident) => decided(incident, (promise) => (isNearMiss(promise, incident.warningShare) ? 1 : null)),
  },
  misses: { ...lessCount, samples: (incident) => decided(incident, ({ outcome }) => (outcome === "missed" ? 1 : null)) },
  budgetUsed: {
    unit: "share",
    better: "less",
    zero: false,
    samples: kept,
    value: (values, { objective }) => (objective >= 1 ? null : (values.length - sum(values)) / ((1 - objective) * values.length)),
  },
  credits: { ...lessCount, samples: credited(() => 1) },
  creditPercent: { unit: "percent", better: "less", value: sum, zero: true, samples: credited((percent) => percent) },
  opened: { ...lessCount, better: null, samples: (incident) => whole(incident, incident.openedMs, 1) },
  ended: { ...lessCount, better: null, samples: ofEnded(() => 1) },
  acknowledgeMedian: { ...time, samples: acknowledged, value: median },
  acknowledgeP90: { ...time, samples: acknowledged, value: p90 },
  acknowledgeWallMedian: { ...time, samples: acknowledgedWall, value: median },
  acknowledgeWallP90: { ...time, samples: acknowledgedWall, value: p90 },
  resolveMedian: { ...time, samples: resolved, value: median },
  resolveP90: { ...time, samples: resolved, value: p90 },
  resolveWallMedian: { ...time, samples: resolvedWall, value: median },
  resolveWallP90: { ...time, samples: resolvedWall, value: p90 },
  repeats: {
    ...lessCount,
    samples: (incident, { repeats }) => whole(incident, incident.openedMs, repeats.has(incident.incidentId) ? 1 : null),
  },
  repeatShare: {
    ...share,
    better: "less",
    samples: (incident, { repeats }) => whole(incident, incident.openedMs, repeats.has(incident.incidentId) ? 1 : 0),
  },
  handOffMean: { unit: "per_incident", better: "less", value: mean, zero: false, samples: ofEnded(({ handOffs }) => handOffs) },
  heldTooLong: { ...lessCount, samples: ofEnded(({ holdsOver }) => (holdsOver > 0 ? holdsOver : null)), value: sum },
  kickedAbout: { ...lessCount, samples: ofEnded(({ kickedAbout }) => (kickedAbout ? 1 : null)) },
  reopenedShare: { ...share, better: "less", samples: ofEnded(({ reopenCount }) => (reopenCount > 0 ? 1 : 0)) },
  // Where nobody has said anything of any article, nothing is known of what articles do.
  knowledgeShare: {
    ...share,
    samples: ofEnded(({ knowledge }) => (knowledge === "solved" ? 1 : knowledge === "used" ? 0 : -1)),
    value: (values) => (values.every((value) => value < 0) ? null : values.filter((value) => value > 0).length / values.length),
  },
};
