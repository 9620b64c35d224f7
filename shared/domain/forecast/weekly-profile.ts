import { weekHours } from "./local-grid.ts";

/** Weeks of which the profile is made, and how much an older week weighs against the next newer one. */
const profileWeeks = 8;
const olderWeight = 0.8;

/**
 * The usual week before cell `end`: weighted mean of `values` (missing = NaN, left out) by hour of the week, newest week heaviest. Hours of the week
 * that were never seen take the mean of the same hour of other days, else of everything. Index = cell mod 168.
 */
export function weeklyProfile(values: Float64Array, end: number, out: Float64Array): void {
  let allSum = 0;
  let allWeight = 0;
  const missing: number[] = [];
  for (let k = 0; k < weekHours; k += 1) {
    let sum = 0;
    let total = 0;
    let weight = 1;
    const newest = end - 1 - ((((end - 1 - k) % weekHours) + weekHours) % weekHours);
    for (let week = 0, cell = newest; week < profileWeeks && cell >= 0; week += 1, cell -= weekHours) {
      const value = values[cell] ?? Number.NaN;
      if (value === value) {
        sum += weight * value;
        total += weight;
      }
      weight *= olderWeight;
    }
    if (total > 0) {
      out[k] = sum / total;
      allSum += sum;
      allWeight += total;
    } else {
      out[k] = Number.NaN;
      missing.push(k);
    }
  }
  for (const k of missing) {
    let sum = 0;
    let count = 0;
    for (let other = k % 24; other < weekHours; other += 24) {
      const value = missing.includes(other) ? Number.NaN : (out[other] ?? Number.NaN);
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    out[k] = count > 0 ? sum / count : allWeight > 0 ? allSum / allWeight : 0;
  }
}
