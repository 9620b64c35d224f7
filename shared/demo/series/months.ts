import { hourMs, hoursInMonth, monthOf, monthStartMs } from "../../domain/metrics/series.ts";

/** The UTC months that a span of hours touches. */
export function monthsBetween(fromMs: number, toMs: number): readonly string[] {
  const months: string[] = [];
  for (let ms = fromMs; ms < toMs;) {
    const month = monthOf(ms);
    months.push(month);
    ms = monthStartMs(month) + hoursInMonth(month) * hourMs;
  }
  return months;
}

/** The values of one UTC month out of a series that begins at `startMs`; hours outside it are NaN. */
export function monthValues(values: Float64Array, startMs: number, month: string): Float64Array {
  const out = new Float64Array(hoursInMonth(month)).fill(Number.NaN);
  const shift = Math.round((monthStartMs(month) - startMs) / hourMs);
  const from = Math.max(0, shift);
  out.set(values.subarray(from, Math.min(values.length, shift + out.length)), from - shift);
  return out;
}
