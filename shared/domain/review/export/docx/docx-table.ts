import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { ReviewBlock, ReviewTable } from "../../compose/review-document.ts";
import { textWidthPt } from "../../layout/measure-text.ts";
import { heat, page, paper } from "./docx-look.ts";
import { textRun, textRuns, verdictMark } from "./docx-text.ts";

type Figures = Extract<ReviewBlock, { readonly type: "figures" }>["figures"];

const none = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const hairline = { style: BorderStyle.SINGLE, size: 4, color: paper.rule } as const;
const open = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none } as const;
const ruled = { ...open, top: hairline, bottom: hairline, insideHorizontal: hairline } as const;
const cellMargins = { top: 50, bottom: 50, left: 90, right: 90 } as const;

/** A table as wide as the text: its head stands again on every page, and no row is broken. */
export function docxTable({ columns, rows }: ReviewTable): Table {
  const widths = sharedOut(
    columns.map(({ weight }) => weight),
    columns.map(({ label }) => headWidth(label)),
  );
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ label, unit, align }, i) =>
      cell(widths[i] ?? 0, { fill: paper.head }, [
        new Paragraph({
          style: "Cell",
          keepNext: true,
          alignment: alignment(align),
          children: [
            textRun(label, { bold: true, color: paper.quiet }),
            ...(unit === "" ? [] : [textRun(` (${unit})`, { color: paper.quiet })]),
          ],
        }),
      ]),
    ),
  });
  const body = rows.map(
    ({ cells, emphasis }, r) =>
      new TableRow({
        cantSplit: true,
        children: columns.map(({ align }, i) => {
          const one = cells[i];
          const hot = one?.shade === undefined || one.shade === null ? null : heat(one.shade);
          const look = { ...(emphasis ? { bold: true } : {}), ...(hot === null ? {} : { color: hot.color }) };
          return cell(widths[i] ?? 0, hot === null ? null : { fill: hot.fill }, [
            new Paragraph({
              style: "Cell",
              // The head and two rows stay together: a head alone at the foot of a page says nothing.
              ...(r < 2 && r < rows.length - 1 ? { keepNext: true } : {}),
              alignment: alignment(align),
              children: one === undefined ? [] : [...verdictMark(one.verdict), ...textRuns(one.runs, look)],
            }),
          ]);
        }),
      }),
  );
  return table(widths, [head, ...body], ruled);
}

/** Up to four figures in a row, each with what it is and what to think of it. */
export function docxFigures(figures: Figures): readonly (Table | Paragraph)[] {
  const rows = Array.from({ length: Math.ceil(figures.length / 4) }, (_, i) => figures.slice(i * 4, i * 4 + 4));
  return rows.flatMap((row) => {
    const widths = sharedOut(row.map(() => 1));
    const cells = row.map(({ label, value, note, verdict }, i) =>
      cell(widths[i] ?? 0, null, [
        new Paragraph({ style: "Cell", keepNext: true, children: [textRun(label, { color: paper.quiet })] }),
        new Paragraph({
          style: "Figure",
          keepNext: true,
          children: textRuns([value], { bold: true, color: verdict === null ? paper.text : paper[verdict] }),
        }),
        new Paragraph({ style: "Cell", children: [...verdictMark(verdict), ...textRuns(note, { color: paper.quiet })] }),
      ]),
    );
    return [table(widths, [new TableRow({ cantSplit: true, children: cells })], { ...open, top: hairline, bottom: hairline }), gap()];
  });
}

/** Two tables that touch are one in Word. */
export function gap(): Paragraph {
  return new Paragraph({ style: "Cell", spacing: { before: 0, after: 80, line: 200, lineRule: LineRuleType.AUTO }, children: [] });
}

function table(
  widths: readonly number[],
  rows: readonly TableRow[],
  borders: NonNullable<ConstructorParameters<typeof Table>[0]["borders"]>,
) {
  return new Table({
    rows,
    columnWidths: widths,
    width: { size: page.textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders,
    margins: cellMargins,
  });
}

function cell(width: number, shading: { readonly fill: string } | null, children: readonly Paragraph[]): TableCell {
  return new TableCell({
    children,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(shading === null ? {} : { shading: { ...shading, type: "clear", color: "auto" } }),
  });
}

function alignment(align: "start" | "end") {
  return align === "end" ? AlignmentType.RIGHT : AlignmentType.LEFT;
}

/**
 * The width of the text shared out by weight: whole twentieths of a point that add up to it. No column is narrower than the longest word of its head, as
 * long as there is room for that.
 */
function sharedOut(weights: readonly number[], least: readonly number[] = []): readonly number[] {
  const needed = least.reduce((sum, width) => sum + width, 0);
  const floor = needed <= page.textWidth ? least : [];
  const free = new Set(weights.keys());
  const shareOf = (i: number): number => {
    const room = page.textWidth - weights.reduce((sum, _, at) => sum + (free.has(at) ? 0 : (floor[at] ?? 0)), 0);
    const total = weights.reduce((sum, weight, at) => sum + (free.has(at) ? Math.max(weight, 0.1) : 0), 0);
    return (room * Math.max(weights[i] ?? 0, 0.1)) / total;
  };
  for (let narrow = [0]; narrow.length > 0;) {
    narrow = [...free].filter((i) => shareOf(i) < (floor[i] ?? 0));
    for (const i of narrow) free.delete(i);
  }
  const widths = weights.map((_, i) => Math.floor(free.has(i) ? shareOf(i) : (floor[i] ?? 0)));
  const rest = page.textWidth - widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, i) => (i === widths.length - 1 ? width + rest : width));
}

/** How wide the longest word of a head is with the cell's margins. */
function headWidth(label: string): number {
  const words = label.split(/\s+/).map((word) => (/\p{Script=Han}/u.test(word) ? word.slice(0, 2) : word));
  return Math.ceil(Math.max(...words.map((word) => textWidthPt(word, 10, "semibold"))) * 20) + cellMargins.left + cellMargins.right + 40;
}
