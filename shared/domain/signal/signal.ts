import type { BandMetric } from "./signal-thresholds.ts";

/** Part of the traffic a signal speaks of. null = all of that dimension. Hours are local hours of the account's region (`toHour` exclusive, may pass 24). */
export interface SignalSlice {
  readonly region: string | null;
  readonly carrier: string | null;
  readonly sdk: string | null;
  readonly platform: string | null;
  readonly hours: { readonly fromHour: number; readonly toHour: number } | null;
}

/** A metric that left its normal band for that hour of week, long enough and far enough to matter. */
export interface Signal {
  /** Stable while it lasts and after: account, region, carrier and metric that were noticed first, and the local day it began. */
  readonly key: string;
  readonly accountId: string;
  readonly metric: BandMetric;
  readonly slice: SignalSlice;
  /** Share of the excess (bad sessions above the band) that the slice explains, 0–1. */
  readonly explained: number;
  /** First hour outside the band, UTC ms, and the last one. */
  readonly sinceMs: number;
  readonly lastMs: number;
  /** No hour outside the band within the last day of data. */
  readonly over: boolean;
  readonly state: "watch" | "risk" | "critical";
  /** Weighted value of the hours outside the band, and the band's middle, its edge on the bad side and the one on the good side then. */
  readonly measured: number;
  readonly normal: number;
  readonly bandEdge: number;
  readonly bandGood: number;
  readonly hoursOutside: number;
  /** Sessions of those hours. */
  readonly n: number;
  /** IANA zone of the slice's hours. */
  readonly timeZone: string;
  /** Key of the first signal with the same cause, of this account or of others; its own if it is that one. */
  readonly group: string;
  /** Other metrics of the slice that left their bands in the same time, worst first. */
  readonly alsoMetrics: readonly BandMetric[];
}

/** What a signal is told by: where, when, what, how much against what is normal (edges of the band in the metric's unit, low ≤ high). */
export interface SignalWords {
  readonly metric: BandMetric;
  readonly slice: SignalSlice;
  readonly measured: number;
  readonly low: number;
  readonly high: number;
}

export function signalWords({ metric, slice, measured, bandEdge, bandGood }: Signal): SignalWords {
  return { metric, slice, measured, low: Math.min(bandEdge, bandGood), high: Math.max(bandEdge, bandGood) };
}
