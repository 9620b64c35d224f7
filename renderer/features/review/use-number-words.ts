import { useMemo } from "react";
import { periodWords } from "../../../shared/domain/review/compose/period-words.ts";
import { dayText } from "../../../shared/domain/review/compose/value-text.ts";
import type { EvidenceCell, EvidenceTableId } from "../../../shared/domain/review/evidence/evidence-tables.ts";
import { reviewMetric, type ReviewMetricId } from "../../../shared/domain/review/metrics/review-metrics.ts";
import type { ReviewQuestion } from "../../../shared/domain/review/model/review-question.ts";
import type { ReviewSnapshot } from "../../../shared/domain/review/model/review-snapshot.ts";
import type { Language } from "../../../shared/i18n/catalogue.ts";
import { regionName } from "../../ui/attention-text.ts";
import { carrierName } from "../../ui/carrier-name.ts";
import { useFormats } from "../../ui/formats.ts";
import { useLanguage, useText } from "../../ui/text.ts";
import { evidenceWords } from "../../../shared/domain/review/words/evidence-words.ts";
import { metricDefinition } from "./metric-definition.ts";
import { memberName, metricName } from "./metric-name.ts";
import type { UsePlace } from "./also-used.ts";
import type { RowColumn } from "./row-columns.ts";

export interface NumberWords {
  metric(metric: ReviewMetricId): string;
  definition(metric: ReviewMetricId): string;
  /** What a number is of: region, carrier, part of the day, time. */
  scope(question: ReviewQuestion): string;
  period(ref: string): string;
  column(name: string): string;
  place(place: UsePlace): string;
  cell(column: RowColumn, value: EvidenceCell, table: EvidenceTableId): string;
}

/** Numbers, questions and rows of a snapshot in words of the reader's language; times on the customer's clock. */
export function useNumberWords(snapshot: Pick<ReviewSnapshot, "timeZone" | "kind" | "period">): NumberWords {
  const t = useText("reviewBuilder");
  const domain = useText("domain");
  const account = useText("account");
  const language = useLanguage();
  const formats = useFormats();
  const { timeZone, kind, period } = snapshot;
  return useMemo(() => {
    const named = (dimension: string, value: string): string => {
      if (value === "*" || value === "") return t("scope.all");
      if (dimension === "region") return regionName(domain, value);
      if (dimension === "carrier") return carrierName(value, account);
      if (dimension === "hours") return value === "evening" ? t("scope.evening") : t("scope.otherHours");
      if (dimension === "sdk") return `SDK ${value}`;
      return memberName(dimension, value, language);
    };
    const periodOf = (ref: string): string => periodName(ref, { kind, period }, language, t("scope.week"));
    const column = (name: string): string => (evidenceWords[language].columns as Readonly<Record<string, string>>)[name] ?? name;
    return {
      metric: (metric) => metricName(metric, language),
      definition: (metric) => metricDefinition(metric, t, language),
      scope: ({ metric, filter, period: ref, compare }) => {
        const parts = Object.entries(filter).map(([dimension, value]) => named(dimension, value));
        const time = reviewMetric(metric).at === null ? [] : [periodOf(ref)];
        const [which, dimension] = compare?.to.split(".") ?? [];
        const against =
          compare === null
            ? []
            : [
                dimension === undefined
                  ? t(`compared.${compare.as}`, { to: periodOf(compare.to) })
                  : t(which === "rest" ? "compared.rest" : "compared.all", { dimension: column(dimension) }),
              ];
        return [...parts, ...time, ...against].join(" · ");
      },
      period: periodOf,
      column,
      place: (place) => (place === "notes" ? t("field.notes") : evidenceWords[language].places[place]),
      cell: ({ name, type }, value, table) => {
        if (value === null) return t("value.none");
        if (type === "instant" && typeof value === "number") return formats.dateTime(value, timeZone);
        if (type === "number" && typeof value === "number") return numberText(name, value, table, formats);
        return named(name, String(value));
      },
    };
  }, [t, domain, account, language, formats, timeZone, kind, period]);
}

function numberText(
  name: string,
  value: number,
  table: EvidenceTableId,
  formats: {
    number(value: number, digits?: number): string;
    percent(value: number, digits?: number): string;
    duration(ms: number): string;
  },
): string {
  if (name.endsWith("Ms")) return formats.duration(value);
  if (name === "share" || ((table === "quality" || table === "qualityParts") && name === "value" && value <= 1))
    return formats.percent(value, 2);
  return formats.number(value, Number.isInteger(value) ? 0 : 2);
}

/** `Q3 2026`, `2026 年三季度`, a month, a week or a day. */
function periodName(ref: string, { kind, period }: Pick<ReviewSnapshot, "kind" | "period">, language: Language, week: string): string {
  if (ref === "q" || ref === "p" || ref === "y") return periodWords(kind, period, ref, language);
  if (ref.startsWith("W")) return week.replace("{day}", dayText(ref.slice(1), language));
  return ref.length === 10 ? dayText(ref, language) : ref;
}
