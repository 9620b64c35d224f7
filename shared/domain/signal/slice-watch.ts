import { metrics } from "../metrics/metrics.ts";
import { hourMs } from "../metrics/series.ts";
import { badness, binomialVariance, fromScale, toScale } from "./badness.ts";
import { hourOfWeek, type LocalHours } from "./local-hours.ts";
import { PairScale } from "./pair-scale.ts";
import { MetricNormal, mod24 } from "./metric-normal.ts";
import { type BandMetric, relevance, signalThresholds } from "./signal-thresholds.ts";

/** All that was measured of one region × carrier, an hour a value, NaN = no data. All arrays begin at `startMs` and are equally long. */
export interface SliceSeries {
  readonly region: string;
  readonly carrier: string | null;
  readonly startMs: number;
  readonly sessions: Float64Array;
  readonly metrics: readonly { readonly metric: BandMetric; readonly values: Float64Array }[];
}

/** One hour in which a metric was outside its band. */
export interface HourOutside {
  readonly t: number;
  readonly metric: BandMetric;
  readonly sessions: number;
  readonly value: number;
  readonly normal: number;
  readonly edge: number;
  readonly good: number;
  /** Bad sessions above the normal; of a time, above the normal as a share of it. */
  readonly excess: number;
}

/** A time in which a slice was worse than normal: from its first hour outside to the last. */
export interface Episode {
  readonly slice: SliceSeries;
  readonly sinceMs: number;
  lastMs: number;
  /** Metric with the strongest evidence when it was raised: it names the signal for good. */
  readonly metric: BandMetric;
  /** When the evidence was complete: start of the second hour. */
  readonly raisedMs: number;
  readonly outside: HourOutside[];
  over: boolean;
}

/** Where a metric should have been, hour by hour on the scale of badness.ts; NaN = its normal is not known. */
export interface MetricBand {
  readonly metric: BandMetric;
  readonly values: Float64Array;
  readonly middle: Float64Array;
  readonly spread: Float64Array;
}

export interface WatchedSlice {
  readonly slice: SliceSeries;
  readonly episodes: readonly Episode[];
  readonly bands: readonly MetricBand[];
}

const {
  bandSpreads,
  pairSpreads,
  pairSpreadsTogether,
  pairSpreadsAlone,
  hourSpreads,
  minSessions,
  minExcessSessions,
  endHours,
  absorbDays,
} = signalThresholds;

/** Metrics that must be known for what they share to be told from what one has alone. */
const minTogether = 3;

interface Watched {
  readonly metric: BandMetric;
  readonly values: Float64Array;
  readonly normal: MetricNormal;
  /** Ordinary pairs of hours of the metric, and of its distance from the mean of the other metrics: what all share is the weather. */
  readonly scale: PairScale;
  readonly aloneScale: PairScale;
  readonly alone: Float64Array;
  /** Distance from the middle on the scale, and what a band's spread was then; NaN = unknown. */
  readonly residual: Float64Array;
  readonly middle: Float64Array;
  readonly spread: Float64Array;
}

/**
 * Goes through a slice hour by hour and finds its episodes. Yields now and then, so that a caller can do other things between. `known` marks
 * hours of known incidents: they are judged, but make no normal.
 */
export function* watchSlice(slice: SliceSeries, hours: LocalHours, known: Uint8Array): Generator<void, WatchedSlice> {
  const length = slice.sessions.length;
  const excluded = known.slice();
  const watched = slice.metrics.map(({ metric, values }): Watched => {
    const x = Float64Array.from(values, (value, t) => ((slice.sessions[t] as number) > 0 ? toScale(metric, value) : Number.NaN));
    const blank = () => new Float64Array(length).fill(Number.NaN);
    return {
      metric,
      values,
      normal: new MetricNormal(x, hours, excluded),
      scale: new PairScale(),
      aloneScale: new PairScale(),
      alone: blank(),
      residual: blank(),
      middle: blank(),
      spread: blank(),
    };
  });
  // An hour with fewer sessions than usual at that time is less sure than its history says.
  const usual = new MetricNormal(
    slice.sessions.map((n) => (n > 0 ? Math.log(n) : Number.NaN)),
    hours,
    excluded,
  );
  const together = { scale: new PairScale(), residual: new Float64Array(length).fill(Number.NaN) };
  const episodes: Episode[] = [];
  let open: Episode | null = null;
  let week = Number.NaN;
  for (let t = 0; t < length; t += 1) {
    if (t % 24 === 0) yield;
    judge(slice, watched, usual, together.residual, t);
    const local = hours.local[t] as number;
    const now = Math.floor((local - hourOfWeek(local)) / 168);
    if (now !== week) {
      week = now;
      rescale(watched, together.scale, hours, excluded, Math.max(0, t - hourOfWeek(local)));
    }
    const nowMs = slice.startMs + t * hourMs;
    if (open !== null && nowMs - open.lastMs > endHours * hourMs) {
      open.over = true;
      open = null;
    }
    if (open === null) {
      const found = raised(slice, watched, together, t);
      if (found !== null) {
        open = found;
        episodes.push(found);
        for (const hour of new Set(found.outside.map((one) => one.t))) excluded[hour] = 1;
      }
    } else {
      const found = outsideAt(slice, watched, t, bandSpreads);
      if (found.length > 0) {
        open.outside.push(...found);
        open.lastMs = nowMs;
      }
    }
    // What lasts for weeks is no exception any more.
    if (open !== null && nowMs - open.sinceMs < absorbDays * 24 * hourMs) excluded[t] = 1;
  }
  return { slice, episodes, bands: watched.map(({ metric, values, middle, spread }) => ({ metric, values, middle, spread })) };
}

/** Where every metric stands against its normal in an hour. */
function judge(slice: SliceSeries, watched: readonly Watched[], usual: MetricNormal, together: Float64Array, t: number): void {
  const sessions = slice.sessions[t] as number;
  const usually = usual.at(t) ? Math.exp(usual.middle) : sessions;
  let sum = 0;
  let n = 0;
  for (const one of watched) {
    const { normal } = one;
    const x = normal.x[t] as number;
    if (!normal.at(t)) continue;
    one.middle[t] = normal.middle;
    const fewer = binomialVariance(one.metric, normal.middle, sessions) - binomialVariance(one.metric, normal.middle, usually);
    one.spread[t] = Math.sqrt(normal.spread ** 2 + Math.max(0, fewer));
    if (Number.isNaN(x)) continue;
    one.residual[t] = x - normal.middle;
    sum += x - normal.middle;
    n += 1;
  }
  if (n < minTogether) return;
  together[t] = sum / n;
  for (const { residual, alone } of watched) alone[t] = (((residual[t] as number) - sum / n) * n) / (n - 1);
}

/** Once a week: how far two hours together are from normal in ordinary times, of each metric and of their mean. */
function rescale(watched: readonly Watched[], together: PairScale, hours: LocalHours, excluded: Uint8Array, to: number): void {
  const from = Math.max(0, to - signalThresholds.weeks * 168);
  const mean = new Float64Array(to - from);
  const count = new Uint8Array(to - from);
  const flat = new Float64Array(to - from);
  for (const { normal, scale } of watched) {
    for (let i = from; i < to; i += 1) {
      const value = excluded[i] === 1 ? Number.NaN : (normal.x[i] as number) - (normal.profile[mod24(hours.local[i] as number)] as number);
      flat[i - from] = value;
      if (Number.isNaN(value)) continue;
      mean[i - from] = (mean[i - from] as number) + value;
      count[i - from] = (count[i - from] as number) + 1;
    }
    scale.fit(flat);
  }
  for (let i = 0; i < mean.length; i += 1)
    mean[i] = (count[i] as number) >= minTogether ? (mean[i] as number) / (count[i] as number) : Number.NaN;
  together.fit(mean);
  for (const { normal, aloneScale } of watched) {
    for (let i = from; i < to; i += 1) {
      const value = (normal.x[i] as number) - (normal.profile[mod24(hours.local[i] as number)] as number);
      const n = count[i - from] as number;
      flat[i - from] = ((value - (mean[i - from] as number)) * n) / (n - 1);
    }
    aloneScale.fit(flat);
  }
}

function raised(slice: SliceSeries, watched: readonly Watched[], together: Pick<Watched, "scale" | "residual">, t: number): Episode | null {
  if (t < 1) return null;
  const both = (test: (hour: number) => boolean): boolean => test(t - 1) && test(t);
  const apart = together.scale.evidence(together.residual, t) >= pairSpreadsTogether;
  let best: { readonly metric: BandMetric; readonly evidence: number } | null = null;
  const outside: HourOutside[] = [];
  for (const one of watched) {
    const evidence = one.scale.evidence(one.residual, t);
    if (!both((hour) => isRelevant(slice, one, hour) && (one.residual[hour] as number) >= hourSpreads * (one.spread[hour] as number)))
      continue;
    const aside = one.aloneScale.evidence(one.alone, t);
    if (!apart && !(evidence >= pairSpreads) && !(aside >= pairSpreadsAlone)) continue;
    const hoursOut = [hourOutside(slice, one, t - 1), hourOutside(slice, one, t)];
    if (hoursOut.reduce((sum, hour) => sum + hour.excess, 0) < minExcessSessions) continue;
    outside.push(...hoursOut);
    if (best === null || evidence > best.evidence) best = { metric: one.metric, evidence };
  }
  if (best === null) return null;
  const sinceMs = slice.startMs + (t - 1) * hourMs;
  return { slice, sinceMs, lastMs: sinceMs + hourMs, metric: best.metric, raisedMs: sinceMs + hourMs, outside, over: false };
}

function outsideAt(slice: SliceSeries, watched: readonly Watched[], t: number, spreads: number): readonly HourOutside[] {
  return watched
    .filter((one) => isRelevant(slice, one, t) && (one.residual[t] as number) >= spreads * (one.spread[t] as number))
    .map((one) => hourOutside(slice, one, t));
}

/** Enough sessions, and far enough from the normal for somebody to act. */
function isRelevant(slice: SliceSeries, { metric, values, middle }: Watched, t: number): boolean {
  if (!((slice.sessions[t] as number) >= minSessions)) return false;
  const normal = badness(metric, fromScale(metric, middle[t] as number));
  const distance = badness(metric, values[t] as number) - normal;
  return distance >= Math.max(relevance[metric].absolute, relevance[metric].relative * normal);
}

function hourOutside(slice: SliceSeries, { metric, values, middle, spread }: Watched, t: number): HourOutside {
  const sessions = slice.sessions[t] as number;
  const value = values[t] as number;
  const normal = fromScale(metric, middle[t] as number);
  const wide = bandSpreads * (spread[t] as number);
  const edge = fromScale(metric, (middle[t] as number) + wide);
  const good = fromScale(metric, (middle[t] as number) - wide);
  const share = badness(metric, value) - badness(metric, normal);
  return { t, metric, sessions, value, normal, edge, good, excess: excessOf(metric, share, normal) * sessions };
}

/** A time above the normal counts as the share of it, so that sessions can be counted. */
export function excessOf(metric: BandMetric, distance: number, normal: number): number {
  return metrics[metric].unit === "ms" ? distance / normal : distance;
}
