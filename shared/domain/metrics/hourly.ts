import { hourMs, type HourlySeries } from "./series.ts";

/** A stretch of hours without data inside known data; `toMs` is exclusive. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Hours `fromMs` … `toMs` (exclusive), one value each; NaN where there is none. */
export function hourlyWindow(series: Pick<HourlySeries, "startMs" | "values">, fromMs: number, toMs: number): Float64Array {
  const values = new Float64Array(Math.max(0, Math.round((toMs - fromMs) / hourMs))).fill(Number.NaN);
  const shift = Math.round((series.startMs - fromMs) / hourMs);
  const begin = Math.max(0, -shift);
  const end = Math.min(series.values.length, values.length - shift);
  if (end > begin) values.set(series.values.subarray(begin, end), begin + shift);
  return values;
}

/** First and last hour with a value over all series (start of hour, ms); null = none has any. */
export function dataSpan(all: readonly HourlySeries[]): { readonly firstMs: number; readonly lastMs: number } | null {
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const series of all) {
    const first = series.values.findIndex((v) => !Number.isNaN(v));
    if (first < 0) continue;
    const last = series.values.findLastIndex((v) => !Number.isNaN(v));
    firstMs = Math.min(firstMs, series.startMs + first * hourMs);
    lastMs = Math.max(lastMs, series.startMs + last * hourMs);
  }
  return firstMs <= lastMs ? { firstMs, lastMs } : null;
}

/**
 * Holes between the first and the last known hour of the window, where no line has a value. Before the first and after the last there is no
 * hole but no record.
 */
export function gapsOf(lines: readonly Float64Array[], fromMs: number): readonly Gap[] {
  const length = Math.max(0, ...lines.map((line) => line.length));
  const has = (hour: number): boolean => lines.some((line) => !Number.isNaN(line[hour] ?? Number.NaN));
  const gaps: Gap[] = [];
  let lastKnown = -1;
  for (let hour = 0; hour < length; hour += 1) {
    if (!has(hour)) continue;
    if (lastKnown >= 0 && hour - lastKnown > 1) gaps.push({ fromMs: fromMs + (lastKnown + 1) * hourMs, toMs: fromMs + hour * hourMs });
    lastKnown = hour;
  }
  return gaps;
}
