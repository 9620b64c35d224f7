import { addDays } from "../../calendar/day.ts";
import { answerKey } from "../metrics/answer-question.ts";
import { acrossDimension, type PeriodRef, readReviewKey, type ReviewKey, reviewKey, type ReviewValue } from "../model/review-question.ts";
import { reviewMetric } from "../metrics/review-metrics.ts";
import { periodNamed } from "../../sla/statistics/statistic-period.ts";
import type { ReviewSnapshot, SaidValue } from "../model/review-snapshot.ts";
import { timeOf } from "../metrics/answer-question.ts";
import { sameValue } from "./staleness.ts";

/**
 * `same` · `changed` the record gives another number now · `redefined` the metric was defined otherwise then: not compared · `not_kept` what it was
 * counted from is not among this review's rows: it was of an earlier time, or of how things stood on that day.
 */
export type RestatedState = "same" | "changed" | "redefined" | "not_kept";

export interface Restated {
  /** As the review before asked it: its `q` is its own quarter. */
  readonly said: SaidValue;
  readonly state: RestatedState;
  /** The same question in this review's terms and what it gives now; null = it cannot be asked. */
  readonly key: ReviewKey | null;
  readonly now: ReviewValue | null;
}

/** Everything that the review before said, held against what the same questions give from this review's rows; in the order of their keys. */
export function restated(snapshot: ReviewSnapshot): readonly Restated[] {
  const { previous } = snapshot;
  if (previous === null) return [];
  return previous.said.map((said) => restatedValue(snapshot, previous.period, said)).toSorted((a, b) => (a.said.key < b.said.key ? -1 : 1));
}

function restatedValue(snapshot: ReviewSnapshot, period: string, said: SaidValue): Restated {
  const question = readReviewKey(said.key);
  const nothing = { said, key: null, now: null } as const;
  if (question === null) return { ...nothing, state: "not_kept" };
  const metric = reviewMetric(question.metric);
  if (metric.version !== said.version) return { ...nothing, state: "redefined" };
  const inOurs = (ref: PeriodRef): PeriodRef | null => translated(snapshot, period, ref);
  const now = inOurs(question.period);
  const { compare } = question;
  const to = compare === null ? null : acrossDimension(compare.to) === null ? inOurs(compare.to) : compare.to;
  // A table without time says how things stand: how they stood then is not in it any more.
  if (metric.at === null || now === null || (compare !== null && to === null)) return { ...nothing, state: "not_kept" };
  const key = reviewKey({ ...question, period: now, compare: compare === null || to === null ? null : { ...compare, to } });
  const value = answerKey(snapshot, key);
  if (value === null || (value.value === null && said.value !== null)) return { ...nothing, state: "not_kept" };
  return { said, state: sameValue(said.value, value.value) ? "same" : "changed", key, now: value };
}

/** A time of the review before in this review's terms; null = its rows are not here. */
function translated(snapshot: ReviewSnapshot, period: string, ref: PeriodRef): PeriodRef | null {
  const kind = snapshot.kind === "quarterly" ? "quarter" : "month";
  const year = kind === "quarter" ? -4 : -12;
  const named = (from: string, moved: number): string => periodNamed(kind, from, "UTC", moved).id;
  if (ref === "q" || ref === "p" || ref === "y") {
    const wanted = named(period, ref === "q" ? 0 : ref === "p" ? -1 : year);
    const ours = (["q", "p", "y"] as const).find((one) => named(snapshot.period, one === "q" ? 0 : one === "p" ? -1 : year) === wanted);
    return ours ?? null;
  }
  const { fromMs, toMs } = wholeTime(snapshot, ref);
  return Object.values(snapshot.periods).some((span) => span.fromMs <= fromMs && toMs <= span.toMs) ? ref : null;
}

/** A week at a period's edge was said in that period's part of it, of which these rows may have the other. */
function wholeTime(snapshot: ReviewSnapshot, ref: PeriodRef): { readonly fromMs: number; readonly toMs: number } {
  if (!ref.startsWith("W")) return timeOf(snapshot, ref);
  const monday = ref.slice(1);
  return { fromMs: timeOf(snapshot, monday).fromMs, toMs: timeOf(snapshot, addDays(monday, 6)).toMs };
}
