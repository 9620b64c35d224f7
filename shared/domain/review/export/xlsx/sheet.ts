import type { CellStyle, CellValue, WriteSheet } from "hucre/xlsx";
import { cellText, sheetLimits } from "./sheet-text.ts";

/** A value with what it is written as; `link` leads to a sheet of the workbook. */
export type SheetCell =
  | { readonly text: string; readonly link?: string }
  | { readonly number: number; readonly format: string }
  /** Wall-clock reading in the customer's zone as if it were UTC: sheets know no zones. */
  | { readonly localMs: number; readonly format: "yyyy-mm-dd hh:mm" | "yyyy-mm-dd" }
  | null;

export interface SheetColumn {
  readonly head: string;
  /** Characters. */
  readonly width: number;
}

const face = { name: "Calibri", size: 11 } as const;
const quiet: CellStyle = { font: { ...face, color: { rgb: "454C59" } } };
const headStyle: CellStyle = {
  font: { ...face, bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "EBF0FD" } },
  alignment: { wrapText: true, vertical: "top" },
  border: { bottom: { style: "thin", color: { rgb: "2B59D9" } } },
};
const linkStyle: CellStyle = { font: { ...face, color: { rgb: "2B59D9" }, underline: true } };
const wrapped: CellStyle = { alignment: { wrapText: true, vertical: "top" } };
const longText = 60;

/**
 * A sheet: lines in words, the head of the columns, and the rows. What stands above the rows stays in sight, and the head can be filtered. Rows that a sheet
 * does not take are left out, and `leftOut` says how many in the last one.
 */
export function sheetOf(
  name: string,
  above: readonly string[],
  columns: readonly SheetColumn[],
  rows: readonly (readonly SheetCell[])[],
  leftOut: (rows: number) => string,
): WriteSheet {
  const head = above.length;
  const room = sheetLimits.rows - head - 1;
  const shown = rows.length <= room ? rows : [...rows.slice(0, room - 1), [{ text: leftOut(rows.length - room + 1) }]];
  const cells: NonNullable<WriteSheet["cells"]> = new Map();
  const values: CellValue[][] = [
    ...above.map((text, row) => {
      cells.set(`${row},0`, { style: row === 0 ? { font: { ...face, bold: true, size: 14 } } : quiet });
      return [cellText(text)];
    }),
    columns.map((column, at) => {
      cells.set(`${head},${at}`, { style: headStyle });
      return cellText(column.head);
    }),
    ...shown.map((row, i) =>
      row.map((cell, at) => {
        const style = styleOf(cell);
        if (style !== null) cells.set(`${head + 1 + i},${at}`, style);
        return valueOf(cell);
      }),
    ),
  ];
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: values,
    cells,
    freezePane: { rows: head + 1 },
    autoFilter: { range: `A${head + 1}:${letter(columns.length - 1)}${head + 1 + Math.max(1, shown.length)}` },
    pageSetup: { orientation: "landscape", paperSize: "a4", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function valueOf(cell: SheetCell): CellValue {
  if (cell === null) return null;
  if ("text" in cell) return cellText(cell.text);
  if ("number" in cell) return Number.isFinite(cell.number) ? cell.number : null;
  return new Date(cell.localMs);
}

function styleOf(cell: SheetCell): { readonly style: CellStyle; readonly hyperlink?: { target: string; location: string } } | null {
  if (cell === null) return null;
  if ("text" in cell) {
    if (cell.link !== undefined) {
      return { style: linkStyle, hyperlink: { target: "", location: `'${cell.link.replaceAll("'", "''")}'!A1` } };
    }
    return cell.text.length > longText ? { style: wrapped } : null;
  }
  return { style: { numFmt: cell.format } };
}

function letter(index: number): string {
  return index < 26 ? String.fromCodePoint(65 + index) : `${letter(Math.floor(index / 26) - 1)}${letter(index % 26)}`;
}
