import { writeXlsx } from "hucre/xlsx";
import { offsetReader } from "../../../../kernel/zone-offset.ts";
import { scopeWords } from "../../compose/question-words.ts";
import type { ReviewDocument, ReviewLocale } from "../../compose/review-document.ts";
import { type ColumnType, type EvidenceCell, evidenceTableIds, evidenceTables } from "../../evidence/evidence-tables.ts";
import { answerKey } from "../../metrics/answer-question.ts";
import { type ReviewMetricId, reviewMetric, type ReviewUnit } from "../../metrics/review-metrics.ts";
import { readReviewKey, type ReviewQuestion, type ReviewValue } from "../../model/review-question.ts";
import type { ReviewSnapshot } from "../../model/review-snapshot.ts";
import { metricName } from "../../words/definition-words.ts";
import { type EvidenceColumnName, type EvidenceWords, evidenceWords } from "../../words/evidence-words.ts";
import { type BoundNumber, boundNumbers } from "../bound-numbers.ts";
import { numberFormat } from "../number-format.ts";
import { printableText } from "../printable-text.ts";
import { withSameBytes } from "../same-bytes.ts";
import { metricDefinition } from "./metric-definition.ts";
import { type SheetCell, sheetOf } from "./sheet.ts";
import { sheetNames } from "./sheet-text.ts";

/** A number of the review with its answer, counted from 1. */
interface Answered extends BoundNumber {
  readonly number: number;
  readonly metric: ReviewMetricId;
  readonly question: ReviewQuestion;
  readonly value: ReviewValue;
}

interface Made {
  readonly locale: ReviewLocale;
  readonly words: EvidenceWords;
  readonly snapshot: ReviewSnapshot;
  /** Lines over every sheet. */
  readonly above: readonly string[];
  /** Sheets of rows by what is counted from them. */
  readonly sheetOf: ReadonlyMap<ReviewMetricId, string>;
  readonly localMs: (ms: number) => number;
}

/**
 * The evidence of a review as a workbook: every number it says with its exact value and question, the definitions, the rows that they rest on, one sheet a
 * metric, and what was left out. `snapshot` is the one the document was composed from. The same review is the same bytes.
 */
export async function xlsxOf(document: ReviewDocument, snapshot: ReviewSnapshot): Promise<Uint8Array<ArrayBuffer>> {
  const words = evidenceWords[document.locale];
  const answered = answeredNumbers(document, snapshot);
  const laidOpen = [
    ...new Set(answered.filter(({ metric, value }) => value.rows.length > 0 && !countsTables(metric)).map(({ metric }) => metric)),
  ];
  const [numbers = "", definitions = "", sources = "", ...names] = sheetNames([
    words.numbers,
    words.definitions,
    words.sources,
    ...laidOpen.map((metric) => metricName(metric, document.locale)),
  ]);
  const offset = offsetReader(snapshot.timeZone);
  const made: Made = {
    locale: document.locale,
    words,
    snapshot,
    above: [document.title, `${document.footer} · ${words.times.replace("{zone}", snapshot.timeZone)}`],
    sheetOf: new Map(laidOpen.map((metric, i) => [metric, names[i] ?? ""])),
    localMs: (ms) => ms + offset(ms),
  };
  const packed = await writeXlsx({
    sheets: [
      numbersSheet(numbers, sources, answered, made),
      definitionsSheet(definitions, answered, made),
      ...laidOpen.map((metric) => rowsSheet(metric, answered, made)),
      sourcesSheet(sources, made),
    ],
    properties: {
      title: printableText(document.title),
      subject: printableText(`${document.accountName} · ${document.periodName}`),
      creator: printableText(document.author),
      description: printableText(document.footer),
      created: new Date(document.takenMs),
      modified: new Date(document.takenMs),
    },
    defaultFont: { name: "Calibri", size: 11 },
    activeSheet: 0,
  });
  return withSameBytes(packed, document.takenMs);
}

/** Its answers are numbers of rows of whole tables, internal ones too: the rows themselves are not laid open for them. */
function countsTables(metric: ReviewMetricId): boolean {
  const { at, dimensions, where, aggregate } = reviewMetric(metric);
  return at === null && dimensions.length === 0 && Object.keys(where).length === 0 && aggregate.type !== "last";
}

function answeredNumbers(document: ReviewDocument, snapshot: ReviewSnapshot): readonly Answered[] {
  const seen = new Set<string>();
  const answered: Answered[] = [];
  for (const one of boundNumbers(document)) {
    const question = readReviewKey(one.key);
    const again = JSON.stringify([one.section.id, one.place, one.written, one.key]);
    const value = answerKey(snapshot, one.key);
    if (question === null || value === null || seen.has(again)) continue;
    seen.add(again);
    answered.push({ ...one, number: answered.length + 1, metric: question.metric, question, value });
  }
  return answered;
}

function numbersSheet(name: string, sources: string, answered: readonly Answered[], made: Made) {
  const { words, locale, snapshot } = made;
  const { heads } = words;
  const columns = [
    { head: heads.number, width: 7 },
    { head: heads.sectionNumber, width: 9 },
    { head: heads.section, width: 26 },
    { head: heads.place, width: 12 },
    { head: heads.written, width: 26 },
    { head: heads.exact, width: 20 },
    { head: heads.unit, width: 22 },
    { head: heads.metric, width: 30 },
    { head: heads.of, width: 34 },
    { head: heads.version, width: 9 },
    { head: heads.key, width: 60 },
    { head: heads.n, width: 12 },
    { head: heads.rows, width: 22 },
  ];
  const rows = answered.map(({ number, section, place, written, metric, question, value, key }): readonly SheetCell[] => {
    const laidOpen = value.rows.length > 0 ? made.sheetOf.get(metric) : undefined;
    return [
      whole(number),
      whole(section.number),
      { text: section.name },
      { text: words.places[place] },
      { text: written },
      exactCell(value.value, value.unit, made),
      { text: words.units[value.unit] },
      { text: metricName(metric, locale) },
      { text: scopeWords(question, snapshot, locale) },
      whole(value.version),
      { text: key },
      { number: value.n, format: "#,##0" },
      // What rests on no row, or only counts rows, is explained by where the rows would come from.
      laidOpen === undefined ? { text: sources, link: sources } : { text: `${laidOpen} (${value.rows.length})`, link: laidOpen },
    ];
  });
  return sheetOf(name, made.above, columns, rows, leftOut(words));
}

function definitionsSheet(name: string, answered: readonly Answered[], made: Made) {
  const { words, locale } = made;
  const { heads } = words;
  const metrics = [...new Set(answered.map(({ metric }) => metric))].toSorted();
  const rows = metrics.map((metric): readonly SheetCell[] => {
    const { unit, version, table } = reviewMetric(metric);
    const sheet = made.sheetOf.get(metric);
    const used = answered.filter((one) => one.metric === metric).map(({ number }) => number);
    return [
      { text: metricName(metric, locale) },
      { text: metricDefinition(metric, words) },
      { text: words.units[unit] },
      whole(version),
      sheet === undefined ? { text: words.tables[table] } : { text: sheet, link: sheet },
      { text: used.join(", ") },
    ];
  });
  const columns = [
    { head: heads.metric, width: 32 },
    { head: heads.definition, width: 80 },
    { head: heads.unit, width: 24 },
    { head: heads.version, width: 9 },
    { head: heads.countedFrom, width: 22 },
    { head: heads.usedBy, width: 30 },
  ];
  return sheetOf(name, made.above, columns, rows, leftOut(words));
}

/** Over its rows stands what the metric is. */
function rowsSheet(metric: ReviewMetricId, answered: readonly Answered[], made: Made) {
  const { words, snapshot } = made;
  const { table, version, unit } = reviewMetric(metric);
  const used = new Map<number, number[]>();
  for (const { number, value } of answered.filter((one) => one.metric === metric)) {
    for (const row of value.rows) used.set(row, [...(used.get(row) ?? []), number]);
  }
  const columns = Object.entries(evidenceTables[table] as Readonly<Record<string, ColumnType>>);
  const rows = [...used.keys()]
    .toSorted((a, b) => a - b)
    .map((index): readonly SheetCell[] => [
      ...columns.map(([, type], at) => cellOf(snapshot.evidence[table].rows[index]?.[at] ?? null, type, made)),
      { text: (used.get(index) ?? []).join(", ") },
    ]);
  return sheetOf(
    made.sheetOf.get(metric) ?? "",
    [...made.above, `${metricDefinition(metric, words)} ${words.units[unit]} · v${version}`],
    [
      ...columns.map(([column, type]) => ({ head: words.columns[column as EvidenceColumnName], width: widthOf(column, type) })),
      { head: words.heads.usedBy, width: 30 },
    ],
    rows,
    leftOut(words),
  );
}

function sourcesSheet(name: string, made: Made) {
  const { words, snapshot } = made;
  const { heads } = words;
  const excluded = snapshot.evidence.exclusions.rows.map(([subject, reason, rows]) => ({ subject, reason, rows }));
  const rows = evidenceTableIds
    .filter((table) => table !== "exclusions")
    .flatMap((table): readonly (readonly SheetCell[])[] => {
      const { rows: kept, sourceRows, asOfMs } = snapshot.evidence[table];
      const out = excluded.filter(({ subject }) => subject === table);
      const head: readonly SheetCell[] = [
        { text: words.tables[table] },
        { number: kept.length, format: "#,##0" },
        { number: sourceRows, format: "#,##0" },
        asOfMs === null ? { text: words.noData } : cellOf(asOfMs, "instant", made),
      ];
      if (out.length === 0) return [[...head, whole(0), null]];
      return out.map(({ reason, rows: n }) => [...head, cellOf(n ?? null, "number", made), cellOf(reason ?? null, "text", made)]);
    });
  const columns = [
    { head: heads.table, width: 26 },
    { head: heads.rowCount, width: 12 },
    { head: heads.sourceRows, width: 18 },
    { head: heads.asOf, width: 18 },
    { head: heads.excluded, width: 12 },
    { head: heads.reason, width: 60 },
  ];
  return sheetOf(name, made.above, columns, rows, leftOut(words));
}

function exactCell(value: number | string | null, unit: ReviewUnit, made: Made): SheetCell {
  if (value === null) return { text: made.words.noData };
  if (unit === "instant") return cellOf(value, "instant", made);
  if (unit === "day") return cellOf(value, "day", made);
  return typeof value === "number" ? { number: value, format: numberFormat(unit) } : { text: value };
}

function cellOf(cell: EvidenceCell, type: ColumnType, { localMs }: Pick<Made, "localMs">): SheetCell {
  if (cell === null) return null;
  if (type === "instant" && typeof cell === "number") return { localMs: localMs(cell), format: "yyyy-mm-dd hh:mm" };
  const day = type === "day" && typeof cell === "string" ? Date.parse(`${cell}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(day)) return { localMs: day, format: "yyyy-mm-dd" };
  return typeof cell === "number" ? { number: cell, format: "General" } : { text: cell };
}

function whole(number: number): SheetCell {
  return { number, format: "0" };
}

function widthOf(column: string, type: ColumnType): number {
  if (type === "instant") return 17;
  if (type === "day") return 12;
  if (type === "number") return 14;
  return ["title", "subject", "reason", "name"].includes(column) ? 44 : 18;
}

function leftOut(words: EvidenceWords): (rows: number) => string {
  return (rows) => words.rowsLeftOut.replace("{n}", String(rows));
}
