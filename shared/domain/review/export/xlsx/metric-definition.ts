import { type ReviewMetricId, reviewMetric } from "../../metrics/review-metrics.ts";
import type { EvidenceColumnName, EvidenceWords } from "../../words/evidence-words.ts";

/** How a metric is worked out, said from its own declaration, so that the words cannot be other than the number: what of which column, of which rows, and when. */
export function metricDefinition(metric: ReviewMetricId, words: EvidenceWords): string {
  const { aggregate, table, where, except = {}, byDefault, at } = reviewMetric(metric);
  const column = (name: string): string => words.columns[name as EvidenceColumnName] ?? name;
  const columns: Readonly<Record<string, unknown>> = { ...aggregate };
  const computed = words.aggregates[aggregate.type].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const named = columns[name];
    return column(typeof named === "string" ? named : words.heads.rows);
  });
  const conditions = (of: Readonly<Record<string, string | number>>): string =>
    Object.entries(of)
      .map(([name, value]) => `${column(name)} = ${value}`)
      .join(", ");
  const said = [
    words.definition.replace("{computed}", computed).replace("{table}", words.tables[table]),
    ...(Object.keys(where).length === 0 ? [] : [words.where.replace("{conditions}", conditions(where))]),
    ...(Object.keys(except).length === 0 ? [] : [words.except.replace("{conditions}", conditions(except))]),
    ...(Object.keys(byDefault).length === 0 ? [] : [words.unlessNamed.replace("{conditions}", conditions(byDefault))]),
    ...(at === null ? [] : [words.byTime.replace("{column}", column(at))]),
  ];
  return said.join(words.betweenSentences);
}
