import { type Restated, restated } from "../../../shared/domain/review/compare/restated.ts";
import type { EvidenceTableId } from "../../../shared/domain/review/evidence/evidence-tables.ts";
import { answerQuestion } from "../../../shared/domain/review/metrics/answer-question.ts";
import { reviewMetric, type ReviewMetricId } from "../../../shared/domain/review/metrics/review-metrics.ts";
import {
  type PeriodRef,
  readReviewKey,
  type ReviewQuestion,
  type ReviewValue,
} from "../../../shared/domain/review/model/review-question.ts";
import type { ReviewSnapshot } from "../../../shared/domain/review/model/review-snapshot.ts";

/** A number as the inspector shows it, everything worked out from the snapshot's rows. */
export interface NumberFacts {
  readonly question: ReviewQuestion;
  readonly value: ReviewValue;
  readonly version: number;
  readonly table: EvidenceTableId;
  /** What it is held against; null = nothing is. */
  readonly target: ReviewValue | null;
  /** The same of the period before and of the year before; null = it has no time, or compares by itself. */
  readonly before: ReviewValue | null;
  readonly yearBefore: ReviewValue | null;
  /** What the review before said of the period before; null = it said nothing of it. */
  readonly restated: Restated | null;
}

/** null = the key asks nothing that can be answered. */
export function numberFacts(snapshot: ReviewSnapshot, key: string): NumberFacts | null {
  const question = readReviewKey(key);
  if (question === null) return null;
  const value = answered(snapshot, question);
  if (value === null) return null;
  const { at, table, version } = reviewMetric(question.metric);
  const hasBefore = at !== null && question.period === "q" && question.compare === null;
  const of = (period: PeriodRef): ReviewValue | null => (hasBefore ? answered(snapshot, { ...question, period }) : null);
  const before = of("p");
  const measure = measureOf(question.metric);
  const target =
    measure === null || question.compare !== null
      ? null
      : answered(snapshot, { metric: measure.metric, filter: { measure: measure.name }, period: "q", compare: null });
  return {
    question,
    value,
    version,
    table,
    target: target?.value === null ? null : target,
    before,
    yearBefore: of("y"),
    restated: before === null ? null : (restated(snapshot).find((one) => one.said.key === key) ?? null),
  };
}

/** A question that the metric cannot be asked has no answer: somebody wrote it by hand. */
export function answered(snapshot: ReviewSnapshot, question: ReviewQuestion): ReviewValue | null {
  try {
    return answerQuestion(snapshot, question);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type TargetMetric = Extract<ReviewMetricId, `target.${string}`>;

function measureOf(metric: ReviewMetricId): { readonly metric: TargetMetric; readonly name: string } | null {
  const rate = /^(?:quality|parts)\.(?<rate>[a-z0-9_]+)$/.exec(metric)?.groups?.["rate"];
  if (rate !== undefined) return { metric: "target.share", name: rate };
  switch (metric) {
    case "sla.attainment":
      return { metric: "target.share", name: "sla_attainment" };
    case "surveys.csat":
      return { metric: "target.score", name: "csat" };
    case "peaks.highest_use":
      return { metric: "target.share", name: "capacity_use" };
    default:
      return null;
  }
}
