import type { MetricId } from "../metrics/metrics.ts";

/** Metrics that can raise a signal: rates and times that are weighted by sessions. */
export type BandMetric = Exclude<MetricId, "pcu" | "sessions">;

interface Relevance {
  /** Least distance from the normal, in the metric's unit. */
  readonly absolute: number;
  /** Least distance as a share of the normal (of what is lost, for a rate where higher is better). */
  readonly relative: number;
}

/**
 * Below these distances nobody would act, however unusual the hour is. House values: about a fifth of what the health model calls a missed
 * target, and a quarter more than normal, which is what users of the field's consoles commonly set as a first alert.
 */
export const relevance: Readonly<Record<BandMetric, Relevance>> = {
  join_success_rate: { absolute: 0.0015, relative: 0.25 },
  join_5s_rate: { absolute: 0.003, relative: 0.25 },
  video_freeze_600_rate: { absolute: 0.0015, relative: 0.25 },
  video_freeze_500_rate: { absolute: 0.0015, relative: 0.25 },
  audio_freeze_200_rate: { absolute: 0.0015, relative: 0.25 },
  delay_over_400_rate: { absolute: 0.003, relative: 0.25 },
  packet_loss_rate: { absolute: 0.0015, relative: 0.25 },
  first_frame_ms: { absolute: 100, relative: 0.25 },
};

export const bandMetrics = Object.keys(relevance) as readonly BandMetric[];

/**
 * Where these come from: the multiples of the spread (z) were set on the demonstration company and on seeded degradations so that one of ×2
 * is found in its first two hours with at most one false signal an account and month (signal-proof.test.ts, docs/signals.md). The constant
 * 1.4826 makes the median absolute deviation estimate a standard deviation (Hampel 1974).
 */
export const signalThresholds = {
  /** Weeks that make the normal, and how many of them must be known. */
  weeks: 8,
  minWeeks: 3,
  /** The band ends so many spreads from its middle: about one hour in 700 of a normal one lies outside. */
  bandSpreads: 3,
  /** Two hours together: of one metric, or of the mean over all metrics. */
  pairSpreads: 4.4,
  pairSpreadsTogether: 4,
  pairSpreadsAlone: 5,
  /** Each of the two hours must itself be this far out. */
  hourSpreads: 1.5,
  /** Spread never counts as smaller than this share: rates are rounded, and a flat history promises nothing. */
  minSpread: 0.05,
  /** Sessions an hour needs to say anything. */
  minSessions: 40,
  /** Bad sessions above the normal over the first two hours. */
  minExcessSessions: 4,
  /** Over after so many hours of data without one outside. */
  endHours: 24,
  /** What lasts longer has become normal. */
  absorbDays: 28,
} as const;
