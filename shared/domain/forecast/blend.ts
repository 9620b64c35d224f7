import { type Candidate, type CandidateId, candidatesOf, type Material } from "./candidates.ts";
import { dayHours, weekHours } from "./local-grid.ts";

/** Parts of the horizon, each with its own weights: first cell of each. */
const partStarts = [0, dayHours, 2 * dayHours, weekHours, 2 * weekHours] as const;

/**
 * What every candidate weighs before its errors are known, by part of the horizon; 0 = not used there. Levels and shapes of one day are worth
 * less the farther away: the blend of later weeks is that of usual weeks.
 */
const priors: Readonly<Record<CandidateId, readonly number[]>> = {
  smoothing: [1, 1, 0.7, 0.7, 0.7],
  plain: [1, 1, 0, 0, 0],
  lags: [1, 1, 0, 0, 0],
  plainLags: [1, 1, 0, 0, 0],
  weekLags: [1, 1, 0.5, 0.2, 0.2],
  recentWeek: [1, 1, 0.7, 0.4, 0.4],
  medianWeek: [0.5, 0.5, 1, 1.3, 1.3],
  longWeek: [0.3, 0.3, 0.8, 0.8, 0.8],
  trendWeek: [0.2, 0.2, 0.4, 0.6, 0.6],
  yesterday: [0.7, 0.5, 0, 0, 0],
  lastWeek: [0.4, 0.4, 0.3, 0.2, 0.2],
};
/** Weights fall with this power of a candidate's error; with few origins to judge by less. */
const errorPower = 6;
const doubtOrigins = 3;
/** Errors below this share of the mean are none: candidates that are right to the last digit weigh alike. */
const noError = 1e-4;
/** What goes by yesterday may fail at every weekend: until backtests say otherwise it weighs this share of its own. */
const unproven: ReadonlySet<CandidateId> = new Set(["lags", "plainLags", "yesterday"]);
const unprovenShare = 0.15;
/** Farthest that backtests look. */
const longestBacktest = 4 * weekHours;
const shortReach = 2 * dayHours;

export interface Backtest {
  /** Cells from which earlier forecasts are made, ascending; the last one is the end of the history. */
  readonly origins: readonly number[];
  /** Blended log(value + offset) from every origin. */
  readonly paths: readonly Float64Array[];
}

/** Origins of the backtest: every 48 h over the newest fourteen weeks, at least two weeks after the beginning; of short histories denser. */
export function originsOf(cells: number): readonly number[] {
  const first = 2 * weekHours;
  const room = cells - first;
  const step = room >= 4 * weekHours ? 2 * dayHours : room >= weekHours ? 29 : 17;
  const earliest = Math.max(Math.min(first, cells), cells - 14 * weekHours);
  const origins = [cells];
  for (let origin = cells - step; origin >= earliest; origin -= step) origins.push(origin);
  return origins.reverse();
}

/** The blend of all candidates from every origin, weighted by how well each did on what came after the others. */
export function blend(material: Material, horizon: number): Backtest {
  const { y, plain, offset } = material;
  const n = y.length;
  const origins = originsOf(n);
  const candidates = candidatesOf(material);
  const parts = partStarts.length;
  const paths: (Float64Array | null)[][] = candidates.map(() => []);
  const errors = new Float64Array(candidates.length * parts);
  const weights = new Float64Array(candidates.length * parts);
  for (const [o, origin] of origins.entries()) {
    const reach = origin === n ? horizon : Math.min(longestBacktest, n - origin);
    for (const [k, candidate] of candidates.entries()) {
      const path = new Float64Array((priors[candidate.id][2] ?? 0) > 0 ? reach : Math.min(reach, shortReach));
      paths[k]?.push(candidate.ahead(origin, path) ? path : null);
    }
    if (origin === n) continue;
    for (let k = 0; k < candidates.length; k += 1) addErrors(paths[k]?.[o] ?? null, y, plain, offset, origin, errors, weights, k * parts);
  }
  let level = 0;
  for (const value of plain) level += (value + offset) / n;
  const share = weightsOf(candidates, errors, weights, level);
  return {
    origins,
    paths: origins.map((origin, o) =>
      mix(
        paths.map((of) => of[o] ?? null),
        share,
        origin === n ? horizon : Math.min(longestBacktest, n - origin),
      ),
    ),
  };
}

/** Adds the errors of a path, in units of the values, by part of the horizon. */
function addErrors(
  path: Float64Array | null,
  y: Float64Array,
  plain: Float64Array,
  offset: number,
  origin: number,
  errors: Float64Array,
  counts: Float64Array,
  at: number,
): void {
  if (path === null) return;
  for (let part = 0; part < partStarts.length; part += 1) {
    const from = partStarts[part] ?? 0;
    const to = Math.min(path.length, partStarts[part + 1] ?? path.length);
    let sum = 0;
    for (let h = from; h < to; h += 1) {
      const difference = (y[origin + h] as number) - (path[h] as number);
      sum += Math.abs(difference) * ((plain[origin + h] as number) + offset);
    }
    if (to <= from) continue;
    errors[at + part] = (errors[at + part] as number) + sum;
    counts[at + part] = (counts[at + part] as number) + (to - from);
  }
}

function weightsOf(candidates: readonly Candidate[], errors: Float64Array, counts: Float64Array, level: number): Float64Array {
  const parts = partStarts.length;
  const share = new Float64Array(errors.length);
  for (let part = 0; part < parts; part += 1) {
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < candidates.length; k += 1) {
      const count = counts[k * parts + part] as number;
      if (count > 0) least = Math.min(least, (errors[k * parts + part] as number) / count);
    }
    for (const [k, { id }] of candidates.entries()) {
      const count = counts[k * parts + part] as number;
      const origins = count / Math.max(1, (partStarts[part + 1] ?? longestBacktest) - (partStarts[part] ?? 0));
      const error = count > 0 ? (errors[k * parts + part] as number) / count : Number.NaN;
      const power = (errorPower * origins) / (origins + doubtOrigins);
      const merit =
        error === error ? ((least + noError * level) / (error + noError * level)) ** power : unproven.has(id) ? unprovenShare : 1;
      share[k * parts + part] = (priors[id][part] ?? 0) * merit;
    }
  }
  return share;
}

/** Weighted mean of the paths; candidates that knew too little are left out. */
function mix(paths: readonly (Float64Array | null)[], share: Float64Array, length: number): Float64Array {
  const parts = partStarts.length;
  const mixed = new Float64Array(length);
  for (let part = 0; part < parts; part += 1) {
    const from = partStarts[part] ?? 0;
    const to = Math.min(length, partStarts[part + 1] ?? length);
    let total = 0;
    for (const [k, path] of paths.entries()) if (path !== null) total += share[k * parts + part] as number;
    for (const [k, path] of paths.entries()) {
      const weight = path === null ? 0 : (share[k * parts + part] as number) / total;
      if (path === null || weight === 0) continue;
      for (let h = from; h < to; h += 1) mixed[h] = (mixed[h] as number) + weight * (path[h] as number);
    }
  }
  return mixed;
}
