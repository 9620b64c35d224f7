import { dayHours, weekHours } from "./local-grid.ts";
import { insertSorted, middle } from "./usual-week.ts";

/** A level that the newest hours keep to. */
export interface LevelShift {
  /** Cells since when. */
  readonly cells: number;
  /** log(new level / old). */
  readonly log: number;
  /** How much of it is believed to stay, 0–1. */
  readonly trust: number;
}

const profileWeeks = 9;
/** Newest days in which a new level is looked for, and days before it that it is held against. */
const longestDays = 28;
const beforeDays = 28;
const leastBefore = 14;
const leastKnownHours = 12;
/** A shift stands out of so many standard deviations of days, is believed wholly at twice as many, and is never under five per cent. */
const standsOut = 3.5;
const leastShift = 0.05;
/** Log sizes up to which a shift is taken for a hot spell, a quiet week or a season, and from which it is no such thing. */
const passing = 0.1;
const lasting = 0.4;
/** Around holidays levels are not those of other weeks, on the days between and beside them neither: so much of a shift is believed then. */
const besideHolidays = 0.3;
const besideDays = 3;
/** Share of its days that must be at least half way there. */
const keptTo = 0.8;
/** Days after which half of a shift is believed to stay: hot spells and campaigns end. */
const halfDays = 2.5;
const leastTrust = 0.05;
const leastNoise = 0.01;
/** Hours at a tenth or at ten times of what is usual are faults, no level. */
const tenfold = Math.LN10;

/** The newest lasting change of level of `logs` (cells; `leftOut` 1 = not to be looked at), by the best split of the days' levels in two; null = none. */
export function levelShift(logs: Float64Array, leftOut: Uint8Array): LevelShift | null {
  const days = daysBack(logs, leftOut);
  if (days.length < leastBefore + 1) return null;
  let best = { cost: Number.POSITIVE_INFINITY, k: 0, before: 0, after: 0 };
  for (let k = 1; k <= Math.min(longestDays, days.length - leastBefore); k += 1) {
    const after = medianOf(days.slice(0, k));
    const old = days.slice(k, k + beforeDays);
    const before = medianOf(old);
    let cost = 0;
    for (let j = 0; j < Math.min(days.length, longestDays + beforeDays); j += 1)
      cost += Math.abs((days[j] as number) - (j < k ? after : before));
    if (cost < best.cost) best = { cost, k, before, after };
  }
  const log = best.after - best.before;
  const noise = Math.max(leastNoise, 1.4826 * medianOf(days.slice(best.k, best.k + beforeDays).map((day) => Math.abs(day - best.before))));
  const ratio = Math.abs(log) / (standsOut * noise);
  if (ratio < 1 || Math.abs(log) < leastShift) return null;
  const there = days.slice(0, best.k).filter((day) => (day - best.before) * Math.sign(log) >= Math.abs(log) / 2).length;
  if (there < keptTo * best.k) return null;
  const size = Math.min(1, Math.max(0, (Math.abs(log) - passing) / (lasting - passing)));
  const quiet =
    leftOut.subarray(Math.max(0, leftOut.length - (best.k + besideDays) * dayHours)).reduce((sum, one) => sum + one, 0) < dayHours;
  const trust = Math.min(1, ratio - 1) * size * (best.k / (best.k + halfDays)) * (quiet ? 1 : besideHolidays);
  return trust < leastTrust ? null : { cells: best.k * dayHours, log, trust };
}

/** Median difference of each of the newest days from the usual week, the newest first; unknown days take the one before. */
function daysBack(logs: Float64Array, leftOut: Uint8Array): readonly number[] {
  const n = logs.length;
  const week = new Float64Array(weekHours);
  const sorted = new Float64Array(Math.max(profileWeeks, dayHours));
  for (let k = 0; k < weekHours; k += 1) {
    let count = 0;
    for (let i = 1; i <= profileWeeks; i += 1) {
      const cell = n - i * weekHours + k;
      if (cell >= 0 && leftOut[cell] === 0) count = insertSorted(sorted, count, logs[cell] as number);
    }
    week[k] = middle(sorted, count);
  }
  const days: number[] = [];
  for (let day = 0; day < longestDays + beforeDays && n - (day + 1) * dayHours >= 0; day += 1) {
    let count = 0;
    for (let i = 1; i <= dayHours; i += 1) {
      const cell = n - (day + 1) * dayHours + i - 1;
      const usual = week[(((cell - n) % weekHours) + weekHours) % weekHours] as number;
      const beside = (logs[cell] as number) - usual;
      if (leftOut[cell] === 0 && Math.abs(beside) < tenfold) count = insertSorted(sorted, count, beside);
    }
    days.push(count >= leastKnownHours ? middle(sorted, count) : (days[day - 1] ?? 0));
  }
  return days;
}

function medianOf(values: readonly number[]): number {
  return middle(Float64Array.from(values).sort(), values.length);
}
