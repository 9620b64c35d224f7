import type { ForecastInput, ForecastRefusal } from "./forecast.ts";

/** Longest horizon that is forecast: a year of hours. */
export const maxHorizonHours = 8_784;
/** Known hours without which nothing can be said of a day. */
const leastKnownHours = 24;
const greatestValue = 1e15;

/** Why this input has no forecast; null = it has one. */
export function refusalOf({ history: { startMs, values }, horizonHours }: ForecastInput): ForecastRefusal | null {
  if (!Number.isInteger(horizonHours) || horizonHours < 1 || horizonHours > maxHorizonHours) return { code: "horizon_out_of_range" };
  if (!Number.isFinite(startMs)) return { code: "impossible_value" };
  let known = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (value < 0 || value > greatestValue) return { code: "impossible_value" };
    known += 1;
  }
  if (known === 0) return { code: "no_data" };
  return known < leastKnownHours ? { code: "too_short" } : null;
}
