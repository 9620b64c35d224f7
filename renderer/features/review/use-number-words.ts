import { useMemo } from "react";
import { scopeWords, timeWords } from "../../../shared/domain/review/compose/question-words.ts";
import type { EvidenceCell, EvidenceTableId } from "../../../shared/domain/review/evidence/evidence-tables.ts";
import type { ReviewMetricId } from "../../../shared/domain/review/metrics/review-metrics.ts";
import type { ReviewQuestion } from "../../../shared/domain/review/model/review-question.ts";
import type { ReviewSnapshot } from "../../../shared/domain/review/model/review-snapshot.ts";
import { useFormats } from "../../ui/formats.ts";
import { useLanguage, useText } from "../../ui/text.ts";
import { evidenceWords } from "../../../shared/domain/review/words/evidence-words.ts";
import { metricDefinition } from "./metric-definition.ts";
import { metricName } from "../../../shared/domain/review/words/definition-words.ts";
import { memberWords } from "../../../shared/domain/review/words/member-words.ts";
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
  const language = useLanguage();
  const formats = useFormats();
  const { timeZone, kind, period } = snapshot;
  return useMemo(() => {
    const column = (name: string): string => (evidenceWords[language].columns as Readonly<Record<string, string>>)[name] ?? name;
    return {
      metric: (metric) => metricName(metric, language),
      definition: (metric) => metricDefinition(metric, t, language),
      scope: (question) => scopeWords(question, { kind, period }, language),
      period: (ref) => timeWords(ref, { kind, period }, language),
      column,
      place: (place) => (place === "notes" ? t("field.notes") : evidenceWords[language].places[place]),
      cell: ({ name, type }, value, table) => {
        if (value === null) return t("value.none");
        if (type === "instant" && typeof value === "number") return formats.dateTime(value, timeZone);
        if (type === "number" && typeof value === "number") return numberText(name, value, table, formats);
        return memberWords(name, String(value), language);
      },
    };
  }, [t, language, formats, timeZone, kind, period]);
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
