import type { Backtest } from "./blend.ts";
import type { HourSpread } from "./hour-spread.ts";
import { dayHours, weekHours } from "./local-grid.ts";
import type { MaximumLaw } from "./maximum-law.ts";

/** log(actual / forecast) of maxima: where its middle is, how wide it is, how heavy its upper tail. */
export interface MaximaSpread {
  readonly centre: number;
  readonly spread: number;
  readonly tail: number;
}

/** How maxima of a day and of a week come out against the greatest median of it, by how far ahead it begins. */
export interface MaximaSpreads {
  day(h: number): MaximaSpread;
  week(h: number): MaximaSpread;
}

/** A maximum of a week that was forecast, against what came. Cells. */
export interface BacktestMaximum {
  readonly origin: number;
  readonly from: number;
  readonly forecast: number;
  readonly actual: number;
}

/** Weeks of evidence that the prior counts for. */
const priorWeeks = 4;
/** Mean absolute value of a logistic law of spread 1: 2 ln 2. */
const meanAbsolute = 2 * Math.LN2;
/** Median absolute value of it: ln 3. */
const medianAbsolute = Math.log(3);
/** Of the mean absolute error of hours: where the maximum of a week is before any is known, and how wide. */
const priorCentre = { day: 0, week: 0.1 } as const;
const priorSpread = { day: 0.65, week: 0.6 } as const;
const leastSpread = 0.004;
/** Share of a span's cells that must be known. */
const leastKnown = 0.8;
const tails = { least: 0.15, greatest: 0.4, perExcess: 0.5 } as const;
/** With a stretched upper tail the middle of the law is narrower for the same p90. */
const peaked = 0.9;

/** Maxima of spans of `length` cells, one after the other from every origin. `logs` as it came, NaN = not to be counted, which the forecast is not either. */
export function maximaOf({ origins, paths }: Backtest, logs: Float64Array, length: number): readonly BacktestMaximum[] {
  const found: BacktestMaximum[] = [];
  for (const [o, origin] of origins.entries()) {
    const path = paths[o];
    if (path === undefined || origin >= logs.length) continue;
    for (let from = 0; from + length <= path.length; from += length) {
      let forecast = Number.NEGATIVE_INFINITY;
      let actual = Number.NEGATIVE_INFINITY;
      let known = 0;
      for (let h = from; h < from + length; h += 1) {
        const came = logs[origin + h] as number;
        if (came !== came) continue;
        known += 1;
        if (came > actual) actual = came;
        if ((path[h] as number) > forecast) forecast = path[h] as number;
      }
      if (known >= leastKnown * length) found.push({ origin, from, forecast, actual });
    }
  }
  return found;
}

/** `days`, `weeks`: maxima of the backtest; `spiky`: share of hours that were spikes. */
export function maximaSpreads(
  days: readonly BacktestMaximum[],
  weeks: readonly BacktestMaximum[],
  hours: HourSpread,
  spiky: number,
): MaximaSpreads {
  const tail = Math.min(tails.greatest, tails.least + 20 * spiky);
  const fit = (cases: readonly BacktestMaximum[], independent: number, size: number, kind: "day" | "week"): MaximaSpread => {
    const ratios = Float64Array.from(cases, ({ actual, forecast }) => actual - forecast).sort();
    const weight = independent / (independent + priorWeeks);
    const prior = { centre: priorCentre[kind] * size, spread: priorSpread[kind] * size };
    if (ratios.length === 0) return { ...prior, spread: Math.max(leastSpread, prior.spread), tail };
    const centre = weight * trimmedMean(ratios) + (1 - weight) * prior.centre;
    const sizes = ratios.map((ratio) => Math.abs(ratio - centre)).sort();
    const mean = sizes.reduce((sum, one) => sum + one, 0) / sizes.length / meanAbsolute;
    const middle = ((sizes[(sizes.length - 1) >> 1] as number) + (sizes[sizes.length >> 1] as number)) / 2 / medianAbsolute;
    const own = peaked * (0.7 * middle + 0.3 * mean);
    const heavier = own > 0 ? Math.max(0, weight * ((peaked * mean) / own - 1)) * tails.perExcess : 0;
    return {
      centre,
      spread: Math.max(leastSpread, weight * own + (1 - weight) * prior.spread),
      tail: Math.min(tails.greatest, tail + heavier),
    };
  };
  /** Spans that overlap say little more than one: as many as lie side by side count. */
  const independent = (cases: readonly BacktestMaximum[], length: number): number =>
    new Set(cases.map(({ origin, from }) => Math.floor((origin + from) / length))).size;
  const near = (cases: readonly BacktestMaximum[], from: number, to: number): readonly BacktestMaximum[] =>
    cases.filter((one) => one.from >= from && one.from < to);
  const table = (
    cases: readonly BacktestMaximum[],
    length: number,
    kind: "day" | "week",
    starts: readonly number[],
  ): readonly MaximaSpread[] => {
    const made: MaximaSpread[] = [];
    for (const [i, start] of starts.entries()) {
      const own = near(cases, start, starts[i + 1] ?? Number.POSITIVE_INFINITY);
      const weeksOfEvidence = (independent(own, length) * length) / weekHours;
      const before = made[i - 1];
      const spread = fit(own, weeksOfEvidence, hours.sizeAt(start), kind);
      // Farther ahead is never surer.
      made.push(before === undefined ? spread : { ...spread, spread: Math.max(spread.spread, before.spread) });
    }
    return made;
  };
  const dayStarts = [0, dayHours, 3 * dayHours, weekHours, 2 * weekHours];
  const weekStarts = [0, weekHours, 2 * weekHours];
  const dayTable = table(days, dayHours, "day", dayStarts);
  const weekTable = table(weeks, weekHours, "week", weekStarts);
  const at = (made: readonly MaximaSpread[], starts: readonly number[], h: number): MaximaSpread => {
    let i = starts.length - 1;
    while (i > 0 && h < (starts[i] ?? 0)) i -= 1;
    return made[i] ?? { centre: 0, spread: leastSpread, tail };
  };
  return { day: (h) => at(dayTable, dayStarts, h), week: (h) => at(weekTable, weekStarts, h) };
}

/** Mean of the middle three fifths: a median of few cases, without its leaps. */
function trimmedMean(sorted: Float64Array): number {
  const cut = Math.floor(sorted.length * 0.3);
  let sum = 0;
  for (let i = cut; i < sorted.length - cut; i += 1) sum += sorted[i] as number;
  return sum / (sorted.length - 2 * cut);
}

/** The law of a maximum whose greatest median is `greatest`, with the uncertainty `sigma` (log) of an occasion in it. */
export function lawOfMaximum(greatest: number, offset: number, { centre, spread, tail }: MaximaSpread, sigma: number): MaximumLaw {
  const median = Math.max(0, (greatest + offset) * Math.exp(centre) - offset);
  // A logistic law of spread s has the standard deviation s π / √3.
  return { median, spread: Math.hypot(spread, (sigma * Math.sqrt(3)) / Math.PI), tail };
}
