import type { Backtest } from "./blend.ts";
import { dayHours, weekHours } from "./local-grid.ts";

/** Parts of the horizon whose errors are alike: first cell of each. */
const partStarts = [0, dayHours, 2 * dayHours, weekHours, 2 * weekHours] as const;
/** Upper quantiles of |error| = 1 on average, until backtests say otherwise: those of a normal law, as so many origins. */
const priorUpper = { p75: 0.85, p90: 1.61, p95: 2.06 } as const;
const priorOrigins = 4;
/** How much wider the next part of the horizon is taken to be where no backtest reaches. */
const wideningPerPart = 1.12;
/** Quantiles of few origins are too narrow for the next: by this share, over the root of their number. */
const wideningOfFew = 0.4;
/** Errors of an hour of the week count as so many errors of all hours. */
const shrinkHours = 12;
const leastSize = 0.002;
/** Every how many cells of a part are looked at: enough of them, at all hours of the week. */
const strides = [1, 1, 1, 5, 5] as const;
/** The same for quantiles. */
const quantileStrides = [1, 1, 5, 5, 11] as const;

/** log(value / median) of the upper quantiles of the cell `h` hours ahead that is hour `k` of the week. */
export interface HourSpread {
  upper(quantile: keyof typeof priorUpper, h: number, k: number): number;
  /** Mean absolute error of a part of the horizon, log. */
  sizeAt(h: number): number;
}

/**
 * How far hours come out from their forecasts, by horizon and hour of the week, from the errors of a backtest. `logs` = log(value + offset) as it came,
 * NaN = not to be counted.
 */
export function hourSpread({ origins, paths }: Backtest, logs: Float64Array): HourSpread {
  const parts = partStarts.length;
  const sums = new Float64Array(parts);
  const counts = new Float64Array(parts);
  const cases = new Float64Array(parts);
  for (const [o, origin] of origins.entries()) {
    const path = paths[o];
    if (path === undefined) continue;
    for (let part = 0; part < parts; part += 1) {
      const before = counts[part] as number;
      for (let h = partStarts[part] ?? 0; h < endOf(part, path.length); h += strides[part] ?? 1) {
        const error = (logs[origin + h] ?? Number.NaN) - (path[h] as number);
        if (error !== error) continue;
        sums[part] = (sums[part] as number) + Math.abs(error);
        counts[part] = (counts[part] as number) + 1;
      }
      if ((counts[part] as number) > before) cases[part] = (cases[part] as number) + 1;
    }
  }
  const sizes = sizesOf(sums, counts);
  const relative = relativeByHour({ origins, paths }, logs, sizes);
  const quantiles = quantilesOf({ origins, paths }, logs, sizes, relative, cases);
  const order = { p75: 0, p90: 1, p95: 2 } as const;
  return {
    upper: (quantile, h, k) => {
      const part = partOf(h);
      return (sizes[part] as number) * (relative[k] as number) * (quantiles[part * 3 + order[quantile]] as number);
    },
    sizeAt: (h) => sizes[partOf(h)] as number,
  };
}

function longestPath(paths: readonly Float64Array[]): number {
  return paths.reduce((most, { length }) => Math.max(most, length), 0);
}

function partOf(h: number): number {
  let part = partStarts.length - 1;
  while (part > 0 && h < (partStarts[part] ?? 0)) part -= 1;
  return part;
}

function endOf(part: number, length: number): number {
  return Math.min(length, partStarts[part + 1] ?? length);
}

/** Mean absolute error by part; a part without any is wider than the one before it. */
function sizesOf(sums: Float64Array, counts: Float64Array): Float64Array {
  const sizes = new Float64Array(sums.length);
  let before = 0.1;
  for (let part = 0; part < sums.length; part += 1) {
    const count = counts[part] as number;
    const own = count > 0 ? (sums[part] as number) / count : Number.NaN;
    sizes[part] = Math.max(leastSize, own === own ? own : before * (part === 0 ? 1 : wideningPerPart));
    before = sizes[part] as number;
  }
  return sizes;
}

/** Errors by hour of the week against those of all hours, with the hours beside it, shrunk to 1. */
function relativeByHour({ origins, paths }: Backtest, logs: Float64Array, sizes: Float64Array): Float64Array {
  const sums = new Float64Array(weekHours);
  const counts = new Float64Array(weekHours);
  for (const [o, origin] of origins.entries()) {
    const path = paths[o];
    if (path === undefined) continue;
    for (let part = 0; part < sizes.length; part += 1) {
      const size = sizes[part] as number;
      for (let h = partStarts[part] ?? 0; h < endOf(part, path.length); h += strides[part] ?? 1) {
        const error = (logs[origin + h] ?? Number.NaN) - (path[h] as number);
        if (error !== error) continue;
        const k = (origin + h) % weekHours;
        sums[k] = (sums[k] as number) + Math.abs(error) / size;
        counts[k] = (counts[k] as number) + 1;
      }
    }
  }
  return sums.map((_, k) => {
    let sum = shrinkHours;
    let count = shrinkHours;
    for (const [beside, weight] of [
      [0, 1],
      [1, 0.5],
      [weekHours - 1, 0.5],
    ] as const) {
      const at = (k + beside) % weekHours;
      sum += weight * (sums[at] as number);
      count += weight * (counts[at] as number);
    }
    return sum / count;
  });
}

/** Upper quantiles of standardized errors by part (three a part), shrunk to the prior by the number of origins. */
function quantilesOf(
  { origins, paths }: Backtest,
  logs: Float64Array,
  sizes: Float64Array,
  relative: Float64Array,
  cases: Float64Array,
): Float64Array {
  const found = new Float64Array(sizes.length * 3);
  const errors = new Float64Array(origins.length * longestPath(paths));
  for (let part = 0; part < sizes.length; part += 1) {
    let count = 0;
    for (const [o, origin] of origins.entries()) {
      const path = paths[o];
      if (path === undefined) continue;
      for (let h = partStarts[part] ?? 0; h < endOf(part, path.length); h += quantileStrides[part] ?? 1) {
        const error = (logs[origin + h] ?? Number.NaN) - (path[h] as number);
        if (error !== error) continue;
        errors[count] = error / ((sizes[part] as number) * (relative[(origin + h) % weekHours] as number));
        count += 1;
      }
    }
    const sorted = errors.subarray(0, count).sort();
    const widening = 1 + wideningOfFew / Math.sqrt((cases[part] as number) + 1);
    const weight = (cases[part] as number) / ((cases[part] as number) + priorOrigins);
    for (const [i, [p, prior]] of (
      [
        [0.75, priorUpper.p75],
        [0.9, priorUpper.p90],
        [0.95, priorUpper.p95],
      ] as const
    ).entries()) {
      const own = sorted.length > 0 ? (sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] as number) : prior;
      found[part * 3 + i] = widening * Math.max(0, weight * own + (1 - weight) * prior);
    }
  }
  return found;
}
