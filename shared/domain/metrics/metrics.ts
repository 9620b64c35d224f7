/**
 * Every metric with the definition it is measured by. Two series of different metric ids are never mixed in one figure: a 500 ms and a 600 ms
 * video freeze rate are two metrics, not one (definition.ts makes it a type error).
 *
 * A rate of several hours, regions, carriers, versions or platforms is that of all their sessions together, Σ(rate × sessions) / Σ sessions, never the mean
 * of the rates: an empty night hour must not weigh as much as the evening peak. So is a percentile: of the medians of hours there is no median, and what
 * is given for several hours is their mean by sessions, and called so.
 */
export const metrics = {
  /** Peak concurrent users in the hour: the maximum of all samples. */
  pcu: { unit: "users", group: "usage", aggregate: "max", better: "none", thresholdMs: null },
  /** Sessions that began in the hour; the weight of the rates below. */
  sessions: { unit: "sessions", group: "quality", aggregate: "sum", better: "none", thresholdMs: null },
  /** Share of join attempts that succeeded. */
  join_success_rate: { unit: "ratio", group: "quality", aggregate: "weighted", better: "higher", thresholdMs: null },
  /** Share of join attempts that succeeded within 5 s. */
  join_5s_rate: { unit: "ratio", group: "quality", aggregate: "weighted", better: "higher", thresholdMs: 5000 },
  /** Share of viewing time in video pauses of 600 ms or longer. */
  video_freeze_600_rate: { unit: "ratio", group: "quality", aggregate: "weighted", better: "lower", thresholdMs: 600 },
  /** Share of viewing time in video pauses of 500 ms or longer. */
  video_freeze_500_rate: { unit: "ratio", group: "quality", aggregate: "weighted", better: "lower", thresholdMs: 500 },
  /** Share of listening time in audio pauses of 200 ms or longer. */
  audio_freeze_200_rate: { unit: "ratio", group: "quality", aggregate: "weighted", better: "lower", thresholdMs: 200 },
  /** Share of sessions whose end-to-end delay exceeded 400 ms. */
  delay_over_400_rate: { unit: "ratio", group: "quality", aggregate: "weighted", better: "lower", thresholdMs: 400 },
  /** Share of packets lost on the last mile. */
  packet_loss_rate: { unit: "ratio", group: "quality", aggregate: "weighted", better: "lower", thresholdMs: null },
  /** Time to first frame, median of the hour's sessions; over several hours the mean of their medians by sessions. */
  first_frame_ms: { unit: "ms", group: "quality", aggregate: "weighted", better: "lower", thresholdMs: null },
} as const satisfies Record<string, MetricDefinition>;

export interface MetricDefinition {
  readonly unit: "users" | "sessions" | "ratio" | "ms";
  /** Group of its series that are not split by SDK or platform. */
  readonly group: Exclude<MetricGroup, "detail">;
  /** How several samples become one figure: `weighted` means by sessions, never a plain mean. */
  readonly aggregate: "max" | "sum" | "weighted";
  readonly better: "higher" | "lower" | "none";
  /** The threshold that is part of the definition, if there is one. */
  readonly thresholdMs: number | null;
}

/**
 * Groups travel and are stored together: `usage` for the whole book, `quality` for one's own accounts and on demand, `detail` the same: series of
 * quality that are split by SDK version or platform. A window that knows nothing of them never asks for them and cannot take a part for the whole.
 */
export type MetricGroup = "usage" | "quality" | "detail";
export type MetricId = keyof typeof metrics;

export function isMetricId(value: string): value is MetricId {
  return Object.hasOwn(metrics, value);
}
