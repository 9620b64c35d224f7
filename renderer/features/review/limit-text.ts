import { reviewMetric, type ReviewMetricId } from "../../../shared/domain/review/metrics/review-metrics.ts";

/** A target with the side on which it is kept: `≤ 2.0%` where less is better. */
export function limitText(metric: ReviewMetricId, target: string): string {
  switch (reviewMetric(metric).better) {
    case "less":
      return `≤ ${target}`;
    case "more":
      return `≥ ${target}`;
    case null:
      return target;
  }
}
