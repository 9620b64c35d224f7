import { weekHours } from "./local-grid.ts";

/** Newest cell before `end` that is hour `k` of the week. */
function newestOf(end: number, k: number): number {
  return end - 1 - ((((end - 1 - k) % weekHours) + weekHours) % weekHours);
}

/**
 * The usual week before cell `end`: mean of `y` (no gaps) by hour of the week over `weeks` weeks, a week weighing `olderWeight` of the next newer one.
 * Hours of the week that were never seen take the mean of the same hour of other days. Index = cell mod 168.
 */
export function meanWeek(y: Float64Array, end: number, weeks: number, olderWeight: number, out: Float64Array): void {
  for (let k = 0; k < weekHours; k += 1) {
    let sum = 0;
    let total = 0;
    let weight = 1;
    for (let week = 0, cell = newestOf(end, k); week < weeks && cell >= 0; week += 1, cell -= weekHours) {
      sum += weight * (y[cell] as number);
      total += weight;
      weight *= olderWeight;
    }
    out[k] = total > 0 ? sum / total : Number.NaN;
  }
  if (end < weekHours) fillFromOtherDays(out);
}

/** The same of medians, which a holiday or a bad day does not move. At most nine weeks. */
export function medianWeek(y: Float64Array, end: number, weeks: number, out: Float64Array): void {
  const sorted = new Float64Array(9);
  for (let k = 0; k < weekHours; k += 1) {
    let count = 0;
    for (let week = 0, cell = newestOf(end, k); week < weeks && cell >= 0; week += 1, cell -= weekHours) {
      count = insertSorted(sorted, count, y[cell] as number);
    }
    out[k] = middle(sorted, count);
  }
  if (end < weekHours) fillFromOtherDays(out);
}

/** Puts a value into the first `count` sorted ones; the new count. */
export function insertSorted(sorted: Float64Array, count: number, value: number): number {
  let at = count;
  while (at > 0 && (sorted[at - 1] as number) > value) {
    sorted[at] = sorted[at - 1] as number;
    at -= 1;
  }
  sorted[at] = value;
  return count + 1;
}

/** Median of the first `count` sorted values; NaN = none. */
export function middle(sorted: Float64Array, count: number): number {
  if (count === 0) return Number.NaN;
  const half = count >> 1;
  return count % 2 === 1 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}

function fillFromOtherDays(week: Float64Array): void {
  const known = Float64Array.from(week);
  let all = 0;
  let allCount = 0;
  for (const value of known) {
    if (value !== value) continue;
    all += value;
    allCount += 1;
  }
  for (let k = 0; k < weekHours; k += 1) {
    if (known[k] === known[k]) continue;
    let sum = 0;
    let count = 0;
    for (let other = k % 24; other < weekHours; other += 24) {
      const value = known[other] as number;
      if (value !== value) continue;
      sum += value;
      count += 1;
    }
    week[k] = count > 0 ? sum / count : allCount > 0 ? all / allCount : 0;
  }
}
