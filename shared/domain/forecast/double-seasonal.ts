import { dayHours, weekHours } from "./local-grid.ts";
import { meanWeek } from "./usual-week.ts";

/**
 * Double seasonal exponential smoothing with first-order autoregressive errors, without trend: y(t) = level + daily + weekly + φ e(t−1) + ε,
 * where every component moves by its share of ε. Taylor (2003), "Short-term electricity demand forecasting using double seasonal exponential smoothing",
 * J. Oper. Res. Soc. 54, in the single-source-of-error form of Taylor (2010), Eur. J. Oper. Res. 204.
 */
export interface SmoothingRates {
  readonly level: number;
  readonly daily: number;
  readonly weekly: number;
  /** φ: how much of an hour's error the next hour repeats. */
  readonly repeat: number;
}

/** Components after a cell, in one array so that a state is stored by copying it: level, error, daily[24], weekly[168]. */
export const stateLength = 2 + dayHours + weekHours;
const dailyAt = 2;
const weeklyAt = dailyAt + dayHours;

/** State before cell `from`, from the usual week of the cells [from, to). */
export function firstState(y: Float64Array, from: number, to: number, state: Float64Array): void {
  const profile = new Float64Array(weekHours);
  meanWeek(y, to, Math.max(1, Math.floor((to - from) / weekHours)), 1, profile);
  let level = 0;
  for (let k = 0; k < weekHours; k += 1) level += profile[k] ?? 0;
  level /= weekHours;
  state[0] = level;
  state[1] = 0;
  for (let hour = 0; hour < dayHours; hour += 1) {
    let sum = 0;
    for (let k = hour; k < weekHours; k += dayHours) sum += (profile[k] ?? 0) - level;
    state[dailyAt + hour] = sum / 7;
  }
  for (let k = 0; k < weekHours; k += 1) state[weeklyAt + k] = (profile[k] ?? 0) - level - (state[dailyAt + (k % dayHours)] ?? 0);
}

/** Runs the state over the cells [from, to) of `y` (no gaps) and returns the sum of squared one-hour errors from `scoreFrom` on. */
export function runSmoothing(
  y: Float64Array,
  from: number,
  to: number,
  { level: a, daily: d, weekly: w, repeat }: SmoothingRates,
  state: Float64Array,
  scoreFrom: number,
): number {
  let level = state[0] as number;
  let error = state[1] as number;
  let sum = 0;
  let di = dailyAt + (from % dayHours);
  let wi = weeklyAt + (from % weekHours);
  for (let t = from; t < to; t += 1) {
    const daily = state[di] as number;
    const weekly = state[wi] as number;
    const raw = (y[t] as number) - level - daily - weekly;
    const surprise = raw - repeat * error;
    level += a * surprise;
    state[di] = daily + d * surprise;
    state[wi] = weekly + w * surprise;
    error = raw;
    if (t >= scoreFrom) sum += surprise * surprise;
    di = di === weeklyAt - 1 ? dailyAt : di + 1;
    wi = wi === stateLength - 1 ? weeklyAt : wi + 1;
  }
  state[0] = level;
  state[1] = error;
  return sum;
}

/** Forecast of cells [from, from + out.length) from the state before `from`. */
export function smoothingAhead(state: Float64Array, from: number, repeat: number, out: Float64Array): void {
  const level = state[0] as number;
  let error = state[1] as number;
  for (let h = 0; h < out.length; h += 1) {
    error *= repeat;
    out[h] = level + (state[dailyAt + ((from + h) % dayHours)] as number) + (state[weeklyAt + ((from + h) % weekHours)] as number) + error;
  }
}
