import { peakWindows } from "../peak/peak-windows.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { blend } from "./blend.ts";
import { refusalOf } from "./check-input.ts";
import { type CleanHistory, cleanHistory } from "./clean-history.ts";
import type { BacktestWeek, Forecast, ForecastInput, ForecastRefusal } from "./forecast.ts";
import { hourSpread } from "./hour-spread.ts";
import { lateGrowth, weeksAhead } from "./late-growth.ts";
import { dayHours, hourMs, type LocalGrid, localGrid, toCells, weekHours } from "./local-grid.ts";
import { type BacktestMaximum, lawOfMaximum, maximaOf, maximaSpreads, type MaximaSpreads } from "./maxima-spread.ts";
import { lawQuantile } from "./maximum-law.ts";
import { occasionEffects, readOccasions } from "./occasions.ts";
import { qualityOf } from "./quality-notes.ts";
import { yearlyHint } from "./yearly-hint.ts";
import { capacityByHour, daysOf, type Horizon, type LawOfSpan, weeksOf } from "./span-maxima.ts";

/**
 * The hourly forecast of one series with its quantiles and peaks: history is laid on the wall clock and cleaned, several ways to forecast are blended by
 * how well each did on the newest fourteen weeks, and the errors of these backtests make the quantiles. docs/forecast.md says the method and its sources.
 */
export function forecastSeries(input: ForecastInput): Result<Forecast, ForecastRefusal> {
  const refusal = refusalOf(input);
  if (refusal !== null) return err(refusal);
  const { history, horizonHours, timeZone } = input;
  const n = history.values.length;
  const startMs = history.startMs + n * hourMs;
  const whole = localGrid(timeZone, history.startMs, n + horizonHours);
  const past: LocalGrid = { ...whole, cells: (whole.cellOf[n - 1] ?? 0) + 1, cellOf: whole.cellOf.subarray(0, n) };
  const values = toCells(past, history.values);
  const occasions = readOccasions(input, whole, values);
  const clean = cleanHistory(values, occasions.mask);
  const { offset } = clean;
  const backtest = blend(
    { y: clean.y, plain: clean.y.map((log) => Math.max(0, Math.exp(log) - offset)), offset },
    Math.max(1, whole.cells - past.cells),
  );
  const came = comeLogs(values, clean, occasions.mask);
  const growth = lateGrowth(backtest, came);
  if (growth !== 0)
    for (const one of backtest.paths) for (let h = 0; h < one.length; h += 1) one[h] = (one[h] as number) + growth * weeksAhead(h);
  const path = backtest.paths[backtest.paths.length - 1] ?? new Float64Array(0);

  const hours = hourSpread(backtest, came);
  const hint = yearlyHint(clean.y, past.cells, Math.ceil(path.length / dayHours));
  const base = path.map((log, cell) => {
    const season = hint?.[Math.min(hint.length - 1, Math.floor(cell / dayHours))] ?? 0;
    return Math.max(0, Math.exp(log + season) - offset) * Math.exp(input.logBias);
  });
  const effects = occasionEffects(occasions, base);
  const weekMaxima = maximaOf(backtest, came, weekHours);
  const spreads = maximaSpreads(maximaOf(backtest, came, dayHours), weekMaxima, hours, clean.spikeHours / values.length);

  const cellAhead = whole.cellOf.subarray(n).map((cell) => Math.max(0, cell - past.cells));
  const made = {
    p50: new Float64Array(horizonHours),
    p75: new Float64Array(horizonHours),
    p90: new Float64Array(horizonHours),
    p95: new Float64Array(horizonHours),
  };
  const sigma = new Float64Array(horizonHours);
  for (let h = 0; h < horizonHours; h += 1) {
    const cell = cellAhead[h] as number;
    const median = (base[cell] as number) * Math.exp(effects.log[cell] as number);
    sigma[h] = effects.sigma[cell] as number;
    made.p50[h] = median;
    for (const [quantile, normal] of [
      ["p75", 0.674],
      ["p90", 1.282],
      ["p95", 1.645],
    ] as const) {
      const own = hours.upper(quantile, cell, (past.cells + cell) % weekHours);
      const beside = normal * (sigma[h] as number);
      const up = beside > 0 ? Math.sqrt(own * own + beside * beside) : own;
      made[quantile][h] = Math.max(median, (median + offset) * Math.exp(up) - offset);
    }
  }
  const horizon: Horizon = {
    startMs,
    p50: made.p50,
    grid: { firstHour: whole.firstHour + past.cells, cells: Math.max(1, whole.cells - past.cells), cellOf: cellAhead },
    capacity: capacityByHour(input.capacity, startMs, horizonHours),
  };
  const lawOf = lawOfSpans(spreads, offset, made.p50, sigma);
  return ok({
    startMs,
    ...made,
    days: daysOf(horizon, lawOf),
    weeks: weeksOf(horizon, lawOf),
    events: effects.taken,
    peaks: peakWindows(horizon, lawOf, input.events),
    backtest: weeksTold(weekMaxima, spreads, clean, instantsOf(past, history.startMs)),
    quality: qualityOf(input, clean, occasions.notes, startMs),
  });
}

/** Spans of more than four days come out like weeks, shorter ones like days. */
function lawOfSpans(spreads: MaximaSpreads, offset: number, p50: Float64Array, sigma: Float64Array): LawOfSpan {
  return (from, to, greatest) => {
    let at = from;
    for (let h = from; h < to; h += 1) if ((p50[h] as number) > (p50[at] as number)) at = h;
    const spread = to - from > 4 * dayHours ? spreads.week(from) : spreads.day(from);
    return lawOfMaximum(greatest, offset, spread, sigma[at] as number);
  };
}

/** log(value + offset) as it came, at the level that is believed to stay; NaN where it is missing, replaced, or no ordinary hour. */
function comeLogs(values: Float64Array, { offset, replaced, raised }: CleanHistory, mask: Uint8Array): Float64Array {
  return values.map((value, t) => {
    if (replaced[t] === 1 || mask[t] === 1 || !(value + offset > 0)) return Number.NaN;
    return Math.log(value + offset) + (t < raised.from ? raised.log : 0);
  });
}

/** Instant of every cell of the past: of its first hour. */
function instantsOf({ cellOf, cells }: LocalGrid, startMs: number): Float64Array {
  const instants = new Float64Array(cells).fill(Number.NaN);
  for (let i = cellOf.length - 1; i >= 0; i -= 1) instants[cellOf[i] as number] = startMs + i * hourMs;
  for (let cell = 1; cell < cells; cell += 1) if (Number.isNaN(instants[cell])) instants[cell] = instants[cell - 1] as number;
  return instants;
}

function weeksTold(
  maxima: readonly BacktestMaximum[],
  spreads: MaximaSpreads,
  { offset, raised }: CleanHistory,
  instants: Float64Array,
): readonly BacktestWeek[] {
  // Told as it was: nobody knew of a new level before it came.
  const before = (cell: number): number => (cell < raised.from ? raised.log : 0);
  return maxima.map(({ origin, from, forecast, actual }) => {
    const madeMs = instants[origin] as number;
    const startMs = instants[origin + from] as number;
    const law = lawOfMaximum(Math.max(0, Math.exp(forecast - before(origin)) - offset), offset, spreads.week(from), 0);
    const last = origin + from + weekHours - 1;
    return {
      madeMs,
      startMs,
      endMs: (instants[last] as number) + hourMs,
      leadDays: Math.floor((startMs - madeMs) / (dayHours * hourMs)),
      p50: law.median,
      p90: lawQuantile(law, 0.9),
      actual: Math.max(0, Math.exp(actual - before(origin + from)) - offset),
    };
  });
}
