import type { Backtest } from "./blend.ts";
import { dayHours, weekHours } from "./local-grid.ts";

/** Origins whose backtests overlap say little more than one: one in so many weeks counts. */
const weeksPerCase = 4;
const leastOrigins = 8;
/** No week is corrected by more. */
const greatestPerWeek = 0.03;
/** Seasons look like growth for weeks: so much of it is believed. */
const trusted = 0.5;

/**
 * What forecasts are short by for every week they look ahead, log: the slope of the backtest's errors over the weeks ahead, where it stands out of its
 * variance (positive-part shrinkage, 1 − 4 v / m²), else 0. Series that grow steadily are otherwise followed late.
 */
export function lateGrowth({ origins, paths }: Backtest, logs: Float64Array): number {
  const slopes: number[] = [];
  for (const [o, origin] of origins.entries()) {
    const path = paths[o];
    if (path === undefined || origin + 2 * weekHours > logs.length) continue;
    let along = 0;
    let squares = 0;
    for (let from = 0; from + dayHours <= Math.min(path.length, logs.length - origin); from += dayHours) {
      let sum = 0;
      let known = 0;
      for (let h = from; h < from + dayHours; h += 1) {
        const error = (logs[origin + h] as number) - (path[h] as number);
        if (error !== error) continue;
        sum += error;
        known += 1;
      }
      if (known < dayHours / 2) continue;
      const weeks = weeksAhead(from);
      along += (weeks * sum) / known;
      squares += weeks * weeks;
    }
    if (squares > 0) slopes.push(along / squares);
  }
  if (slopes.length < leastOrigins) return 0;
  const mean = slopes.reduce((sum, one) => sum + one, 0) / slopes.length;
  const variance = slopes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (slopes.length - 1);
  const first = origins[0] ?? 0;
  const last = origins[origins.length - 1] ?? 0;
  const cases = Math.max(1, (last - first) / (weeksPerCase * weekHours));
  if (mean === 0) return 0;
  const kept = trusted * Math.max(0, 1 - (4 * variance) / cases / (mean * mean));
  return kept === 0 ? 0 : Math.max(-greatestPerWeek, Math.min(greatestPerWeek, kept * mean));
}

/** Weeks that the level which a forecast begins with lies behind the hour `h` ahead: half a week at the beginning. */
export function weeksAhead(h: number): number {
  return h / weekHours + 0.5;
}
