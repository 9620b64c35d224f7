import { reviewMetric, type ReviewMetricId } from "../../../shared/domain/review/metrics/review-metrics.ts";
import { evidenceWords } from "../../../shared/domain/review/words/evidence-words.ts";
import type { Language } from "../../../shared/i18n/catalogue.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { memberWords } from "../../../shared/domain/review/words/member-words.ts";

/** How rows become a metric's number, in words: from its declaration, so that the words cannot say anything else than what is counted. */
export function metricDefinition(metric: ReviewMetricId, t: Text<"reviewBuilder">, language: Language): string {
  const { aggregate, table, where } = reviewMetric(metric);
  const words = evidenceWords[language];
  const name = (column: string): string => (words.columns as Readonly<Record<string, string>>)[column] ?? column;
  const of = words.tables[table];
  const only = Object.entries(where).map(([column, value]) => `${name(column)} = ${memberWords(column, String(value), language)}`);
  const limited = only.length === 0 ? "" : ` ${t("defined.only", { conditions: only.join(language === "en" ? ", " : "，") })}`;
  const said = ((): string => {
    switch (aggregate.type) {
      case "count":
      case "source_rows":
        return t(`defined.${aggregate.type}`, { table: of });
      case "weighted":
        return t("defined.weighted", { column: name(aggregate.column), weight: name(aggregate.weight), table: of });
      case "name_of_max":
      case "name_of_min":
        return t(`defined.${aggregate.type}`, { name: name(aggregate.name), column: name(aggregate.column), table: of });
      case "count_above":
      case "max_ratio":
      case "mean_error":
        return t(`defined.${aggregate.type}`, { column: name(aggregate.column), of: name(aggregate.of), table: of });
      case "groups_over":
      case "weight_over": {
        const group = aggregate.group === null ? t("defined.row") : name(aggregate.group);
        return t(`defined.${aggregate.type}`, { group, column: name(aggregate.column), weight: name(aggregate.weight), table: of });
      }
      case "count_ratio_above":
      case "sum_above":
        return t(`defined.${aggregate.type}`, { column: name(aggregate.column), of: name(aggregate.of), table: of });
      case "budget_used":
        return t("defined.budget_used", { column: name(aggregate.column), table: of });
      default:
        return t(`defined.${aggregate.type}`, { column: name(aggregate.column), table: of });
    }
  })();
  return `${said}${limited}`;
}
