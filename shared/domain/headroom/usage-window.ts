const dayMs = 86_400_000;

/** Daily greatest PCU of one region, from a UTC midnight on; NaN = no data that day. */
export interface DailyPeaks {
  readonly firstDayMs: number;
  readonly dailyMax: ArrayLike<number>;
}

export interface WindowPeak {
  readonly pcu: number;
  /** UTC midnight of the day it was reached. */
  readonly dayMs: number;
}

/** Days the product calls "the last four weeks" of usage. */
export const peakWindowDays = 28;

/** Days of the window that must have data for a change to be told: a peak out of two days is no week's peak. */
export const changeNeeds = { recentDays: 4, beforeDays: 14 } as const;

/** UTC midnight of the day an instant lies in. */
export function utcDay(ms: number): number {
  return Math.floor(ms / dayMs) * dayMs;
}

/**
 * The window's last day: usage is judged at the end of its own data when that is older than now (imports can be years old), and never in
 * the future. The screen shows the age beside it.
 */
export function usageEndDay(lastHourMs: number, nowMs: number): number {
  return utcDay(Math.min(lastHourMs, nowMs));
}

/** `days` values that end with (and include) `endDayMs`; NaN where there is no data. */
export function dailyWindow(peaks: DailyPeaks, endDayMs: number, days: number): number[] {
  const last = Math.round((endDayMs - peaks.firstDayMs) / dayMs);
  const values: number[] = [];
  for (let index = last - days + 1; index <= last; index += 1) values.push(index < 0 ? Number.NaN : (peaks.dailyMax[index] ?? Number.NaN));
  return values;
}

/** Greatest value of the `days` that end with `endDayMs`; null = no data in any of them. */
export function windowPeak(peaks: DailyPeaks, endDayMs: number, days: number): WindowPeak | null {
  let best: WindowPeak | null = null;
  const values = dailyWindow(peaks, endDayMs, days);
  for (const [index, pcu] of values.entries()) {
    if (Number.isNaN(pcu) || (best !== null && pcu <= best.pcu)) continue;
    best = { pcu, dayMs: endDayMs - (days - 1 - index) * dayMs };
  }
  return best;
}

/** Peak of the last 7 days against the peak of the 28 days before, as a share (0.1 = +10 %); null when either has too little data. */
export function weekChange(peaks: DailyPeaks, endDayMs: number): number | null {
  const recent = dailyWindow(peaks, endDayMs, 7).filter((v) => !Number.isNaN(v));
  const before = dailyWindow(peaks, endDayMs - 7 * dayMs, 28).filter((v) => !Number.isNaN(v));
  if (recent.length < changeNeeds.recentDays || before.length < changeNeeds.beforeDays) return null;
  const base = Math.max(...before);
  return base > 0 ? Math.max(...recent) / base - 1 : null;
}
