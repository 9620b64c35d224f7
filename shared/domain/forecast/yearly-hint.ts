import { dayHours, weekHours } from "./local-grid.ts";

/** The same weekday a year ago: 52 weeks. */
const yearCells = 364 * dayHours;
/** How much of last year's change is expected again. */
const share = 0.35;
/** Days of last year before the origin's day against which the days ahead are held, and how far before a day its three weeks begin. */
const baseDays = 21;
const beforeDays = 10;
/** No year is followed for more than a third up or down. */
const greatest = Math.log(4 / 3);

/**
 * What the time of year adds to log levels, by day ahead of `origin`: a share of how last year's level went on from the same date, over three weeks around
 * each day. null = the history does not reach so far back; fewer days than asked for = they end where the history does.
 */
export function yearlyHint(y: Float64Array, origin: number, days: number): Float64Array | null {
  const then = origin - yearCells;
  if (then < baseDays * dayHours) return null;
  const sums = new Float64Array(origin - then + baseDays * dayHours + 1);
  const first = then - baseDays * dayHours;
  for (let t = first; t < origin; t += 1) sums[t - first + 1] = (sums[t - first] as number) + (y[t] as number);
  const meanOf = (from: number, to: number): number => ((sums[to - first] as number) - (sums[from - first] as number)) / (to - from);
  const base = meanOf(first, then);
  const hint = new Float64Array(days);
  for (let day = 0; day < days; day += 1) {
    // Whole weeks, so that weekdays weigh alike.
    const from = Math.max(first, then + (day - beforeDays) * dayHours);
    const to = Math.min(origin, from + 3 * weekHours);
    if (to - from < 3 * weekHours) return hint.subarray(0, day);
    hint[day] = Math.max(-greatest, Math.min(greatest, share * (meanOf(from, to) - base)));
  }
  return hint;
}
