import { type LevelShift, levelShift } from "./level-shift.ts";
import { dayHours, weekHours } from "./local-grid.ts";
import { fromNeighbourDays } from "./neighbour-days.ts";
import { insertSorted, middle } from "./usual-week.ts";

/** Residuals beyond this many median absolute deviations of their hour of the day are pulled back to it. */
const clipMads = 4.5;
/** Newest hours that are never clipped: what looks like a fault may be a new level. */
const trustedHours = 36;
/** Weeks before and after whose same hours say what is usual. */
const neighbourWeeks = 3;
const spreadWeeks = 16;
/** Share of what is usual below which an outlier is an outage, and above which it is a spike. */
const outageShare = 0.5;
const spikeShare = 1.5;
/** Values below this share of the mean count as small; series with more than a few of them are taken as log(value + 5 % of the mean). */
const smallShare = 0.03;
const fewSmall = 0.005;
const offsetShare = 0.05;

export interface CleanHistory {
  /** log(value + offset) of every cell, without gaps, troubles, holidays and events. What models are fitted to. */
  readonly y: Float64Array;
  readonly offset: number;
  /** 1 = the cell's value was missing or was replaced whole. */
  readonly replaced: Uint8Array;
  readonly outageHours: number;
  readonly spikeHours: number;
  /** A new level that the newest hours keep to; null = none. */
  readonly shift: LevelShift | null;
  /** What was added to `y` before the cell `from`, so that the past is told at the new level as far as that is believed. */
  readonly raised: { readonly from: number; readonly log: number };
}

/** What is added before the logarithm, so that small values do not rule the fit; 0 = nothing. */
function logOffset(values: Float64Array): { readonly offset: number; readonly least: number } {
  let sum = 0;
  let known = 0;
  for (const value of values) {
    if (value !== value) continue;
    sum += value;
    known += 1;
  }
  const mean = sum / Math.max(1, known);
  if (!(mean > 0)) return { offset: 1e-300, least: 1e-300 };
  let small = 0;
  for (const value of values) if (value < smallShare * mean) small += 1;
  const offset = small > fewSmall * known ? offsetShare * mean : 0;
  return { offset, least: Math.max(offset, mean * 1e-3) };
}

/**
 * The history as models are fitted to it: gaps and masked cells (`mask` 1) from the same hour of neighbouring weeks, outages and spikes
 * likewise, other outliers clipped. `values` are cells of the wall clock, NaN = missing; at least one is known.
 */
export function cleanHistory(values: Float64Array, mask: Uint8Array): CleanHistory {
  const n = values.length;
  const { offset, least } = logOffset(values);
  const logs = new Float64Array(n);
  const replaced = new Uint8Array(n);
  for (let t = 0; t < n; t += 1) {
    const value = values[t] as number;
    logs[t] = Math.log(Math.max(value + offset, least));
    if (value !== value || mask[t] === 1) replaced[t] = 1;
  }
  const shift = levelShift(logs, replaced);
  const raised = { from: n - (shift?.cells ?? 0), log: shift === null ? 0 : shift.trust * shift.log };
  if (raised.log !== 0) for (let t = 0; t < raised.from; t += 1) logs[t] = (logs[t] as number) + raised.log;
  const usual = usualLevel(logs, replaced);
  const spread = spreadByHour(logs, usual, replaced);
  const trustedFrom = n - trustedHours;
  const y = new Float64Array(n);
  let outageHours = 0;
  let spikeHours = 0;
  for (let t = 0; t < n; t += 1) {
    const base = usual[t] as number;
    if (replaced[t] === 1) {
      y[t] = base;
      continue;
    }
    const value = logs[t] as number;
    const residual = value - base;
    const limit = clipMads * (spread[t % dayHours] as number);
    // Within a new level only what is far beyond it is a fault.
    const within = shift !== null && t >= raised.from ? Math.abs(shift.log) + limit : 0;
    if (t >= trustedFrom || Math.abs(residual) <= limit + within) {
      y[t] = value;
      continue;
    }
    const share = Math.exp(residual);
    if (share < outageShare) {
      outageHours += 1;
      replaced[t] = 1;
      y[t] = base;
    } else {
      if (share > spikeShare) spikeHours += 1;
      // What is far beyond any rhythm says nothing of the level either.
      y[t] = within > 0 || Math.abs(residual) > 2 * limit ? base : base + (residual > 0 ? limit : -limit);
    }
  }
  bridgeGaps(y, usual, values);
  return { y, offset, replaced, outageHours, spikeHours, shift, raised };
}

/** Hours after which two thirds of what the hours beside a gap differ from the usual are forgotten. */
const bridgeHours = 8;

/** Missing hours take part in what the hours beside them differ from the usual. */
function bridgeGaps(y: Float64Array, usual: Float64Array, values: Float64Array): void {
  const n = y.length;
  for (let from = 0; from < n; from += 1) {
    if (values[from] === values[from]) continue;
    let to = from;
    while (to < n && values[to] !== values[to]) to += 1;
    const left = from > 0 ? (y[from - 1] as number) - (usual[from - 1] as number) : 0;
    const right = to < n ? (y[to] as number) - (usual[to] as number) : 0;
    for (let t = from; t < to; t += 1) {
      const near = from > 0 ? Math.exp((from - 1 - t) / bridgeHours) : 0;
      const far = to < n ? Math.exp((t - to) / bridgeHours) : 0;
      y[t] = (y[t] as number) + (near * left + far * right) / Math.max(1, near + far);
    }
    from = to;
  }
}

/** Median of the same hour of the week from three weeks before to three after, of cells that are not left out. */
function usualLevel(logs: Float64Array, leftOut: Uint8Array): Float64Array {
  const n = logs.length;
  const usual = new Float64Array(n);
  const sorted = new Float64Array(2 * neighbourWeeks + 1);
  const empty: number[] = [];
  for (let t = 0; t < n; t += 1) {
    let count = 0;
    for (let week = -neighbourWeeks; week <= neighbourWeeks; week += 1) {
      const cell = t + week * weekHours;
      if (cell >= 0 && cell < n && leftOut[cell] === 0) count = insertSorted(sorted, count, logs[cell] as number);
    }
    usual[t] = middle(sorted, count);
    if (count === 0) empty.push(t);
  }
  if (empty.length > 0) fillEmpty(logs, leftOut, usual, empty);
  return usual;
}

/** Cells whose neighbouring weeks are missing as well: the days beside them, the nearest known week, then the hour of the day, then everything. */
function fillEmpty(logs: Float64Array, leftOut: Uint8Array, usual: Float64Array, empty: readonly number[]): void {
  const n = logs.length;
  const byHour = new Float64Array(dayHours);
  const counts = new Float64Array(dayHours);
  let sum = 0;
  let count = 0;
  for (let t = 0; t < n; t += 1) {
    if (leftOut[t] === 1 && usual[t] !== usual[t]) continue;
    const value = leftOut[t] === 1 ? (usual[t] as number) : (logs[t] as number);
    if (value !== value) continue;
    byHour[t % dayHours] = (byHour[t % dayHours] as number) + value;
    counts[t % dayHours] = (counts[t % dayHours] as number) + 1;
    sum += value;
    count += 1;
  }
  const all = count > 0 ? sum / count : 0;
  const known = Float64Array.from(usual);
  const logOf = (t: number): number => (leftOut[t] === 0 ? (logs[t] ?? Number.NaN) : Number.NaN);
  for (const t of empty) {
    let found = fromNeighbourDays(t, logOf);
    for (let away = weekHours * (neighbourWeeks + 1); found !== found && (t - away >= 0 || t + away < n); away += weekHours) {
      const before = t - away >= 0 ? (known[t - away] as number) : Number.NaN;
      found = before === before ? before : t + away < n ? (known[t + away] as number) : Number.NaN;
    }
    const hours = counts[t % dayHours] as number;
    usual[t] = found === found ? found : hours > 0 ? (byHour[t % dayHours] as number) / hours : all;
  }
}

/** Median absolute residual of the newest sixteen weeks by hour of the day, at least half of that of all hours. */
function spreadByHour(logs: Float64Array, usual: Float64Array, leftOut: Uint8Array): Float64Array {
  const n = logs.length;
  const from = Math.max(0, n - spreadWeeks * weekHours);
  const all: number[] = [];
  const hours: number[][] = Array.from({ length: dayHours }, () => []);
  for (let t = from; t < n; t += 1) {
    if (leftOut[t] === 1) continue;
    const size = Math.abs((logs[t] as number) - (usual[t] as number));
    all.push(size);
    hours[t % dayHours]?.push(size);
  }
  const overall = Math.max(medianOf(all), 0.005);
  return Float64Array.from(hours, (sizes) => Math.max(sizes.length > 0 ? medianOf(sizes) : overall, overall / 2));
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted.length > 0 ? middle(sorted, sorted.length) : 0;
}
