import {
  type ColumnType,
  evidenceTables,
  type EvidenceCell,
  type EvidenceTableId,
} from "../../../shared/domain/review/evidence/evidence-tables.ts";
import { reviewMetric } from "../../../shared/domain/review/metrics/review-metrics.ts";
import type { ReviewQuestion } from "../../../shared/domain/review/model/review-question.ts";

export interface RowColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Its place in the rows. */
  readonly index: number;
}

/** Every column of a table. */
export function allColumns(table: EvidenceTableId): readonly RowColumn[] {
  return Object.entries(evidenceTables[table]).map(([name, type], index) => ({ name, type, index }));
}

const columnsInBrief = 4;

/** The few columns that tell the rows of a number apart, and those that it is worked out from, which come last. */
export function briefColumns(question: ReviewQuestion): readonly RowColumn[] {
  const metric = reviewMetric(question.metric);
  const fixed = new Set(Object.keys({ ...metric.byDefault, ...metric.where, ...question.filter }));
  const measured = new Set(
    Object.entries<string | null>(metric.aggregate).flatMap(([part, name]) => (part === "type" || name === null ? [] : [name])),
  );
  const all = allColumns(metric.table);
  const hasDay = all.some(({ name }) => name === "day" || name === "week");
  const worked = all.filter(({ name }) => measured.has(name));
  const telling = all.filter(
    ({ name, type }) =>
      !measured.has(name) && !fixed.has(name) && !/^(?:id|incidentId)$/.test(name) && type !== "number" && !(name === "at" && hasDay),
  );
  return [...telling.slice(0, Math.max(1, columnsInBrief - worked.length)), ...worked];
}

/** Rows with the greatest of what is measured first; without a measure as they stand. */
export function orderedRows(
  rows: readonly number[],
  all: readonly (readonly EvidenceCell[])[],
  columns: readonly RowColumn[],
): readonly number[] {
  const by = columns.find(({ type, index }) => type === "number" && rows.some((row) => typeof all[row]?.[index] === "number"));
  if (by === undefined) return rows;
  const of = (row: number): number => {
    const value = all[row]?.[by.index];
    return typeof value === "number" ? value : Number.NEGATIVE_INFINITY;
  };
  return rows.toSorted((a, b) => of(b) - of(a) || a - b);
}

/** Where a row lives on; null = nowhere that has a screen. */
export function placeOfRow(
  table: EvidenceTableId,
  row: readonly EvidenceCell[],
): { readonly screen: "incident" | "outreach"; readonly id: string } | null {
  const cell = (name: string): string | null => {
    const index = Object.keys(evidenceTables[table]).indexOf(name);
    const value = index < 0 ? null : row[index];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const incident = table === "incidents" ? cell("id") : cell("incidentId");
  if (incident !== null) return { screen: "incident", id: incident };
  const outreach = table === "outreach" ? cell("id") : null;
  return outreach === null ? null : { screen: "outreach", id: outreach };
}
