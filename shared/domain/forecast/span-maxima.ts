import { dayOfMs } from "../calendar/day.ts";
import type { CapacityStep } from "../headroom/headroom.ts";
import type { ForecastDay, ForecastWeek } from "./forecast.ts";
import { dayHours, hourMs, type LocalGrid, weekHours } from "./local-grid.ts";
import { lawExceeds, lawQuantiles, type MaximumLaw } from "./maximum-law.ts";

/** The forecast's hours: instant of the first, medians, their wall clock, and the capacity of each (NaN = not known). */
export interface Horizon {
  readonly startMs: number;
  readonly p50: Float64Array;
  readonly grid: LocalGrid;
  readonly capacity: Float64Array;
}

/** How the maximum of a span of hours [from, to) may come out, given its greatest median. */
export type LawOfSpan = (from: number, to: number, greatestP50: number) => MaximumLaw;

/** Capacity of every hour; NaN where no step is. */
export function capacityByHour(steps: readonly CapacityStep[], startMs: number, hours: number): Float64Array {
  const capacity = new Float64Array(hours).fill(Number.NaN);
  for (const { fromMs, toMs, pcu } of steps) {
    const from = Math.max(0, Math.ceil((fromMs - startMs) / hourMs));
    const to = Math.min(hours, Math.ceil((toMs - startMs) / hourMs));
    for (let i = from; i < to; i += 1) capacity[i] = pcu;
  }
  return capacity;
}

/** Hour of the greatest value of [from, to); the first of several. */
export function greatestHour(values: Float64Array, from: number, to: number): number {
  let best = from;
  for (let i = from + 1; i < to; i += 1) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}

/**
 * The capacity that counts for a span's maximum: that of the hour which comes nearest to its own capacity (null = none of the hours has one),
 * scaled so that it compares with the span's greatest median.
 */
export function bindingCapacity({ p50, capacity }: Horizon, from: number, to: number): number | null {
  let greatestUse = -1;
  let greatest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = from; i < to; i += 1) {
    const pcu = capacity[i] ?? Number.NaN;
    const median = p50[i] ?? 0;
    if (median > greatest) greatest = median;
    if (Number.isNaN(pcu)) continue;
    if (pcu < least) least = pcu;
    greatestUse = Math.max(greatestUse, pcu > 0 ? median / pcu : Number.POSITIVE_INFINITY);
  }
  if (greatestUse < 0) return null;
  return greatestUse > 0 ? greatest / greatestUse : least;
}

/** Ends of the parts [from, to) of the horizon in which `partOf` stays the same. */
function parts(hours: number, partOf: (hour: number) => number): readonly (readonly [from: number, to: number])[] {
  const found: (readonly [number, number])[] = [];
  let from = 0;
  for (let i = 1; i <= hours; i += 1) {
    if (i < hours && partOf(i) === partOf(from)) continue;
    found.push([from, i]);
    from = i;
  }
  return found;
}

export function daysOf(horizon: Horizon, lawOf: LawOfSpan): readonly ForecastDay[] {
  const { startMs, p50, grid } = horizon;
  const dayNumber = (hour: number): number => Math.floor((grid.firstHour + (grid.cellOf[hour] ?? 0)) / dayHours);
  return parts(p50.length, dayNumber).map(([from, to]) => {
    const at = greatestHour(p50, from, to);
    const law = lawOf(from, to, p50[at] ?? 0);
    const pcu = bindingCapacity(horizon, from, to);
    return {
      day: dayOfMs(dayNumber(from) * dayHours * hourMs),
      startMs: startMs + from * hourMs,
      endMs: startMs + to * hourMs,
      atMs: startMs + at * hourMs,
      ...lawQuantiles(law),
      pExceed: pcu === null ? null : lawExceeds(law, pcu),
    };
  });
}

/** Whole weeks of the wall clock from the forecast's first hour on; a horizon under a week is one span. */
export function weeksOf(horizon: Horizon, lawOf: LawOfSpan): readonly ForecastWeek[] {
  const { startMs, p50, grid } = horizon;
  const weeks = parts(p50.length, (hour) => Math.floor((grid.cellOf[hour] ?? 0) / weekHours));
  // A week in which clocks go back has an hour more than cells: its last cell may lie behind the horizon.
  const whole = Math.floor((grid.cells + 2) / weekHours);
  return weeks.slice(0, Math.max(1, whole)).map(([from, to]) => {
    const law = lawOf(from, to, p50[greatestHour(p50, from, to)] ?? 0);
    const pcu = bindingCapacity(horizon, from, to);
    return {
      startMs: startMs + from * hourMs,
      endMs: startMs + to * hourMs,
      ...lawQuantiles(law),
      pExceed: pcu === null ? null : lawExceeds(law, pcu),
    };
  });
}
