import { maxHorizonHours } from "./check-input.ts";
import { firstState, runSmoothing, smoothingAhead, type SmoothingRates, stateLength } from "./double-seasonal.ts";
import { fitRates } from "./fit-rates.ts";
import { fitLags, type LagModel, lagsAhead } from "./lag-ridge.ts";
import { dayHours, weekHours } from "./local-grid.ts";
import { meanWeek, medianWeek, middle } from "./usual-week.ts";

/** One way to forecast: writes the cells [origin, origin + out.length) from what was known before `origin`; false = too little was known. */
export interface Candidate {
  readonly id: CandidateId;
  readonly ahead: (origin: number, out: Float64Array) => boolean;
}

export type CandidateId =
  | "smoothing"
  | "plain"
  | "lags"
  | "plainLags"
  | "weekLags"
  | "recentWeek"
  | "medianWeek"
  | "longWeek"
  | "trendWeek"
  | "yesterday"
  | "lastWeek";

const runWeeks = 30;
const fitWeeks = 12;
/** Weeks whose mean the components begin with. */
const firstWeeks = 8;
/** Histories up to this are fitted anew for every origin, which costs little and hides nothing of what comes from the fit. */
const shortWeeks = 10;
const longWeeks = 26;

const allLags = [1, 2, 3, 23, 24, 25, 48, 72, 144, 167, 168, 169, 192, 336] as const;
const weekResidualLags = [1, 2, 3, 24, 25, 48, 168] as const;

/** What candidates read: log(value + offset), and the values themselves, without gaps. */
export interface Material {
  readonly y: Float64Array;
  readonly plain: Float64Array;
  readonly offset: number;
}

export function candidatesOf(material: Material): readonly Candidate[] {
  const { y, plain, offset } = material;
  const toLog = (ahead: (origin: number, out: Float64Array) => boolean) => (origin: number, out: Float64Array) => {
    if (!ahead(origin, out)) return false;
    const least = offset > 0 ? 0 : leastOf(plain, origin);
    for (let h = 0; h < out.length; h += 1) out[h] = Math.log(Math.max(out[h] as number, least) + offset);
    return true;
  };
  // Of a long history the logarithm is known to be the better scale: it costs one fit.
  const isLong = y.length > longWeeks * weekHours;
  let fitted: SmoothingRates | null = null;
  const rates = (): SmoothingRates => (fitted ??= fitRates(y, y.length));
  return [
    { id: "smoothing", ahead: smoothing(y, rates) },
    { id: "plain", ahead: toLog(smoothing(plain, isLong ? rates : () => fitRates(plain, plain.length))) },
    { id: "lags", ahead: lagRidge(y) },
    { id: "plainLags", ahead: isLong ? () => false : toLog(lagRidge(plain)) },
    { id: "weekLags", ahead: weekLagRidge(y) },
    { id: "recentWeek", ahead: recentWeek(y) },
    { id: "medianWeek", ahead: usualWeek(y, (end, week) => medianWeek(y, end, 8, week), 7) },
    { id: "longWeek", ahead: usualWeek(y, (end, week) => meanWeek(y, end, 12, 0.85, week), 28) },
    { id: "trendWeek", ahead: trendWeek(y) },
    { id: "yesterday", ahead: again(y, dayHours) },
    { id: "lastWeek", ahead: again(y, weekHours) },
  ];
}

/** A tenth of the least value of the newest eight weeks: where a linear forecast below zero is held. */
function leastOf(plain: Float64Array, origin: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let t = Math.max(0, origin - 8 * weekHours); t < origin; t += 1) if ((plain[t] as number) < least) least = plain[t] as number;
  return least / 10;
}

function smoothing(y: Float64Array, fit: () => SmoothingRates): Candidate["ahead"] {
  const n = y.length;
  const isShort = n <= shortWeeks * weekHours;
  const from = Math.max(0, n - runWeeks * weekHours);
  const state = new Float64Array(stateLength);
  let rates: SmoothingRates | null = null;
  let reached = -1;
  return (origin, out) => {
    if (origin - from < 2 * weekHours) return false;
    rates ??= fit();
    const firstEnd = Math.min(origin, from + firstWeeks * weekHours);
    if (isShort || reached < 0 || origin < reached || reached < firstEnd) {
      firstState(y, from, firstEnd, state);
      reached = from;
    }
    runSmoothing(y, reached, origin, rates, state, origin);
    reached = origin;
    smoothingAhead(state, origin, rates.repeat, out);
    return true;
  };
}

function lagRidge(y: Float64Array): Candidate["ahead"] {
  const n = y.length;
  const isShort = n <= shortWeeks * weekHours;
  let kept: LagModel | null = null;
  return (origin, out) => {
    const end = isShort ? origin : n;
    const model = isShort || kept === null ? fitLags(y, end - fitWeeks * weekHours, end, lagsFor(allLags, end)) : kept;
    if (!isShort) kept = model;
    if (model === null || origin < (model.lags[model.lags.length - 1] ?? 0)) return false;
    lagsAhead(model, y.subarray(0, origin), out);
    return true;
  };
}

/** Lags that leave two thirds of the history to fit on. */
function lagsFor(lags: readonly number[], cells: number): readonly number[] {
  return lags.filter((lag) => 3 * lag <= 2 * cells);
}

/** The usual week, and what the newest hours differ from it as a regression on earlier differences. */
function weekLagRidge(y: Float64Array): Candidate["ahead"] {
  const n = y.length;
  const isShort = n <= shortWeeks * weekHours;
  const week = new Float64Array(weekHours);
  const fit = (end: number): LagModel | null => {
    const from = Math.max(0, end - fitWeeks * weekHours);
    meanWeek(y, end, firstWeeks, 0.8, week);
    const z = new Float64Array(end - from);
    for (let t = from; t < end; t += 1) z[t - from] = (y[t] as number) - (week[t % weekHours] as number);
    return fitLags(z, 0, z.length, lagsFor(weekResidualLags, z.length));
  };
  let kept: LagModel | null = null;
  const recent = new Float64Array(weekHours);
  return (origin, out) => {
    if (origin < 2 * weekHours) return false;
    const model = isShort ? fit(origin) : (kept ??= fit(n));
    if (model === null) return false;
    meanWeek(y, origin, firstWeeks, 0.8, week);
    for (let i = 0; i < weekHours; i += 1) recent[i] = (y[origin - weekHours + i] as number) - (week[(origin + i) % weekHours] as number);
    lagsAhead(model, recent, out);
    for (let h = 0; h < out.length; h += 1) out[h] = (out[h] as number) + (week[(origin + h) % weekHours] as number);
    return true;
  };
}

/** The usual week at yesterday's level, which is forgotten by a fifth a day. */
function recentWeek(y: Float64Array): Candidate["ahead"] {
  const week = new Float64Array(weekHours);
  return (origin, out) => {
    meanWeek(y, origin, 6, 0.7, week);
    const from = Math.max(0, origin - dayHours);
    let level = 0;
    for (let t = from; t < origin; t += 1) level += ((y[t] as number) - (week[t % weekHours] as number)) / (origin - from);
    for (let h = 0; h < out.length; h += 1) out[h] = (week[(origin + h) % weekHours] as number) + level * (dayFading[h] ?? 0);
    return true;
  };
}

/** A week at the level of the newest days, which is forgotten slowly (by 63 % in three weeks). */
function usualWeek(y: Float64Array, make: (end: number, week: Float64Array) => void, levelDays: number): Candidate["ahead"] {
  const week = new Float64Array(weekHours);
  const means = new Float64Array(levelDays);
  return (origin, out) => {
    make(origin, week);
    const days = Math.max(1, Math.min(levelDays, Math.floor(origin / dayHours)));
    for (let day = 0; day < days; day += 1) {
      const from = Math.max(0, origin - (day + 1) * dayHours);
      const to = origin - day * dayHours;
      let sum = 0;
      for (let t = from; t < to; t += 1) sum += (y[t] as number) - (week[t % weekHours] as number);
      means[day] = sum / Math.max(1, to - from);
    }
    const level = middle(means.subarray(0, days).sort(), days);
    for (let h = 0; h < out.length; h += 1) out[h] = (week[(origin + h) % weekHours] as number) + level * (fading[h] ?? 0);
    return true;
  };
}

/** What is left of yesterday's level h hours later, and of a usual week's: made once. */
const dayFading = Float64Array.from({ length: maxHorizonHours }, (_, h) => 0.8 ** (h / dayHours));
const fading = Float64Array.from({ length: maxHorizonHours }, (_, h) => Math.exp(-h / (3 * weekHours)));

/** Weeks of the trend, its share of a week that goes on, and what is left of it a week later (Gardner and McKenzie's damped trend). */
const trendWeeks = 10;
const trendShare = 0.7;
const trendDamping = 0.85;

/** Weeks of the trend that have gone into the level h hours ahead, counted from the middle of the newest week: made once. */
const trendGrown = Float64Array.from(
  { length: maxHorizonHours },
  (_, h) => 0.5 + (trendShare * (1 - trendDamping ** (h / weekHours + 0.5))) / (1 - trendDamping),
);

/** The usual week without its trend, going on from the newest level with a trend that dies away: for what grows from week to week. */
function trendWeek(y: Float64Array): Candidate["ahead"] {
  const week = new Float64Array(weekHours);
  const levels = new Float64Array(trendWeeks);
  const sums = new Float64Array(y.length + 1);
  for (let t = 0; t < y.length; t += 1) sums[t + 1] = (sums[t] as number) + (y[t] as number);
  return (origin, out) => {
    if (origin < trendWeeks * weekHours) return false;
    let mean = 0;
    for (let i = 0; i < trendWeeks; i += 1) {
      const from = origin - (trendWeeks - i) * weekHours;
      levels[i] = ((sums[from + weekHours] as number) - (sums[from] as number)) / weekHours;
      mean += (levels[i] as number) / trendWeeks;
    }
    const slope = medianSlope(levels);
    meanWeek(y, origin, trendWeeks, 1, week);
    let level = -mean;
    // The line's height at the newest week, from the four newest.
    for (let i = trendWeeks - 4; i < trendWeeks; i += 1) level += ((levels[i] as number) + slope * (trendWeeks - 1 - i)) / 4;
    for (let h = 0; h < out.length; h += 1) {
      out[h] = (week[(origin + h) % weekHours] as number) + level + slope * (trendGrown[h] ?? 0);
    }
    return true;
  };
}

/** Median of the slopes between all pairs (Theil and Sen): a bad week does not turn it. */
function medianSlope(levels: Float64Array): number {
  const slopes: number[] = [];
  for (let i = 0; i < levels.length; i += 1) {
    for (let j = i + 1; j < levels.length; j += 1) slopes.push(((levels[j] as number) - (levels[i] as number)) / (j - i));
  }
  slopes.sort((a, b) => a - b);
  return ((slopes[(slopes.length - 1) >> 1] as number) + (slopes[slopes.length >> 1] as number)) / 2;
}

function again(y: Float64Array, period: number): Candidate["ahead"] {
  return (origin, out) => {
    if (origin < period) return false;
    for (let h = 0; h < out.length; h += 1) out[h] = h < period ? (y[origin - period + h] as number) : (out[h - period] as number);
    return true;
  };
}
