import { metrics } from "../metrics/metrics.ts";
import type { BandMetric } from "./signal-thresholds.ts";

/** What the fourth decimal cannot tell apart: keeps the logarithm of a rate of 0 finite. */
const rateFloor = 0.0003;

/** How bad a value is, so that more is worse: what is lost of a rate where higher is better, else the value itself. */
export function badness(metric: BandMetric, value: number): number {
  return metrics[metric].better === "higher" ? 1 - value : value;
}

/** Spreads of rates and times grow with their level: they are even on a logarithmic scale. */
export function toScale(metric: BandMetric, value: number): number {
  return Math.log(badness(metric, value) + floorOf(metric));
}

/** The value of the metric at a place on the scale; rates stay within 0–1. */
export function fromScale(metric: BandMetric, x: number): number {
  const bad = Math.max(0, Math.exp(x) - floorOf(metric));
  if (metrics[metric].unit === "ms") return bad;
  return metrics[metric].better === "higher" ? Math.max(0, 1 - bad) : Math.min(1, bad);
}

/**
 * Variance on the scale that a rate has from being measured on `sessions` sessions alone, each counted as one trial: b(1 − b)/n, by the delta
 * method (b + floor)⁻². A time's variance is in its history; it gets none.
 */
export function binomialVariance(metric: BandMetric, x: number, sessions: number): number {
  if (metrics[metric].unit === "ms" || !(sessions > 0)) return 0;
  const floor = floorOf(metric);
  const bad = Math.min(1, Math.max(floor, Math.exp(x) - floor));
  return (bad * (1 - bad)) / sessions / (bad + floor) ** 2;
}

function floorOf(metric: BandMetric): number {
  return metrics[metric].unit === "ms" ? 1 : rateFloor;
}
