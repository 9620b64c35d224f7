import { err, ok, type Result } from "../../kernel/result.ts";
import { refusalOf } from "./check-input.ts";
import type { Forecast, ForecastInput, ForecastNote, ForecastRefusal } from "./forecast.ts";
import { hourMs, localGrid, toCells, weekHours } from "./local-grid.ts";
import { lawQuantile, type MaximumLaw } from "./maximum-law.ts";
import { capacityByHour, daysOf, type Horizon, peaksOf, weeksOf } from "./span-maxima.ts";
import { weeklyProfile } from "./weekly-profile.ts";

/** The hourly forecast of one series with its quantiles and peaks. */
export function forecastSeries(input: ForecastInput): Result<Forecast, ForecastRefusal> {
  const refusal = refusalOf(input);
  if (refusal !== null) return err(refusal);
  const { history, horizonHours, timeZone } = input;
  const n = history.values.length;
  const startMs = history.startMs + n * hourMs;
  const whole = localGrid(timeZone, history.startMs, n + horizonHours);
  const past = { ...whole, cells: (whole.cellOf[n - 1] ?? 0) + 1, cellOf: whole.cellOf.subarray(0, n) };
  const values = toCells(past, history.values);

  const profile = new Float64Array(weekHours);
  weeklyProfile(values, values.length, profile);
  const spread = spreadAround(values, profile);
  const quantile = {
    p50: new Float64Array(horizonHours),
    p75: new Float64Array(horizonHours),
    p90: new Float64Array(horizonHours),
    p95: new Float64Array(horizonHours),
  };
  const lawAt = (median: number): MaximumLaw => ({ median, spread, tail: 0.1 });
  for (let h = 0; h < horizonHours; h += 1) {
    const law = lawAt(
      (profile[(whole.cellOf[n + h] ?? 0) % weekHours] ?? 0) * Math.exp(input.logBias) * eventFactor(input, startMs + h * hourMs),
    );
    quantile.p50[h] = law.median;
    quantile.p75[h] = lawQuantile(law, 0.75);
    quantile.p90[h] = lawQuantile(law, 0.9);
    quantile.p95[h] = lawQuantile(law, 0.95);
  }
  const firstCell = whole.cellOf[n] ?? 0;
  const horizon: Horizon = {
    startMs,
    p50: quantile.p50,
    grid: {
      firstHour: whole.firstHour + firstCell,
      cells: whole.cells - firstCell,
      cellOf: whole.cellOf.subarray(n).map((cell) => cell - firstCell),
    },
    capacity: capacityByHour(input.capacity, startMs, horizonHours),
  };
  const lawOf = (_from: number, _to: number, greatest: number): MaximumLaw => lawAt(greatest);
  return ok({
    startMs,
    ...quantile,
    days: daysOf(horizon, lawOf),
    weeks: weeksOf(horizon, lawOf),
    peaks: peaksOf(horizon, lawOf),
    backtest: [],
    quality: qualityOf(history.values),
  });
}

function eventFactor({ events }: ForecastInput, ms: number): number {
  let factor = 1;
  for (const event of events)
    if (ms >= event.startMs && ms < event.endMs && event.upliftFactor !== null) factor = Math.max(factor, event.upliftFactor);
  return factor;
}

/** Median of |log(value / profile)| of the newest eight weeks as the spread of a logistic law, whose median absolute value is ln 3 of it. */
function spreadAround(values: Float64Array, profile: Float64Array): number {
  const logs: number[] = [];
  for (let cell = Math.max(0, values.length - 8 * weekHours); cell < values.length; cell += 1) {
    const ratio = (values[cell] ?? Number.NaN) / (profile[cell % weekHours] ?? Number.NaN);
    if (ratio > 0 && ratio < Number.POSITIVE_INFINITY) logs.push(Math.abs(Math.log(ratio)));
  }
  logs.sort((a, b) => a - b);
  return (logs[logs.length >> 1] ?? 0) / Math.log(3);
}

function qualityOf(values: ArrayLike<number>): Forecast["quality"] {
  let missing = 0;
  for (let i = 0; i < values.length; i += 1) if (Number.isNaN(values[i])) missing += 1;
  const historyDays = values.length / 24;
  const notes: ForecastNote[] = [];
  if (historyDays < 28) notes.push({ code: "short_history", days: Math.floor(historyDays) });
  if (missing > 0) notes.push({ code: "gaps", share: missing / values.length });
  return { historyDays, gapShare: missing / values.length, notes };
}
