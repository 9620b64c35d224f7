import type { MetricId } from "../metrics/metrics.ts";
import type { SignalDecision } from "./signal-decision.ts";

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
  /** Stable while it lasts and after: account, metric, region, carrier and the day it began. */
  readonly key: string;
  readonly accountId: string;
  readonly metric: MetricId;
  readonly slice: SignalSlice;
  /** Share of the excess (bad sessions above the band) that the slice explains, 0–1. */
  readonly explained: number;
  /** First hour outside the band, UTC ms, and the last one. */
  readonly sinceMs: number;
  readonly lastMs: number;
  /** No hour outside the band within the last day of data. */
  readonly over: boolean;
  readonly state: "watch" | "risk" | "critical";
  /** Weighted rate of the hours outside the band, and what the band's middle and edge were then. */
  readonly measured: number;
  readonly normal: number;
  readonly bandEdge: number;
  readonly hoursOutside: number;
  /** Sessions of those hours. */
  readonly n: number;
  /** Other metrics and accounts' signals with the same cause, by key. */
  readonly group: string;
  readonly alsoMetrics: readonly MetricId[];
  readonly decision: SignalDecision | null;
}
