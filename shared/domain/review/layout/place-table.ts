import type { ReviewTable, TableCell } from "../compose/review-document.ts";
import { textWidthPt } from "./measure-text.ts";
import type { SlideTableColumn } from "./slide.ts";
import { insets, lineHeights } from "./slide-frame.ts";
import { cutToLines, linesOf, type Measure, plainRun, textOfRuns } from "./text-block.ts";

/** Longest part of a cell and of a head that is drawn; the notes have the rest. */
const cellLines = 6;
const headLines = 3;
const readableLines = 3;
/** A column asks for no more than this for one line. */
const widestCellPt = 340;

type Row = ReviewTable["rows"][number];

export interface TableRow {
  readonly cells: readonly TableCell[];
  readonly emphasis: boolean;
  readonly heightPt: number;
  /** Whole texts of the cells that were cut. */
  readonly cut: readonly string[];
}

export interface FittedTable {
  readonly columns: readonly SlideTableColumn[];
  readonly headHeightPt: number;
  readonly rows: readonly TableRow[];
  /** Whole texts of the heads that were cut. */
  readonly cut: readonly string[];
  /** Whether the width is too little for the columns: words are broken, or cells are taller than they are read. */
  readonly crowded: boolean;
}

/** Columns as wide as their content asks, rows as high as they need at a size with `cellY` over and under the text. `widthsOf`: the table whose part it is. */
export function fitTable(
  table: ReviewTable,
  widthPt: number,
  { tablePt: fontPt, cellY }: { readonly tablePt: number; readonly cellY: number },
  measure: Measure,
  widthsOf: ReviewTable = table,
): FittedTable {
  const { widths, crowded } = columnWidths(widthsOf, widthPt, fontPt, measure);
  const inner = (column: number): number => (widths[column] ?? 0) - 2 * insets.tableCellX;
  const line = fontPt * lineHeights.table;
  const heads = table.columns.map((column, i) => {
    const label = cutToLines([plainRun(column.label)], headLines, fontPt, inner(i), measure, "semibold");
    return { ...column, label: textOfRuns(label.runs), cut: label.cut ? column.label : null };
  });
  const headLineCount = Math.max(
    1,
    ...heads.map((head, i) => linesOf([plainRun(headText(head.label, head.unit))], fontPt, inner(i), measure, "semibold").length),
  );
  const rows = table.rows.map((row) => fittedRow(row, widths, fontPt, cellY, measure));
  return {
    columns: heads.map(({ label, unit, align }, i) => ({ label, unit, align, widthPt: widths[i] ?? 0 })),
    headHeightPt: headLineCount * line + 2 * Math.min(6, cellY),
    rows,
    cut: heads.flatMap((head) => (head.cut === null ? [] : [head.cut])),
    crowded: crowded || rows.some((row) => row.heightPt - 2 * cellY > (readableLines + 0.5) * line),
  };
}

/** A column's head as it is drawn. */
export function headText(label: string, unit: string): string {
  return unit === "" || label === "" ? `${label}${unit}` : `${label} ${unit}`;
}

const fitted = new WeakMap<Row, Map<string, TableRow>>();

/** A row is asked for again at every size and on every page that it might stand on. */
function fittedRow(row: Row, widths: readonly number[], fontPt: number, cellY: number, measure: Measure): TableRow {
  const known = fitted.get(row) ?? new Map<string, TableRow>();
  fitted.set(row, known);
  const key = [fontPt, cellY, measure.widthFactor, ...widths].join(" ");
  const made = known.get(key) ?? fitRow(row, (column) => (widths[column] ?? 0) - 2 * insets.tableCellX, fontPt, cellY, measure);
  known.set(key, made);
  return made;
}

/** The least height of a table with so many rows at a size, in points. */
export function leastTableHeight({ rows }: ReviewTable, { tablePt, cellY }: { readonly tablePt: number; readonly cellY: number }): number {
  return (rows.length + 1) * tablePt * lineHeights.table + 2 * rows.length * cellY;
}

function fitRow(row: Row, inner: (column: number) => number, fontPt: number, cellY: number, measure: Measure): TableRow {
  const weight = row.emphasis ? "semibold" : "regular";
  const cells = row.cells.map((cell, i) => {
    const width = inner(i) - (cell.verdict === null ? 0 : insets.verdict);
    const { runs, cut } = cutToLines(cell.runs, cellLines, fontPt, width, measure, weight);
    return { cell: { ...cell, runs }, cut, lines: linesOf(runs, fontPt, width, measure, weight).length };
  });
  return {
    cells: cells.map(({ cell }) => cell),
    emphasis: row.emphasis,
    heightPt: Math.max(1, ...cells.map(({ lines }) => lines)) * fontPt * lineHeights.table + 2 * cellY,
    cut: cells.flatMap(({ cut }, i) => (cut ? [textOfRuns(row.cells[i]?.runs ?? [])] : [])),
  };
}

/** What a column's texts ask for at a size of 1: for its longest word and for its longest text. */
interface ColumnAsk {
  readonly wordEm: number;
  readonly wholeEm: number;
  readonly judged: boolean;
}

const asked = new WeakMap<ReviewTable["rows"], readonly ColumnAsk[]>();

function columnAsks(table: ReviewTable): readonly ColumnAsk[] {
  const known = asked.get(table.rows);
  if (known !== undefined) return known;
  const asks = table.columns.map((column, i) => {
    const texts = [{ text: headText(column.label, column.unit), bold: true }].concat(
      table.rows.map((row) => ({ text: textOfRuns(row.cells[i]?.runs ?? []), bold: row.emphasis })),
    );
    let wordEm = 0;
    let wholeEm = 0;
    for (const { text, bold } of texts) {
      const weight = bold ? "semibold" : "regular";
      // Longer texts are broken over lines anyway.
      const seen = text.slice(0, 400);
      wholeEm = Math.max(wholeEm, textWidthPt(seen, 1, weight));
      // A value with its unit, a time of a day: short texts with digits are one word.
      const parts = seen.length <= 16 && /\d/.test(seen) ? [seen] : wordsOf(seen);
      for (const part of parts) wordEm = Math.max(wordEm, textWidthPt(part, 1, weight));
    }
    return { wordEm, wholeEm, judged: table.rows.some((row) => (row.cells[i]?.verdict ?? null) !== null) };
  });
  asked.set(table.rows, asks);
  return asks;
}

function columnWidths(
  table: ReviewTable,
  widthPt: number,
  fontPt: number,
  { widthFactor }: Measure,
): { readonly widths: readonly number[]; readonly crowded: boolean } {
  const wishes = columnAsks(table).map(({ wordEm, wholeEm, judged }, i) => {
    const extra = judged ? insets.verdict : 0;
    const pads = 2 * insets.tableCellX + 0.5;
    const least = Math.min(wordEm * fontPt + extra, widestCellPt / 2) * widthFactor + pads;
    const whole = Math.max(least, Math.min(wholeEm * fontPt + extra, widestCellPt) * widthFactor + pads);
    return { least, whole, weight: Math.max(0.2, table.columns[i]?.weight ?? 1) };
  });
  const sum = (of: (wish: (typeof wishes)[number]) => number): number => wishes.reduce((total, wish) => total + of(wish), 0);
  const whole = sum((wish) => wish.whole);
  if (whole <= widthPt) {
    const weights = sum((wish) => wish.weight);
    return { widths: wishes.map((wish) => wish.whole + ((widthPt - whole) * wish.weight) / weights), crowded: false };
  }
  const least = sum((wish) => wish.least);
  if (least <= widthPt) {
    return { widths: wishes.map((wish) => wish.least + ((widthPt - least) * (wish.whole - wish.least)) / (whole - least)), crowded: false };
  }
  // Words are broken by force; no column is left without room for a character.
  const floor = 2 * insets.tableCellX + 1.5 * fontPt * widthFactor + insets.verdict;
  const over = sum((wish) => Math.max(0, wish.least - floor));
  const room = widthPt - floor * wishes.length;
  const widths = wishes.map((wish) =>
    room > 0 && over > 0 ? floor + (room * Math.max(0, wish.least - floor)) / over : widthPt / wishes.length,
  );
  return { widths, crowded: true };
}

/** Parts that should stay on one line; Han may be broken after a few. */
function wordsOf(text: string): readonly string[] {
  return text.split(/\s+|(?<=\p{Script=Han}{4})(?=\p{Script=Han})/u);
}
