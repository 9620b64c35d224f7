import { formatDuration } from "../../../../i18n/format-duration.ts";
import { formatCompact, formatNumber } from "../../../../i18n/format-number.ts";
import type { ReviewLocale } from "../../compose/review-document.ts";
import type { ReviewUnit } from "../../metrics/review-metrics.ts";

export interface ValueAxis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

const minuteMs = 60_000;
const durationSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14_400].map((minutes) => minutes * minuteMs);

/**
 * An axis of three to six steps that holds all values and, unless `mayFloat`, zero. One that floats does so only where all values lie close to each
 * other, far from zero and below a natural end (shares, points), where zero would hide everything.
 */
export function valueAxis(values: readonly number[], unit: ReviewUnit, mayFloat: boolean): ValueAxis {
  const greatest = Math.max(0, ...values);
  const least = Math.min(...values, greatest);
  const bounded = unit === "share" || unit === "points" || unit === "percent";
  if (mayFloat && bounded && least > 0.9 * greatest && greatest > 0) {
    const most = unit === "share" ? 1 : 100;
    const step = stepFor(Math.max(greatest - least, greatest / 2000), unit, [1, 2, 5, 10]);
    const from = Math.max(0, (Math.ceil(least / step - 1e-9) - 1) * step);
    return steps(from, Math.max(Math.min(most, Math.ceil(greatest / step - 1e-9) * step), from + step), step);
  }
  const step = stepFor(greatest - Math.min(0, least), unit);
  const from = least < 0 ? -Math.ceil(-least / step - 1e-9) * step : 0;
  return steps(from, Math.max(from + step, Math.ceil(greatest / step - 1e-9) * step), step);
}

/** A tick in the words of the language: `4%`, `50 k`, `5 万`, `1 h 30 min`. */
export function tickText(value: number, step: number, unit: ReviewUnit, locale: ReviewLocale): string {
  if (unit === "ms") return value === 0 ? "0" : formatDuration(value, locale);
  if (unit === "share") return `${formatNumber(value * 100, locale, digitsOf(step * 100))}%`;
  if (unit === "percent") return `${formatNumber(value, locale, digitsOf(step))}%`;
  if (Math.abs(value) >= 10_000) return formatCompact(value, locale);
  return formatNumber(value, locale, digitsOf(step));
}

function digitsOf(step: number): number {
  for (let digits = 0; digits < 4; digits += 1) if (Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-6) return digits;
  return 4;
}

function stepFor(span: number, unit: ReviewUnit, factors: readonly number[] = [1, 2, 2.5, 5, 10]): number {
  const rough = (span > 0 && Number.isFinite(span) ? span : 1) / 4;
  if (unit === "ms" && rough > minuteMs / 2) return durationSteps.find((step) => step >= rough * 0.8) ?? durationSteps.at(-1) ?? rough;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (factors.find((factor) => factor * power >= rough - 1e-12 * power) ?? 10) * power;
  const counted = unit === "count" || unit === "days" || unit === "pcu";
  return counted ? Math.max(1, Math.ceil(step)) : step;
}

function steps(from: number, to: number, step: number): ValueAxis {
  const count = Math.round((to - from) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((from + index * step).toPrecision(12)));
  return { from: ticks[0] ?? from, to: ticks.at(-1) ?? to, ticks };
}
