import type { StaleSection } from "../../../shared/domain/review/compare/staleness.ts";
import { readReviewKey, type ReviewQuestion, type ReviewValue } from "../../../shared/domain/review/model/review-question.ts";

/** A number that would be another one by now, and every section that says it. */
export interface ChangedValue {
  readonly key: string;
  readonly question: ReviewQuestion;
  readonly from: ReviewValue;
  readonly to: ReviewValue;
  readonly sections: readonly string[];
}

/** What has changed since a snapshot, number by number instead of section by section. */
export function changedValues(stale: readonly StaleSection[]): readonly ChangedValue[] {
  const found = new Map<string, ChangedValue>();
  for (const { section, values } of stale) {
    for (const { key, from, to } of values) {
      const question = readReviewKey(key);
      if (question === null) continue;
      const known = found.get(key);
      found.set(key, { key, question, from, to, sections: [...(known?.sections ?? []), section] });
    }
  }
  return [...found.values()];
}
