import type { ReviewQuestion } from "../../../shared/domain/review/model/review-question.ts";
import type { ReviewSnapshot } from "../../../shared/domain/review/model/review-snapshot.ts";
import { timeOf } from "../../../shared/domain/review/metrics/answer-question.ts";
import { type Aggregate, reviewMetric } from "../../../shared/domain/review/metrics/review-metrics.ts";
import { formatDay } from "../../../shared/i18n/format-time.ts";

/** A word of a query; `keyword` = of its grammar. */
export interface QueryWord {
  readonly text: string;
  readonly keyword: boolean;
}

const keyword = (text: string): QueryWord => ({ text, keyword: true });
const plain = (text: string): QueryWord => ({ text, keyword: false });

/** A question as it can be read, checked and asked again: metric, conditions, time, how rows become one number. One text in every language. */
export function questionLines(
  question: ReviewQuestion,
  snapshot: Pick<ReviewSnapshot, "id" | "periods" | "timeZone"> & { readonly account: { readonly code: string } },
): readonly (readonly QueryWord[])[] {
  const metric = reviewMetric(question.metric);
  const conditions = Object.entries({ ...metric.byDefault, ...metric.where, ...question.filter }).map(
    ([name, value]) => `${name} = ${value === "" ? '""' : String(value)}`,
  );
  const time = (ref: string): string => {
    const { fromMs, toMs } = timeOf(snapshot, ref);
    return `${formatDay(fromMs, snapshot.timeZone)}..${formatDay(toMs - 1, snapshot.timeZone)}`;
  };
  return [
    [keyword("metric"), plain(`${question.metric}@v${metric.version}`), keyword("of"), plain(snapshot.account.code)],
    ...(conditions.length === 0 ? [] : [[keyword("where"), plain(conditions.join(", "))]]),
    [keyword("take"), plain(aggregateText(metric.aggregate)), keyword("from"), plain(metric.table)],
    metric.at === null
      ? [keyword("as of"), plain(snapshot.id)]
      : [keyword("during"), plain(time(question.period)), keyword("in"), plain(snapshot.id)],
    ...(question.compare === null
      ? []
      : [[keyword(question.compare.as), keyword("to"), plain(otherText(question.compare.to) ?? time(question.compare.to))]]),
  ];
}

export function questionText(lines: readonly (readonly QueryWord[])[]): string {
  return lines.map((words) => words.map(({ text }) => text).join(" ")).join("\n");
}

/** `all regions`, `rest of carrier`; null = it is a time. */
function otherText(to: string): string | null {
  const [which = "", dimension] = to.split(".");
  return dimension === undefined ? null : `${which} of ${dimension}`;
}

function aggregateText(aggregate: Aggregate): string {
  switch (aggregate.type) {
    case "count":
      return "count";
    case "weighted":
      return `mean(${aggregate.column} by ${aggregate.weight})`;
    case "name_of_max":
    case "name_of_min":
      return `${aggregate.name} at ${aggregate.type === "name_of_max" ? "max" : "min"}(${aggregate.column})`;
    case "count_known":
      return `count(${aggregate.column})`;
    case "count_above":
      return `count(${aggregate.column} > ${aggregate.of})`;
    case "max_ratio":
      return `max(${aggregate.column} / ${aggregate.of})`;
    case "mean_error":
      return `mean(|${aggregate.column} - ${aggregate.of}| / ${aggregate.of})`;
    case "groups_over":
    case "weight_over": {
      const over = `mean(${aggregate.column} by ${aggregate.weight}) ${aggregate.side} target ${aggregate.target}`;
      const what = aggregate.type === "groups_over" ? `count(${aggregate.group ?? "rows"})` : `sum(${aggregate.weight})`;
      return `${what} with ${aggregate.group === null ? over.replace(/ by \w+/, "") : over}`;
    }
    case "count_ratio_above":
      return `count(${aggregate.column} / ${aggregate.of} > target ${aggregate.target})`;
    case "sum_above":
      return `sum(${aggregate.column}) with ${aggregate.of} > target ${aggregate.target}`;
    case "budget_used":
      return `(1 - mean(${aggregate.column})) / (1 - target ${aggregate.target})`;
    case "source_rows":
      return "rows of the record";
    default:
      return `${aggregate.type}(${aggregate.column})`;
  }
}
