import type { EvidenceTable } from "../../../shared/domain/review/evidence/evidence-tables.ts";
import { columnIndex, type EvidenceColumn } from "../../../shared/domain/review/evidence/evidence-tables.ts";
import { reviewMetric, reviewMetrics, type ReviewMetricId } from "../../../shared/domain/review/metrics/review-metrics.ts";
import { type ReviewKey, reviewKey, type ReviewQuestion } from "../../../shared/domain/review/model/review-question.ts";
import type { ReviewSnapshot } from "../../../shared/domain/review/model/review-snapshot.ts";
import { matchRank, type SearchKey, searchQuery } from "../../../shared/domain/search/search-key.ts";

/** A value that can be written into a text. */
export interface ValueChoice {
  readonly key: ReviewKey;
  readonly question: ReviewQuestion;
}

/** A dimension with more members than this (incidents by number) is found by those that the review names itself. */
const membersAtMost = 12;

/**
 * Every value that may be looked for: what the review says already first, then each metric that has rows, over the period, the one before, the year
 * before and as a change, as a whole and by each member of its dimensions.
 */
export function valueChoices(snapshot: ReviewSnapshot, used: readonly ReviewQuestion[]): readonly ValueChoice[] {
  const choices = new Map<ReviewKey, ValueChoice>();
  const add = (question: ReviewQuestion): void => {
    const key = reviewKey(question);
    if (!choices.has(key)) choices.set(key, { key, question });
  };
  for (const question of used) add(question);
  for (const id of Object.keys(reviewMetrics) as ReviewMetricId[]) {
    const metric = reviewMetric(id);
    const table: EvidenceTable = snapshot.evidence[metric.table];
    if (table.rows.length === 0) continue;
    const filters: ReviewQuestion["filter"][] = [{}];
    for (const dimension of metric.dimensions) {
      const index = columnIndex(metric.table, dimension as EvidenceColumn<typeof metric.table>);
      const members = new Set(
        table.rows.map((row) => row[index]).filter((cell) => typeof cell === "string" && cell !== "" && cell !== "*"),
      );
      if (members.size <= membersAtMost) filters.push(...[...members].map((member) => ({ [dimension]: String(member) })));
    }
    for (const filter of filters) {
      add({ metric: id, filter, period: "q", compare: null });
      if (metric.at === null) continue;
      add({ metric: id, filter, period: "p", compare: null });
      add({ metric: id, filter, period: "y", compare: null });
      if (metric.unit !== "name" && metric.unit !== "instant" && metric.unit !== "day") {
        add({ metric: id, filter, period: "q", compare: { as: metric.unit === "share" ? "difference" : "change", to: "p" } });
      }
    }
  }
  return [...choices.values()];
}

/** The best so many of what matches, in the order of the choices where they match alike. */
export function findValues(
  choices: readonly ValueChoice[],
  keyOf: (choice: ValueChoice) => SearchKey,
  typed: string,
  limit: number,
): readonly ValueChoice[] {
  const query = searchQuery(typed);
  if (query.terms.length === 0) return choices.slice(0, limit);
  const ranked = choices.flatMap((choice) => {
    const rank = matchRank(keyOf(choice), query);
    return rank === null ? [] : [{ choice, rank }];
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ choice }) => choice);
}
