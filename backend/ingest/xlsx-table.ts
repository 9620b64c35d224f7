import { streamXlsxRows } from "hucre/xlsx";
import { FileError } from "./fault.ts";
import { limits } from "./limits.ts";
import type { SourceRow, SourceTable } from "./row.ts";
import { guardWorkbook } from "./zip-guard.ts";

export interface XlsxOptions {
  readonly sheet: string | number | undefined;
  readonly skipLines: number;
  readonly header: readonly string[] | null;
}

type Cell = string | number | boolean | Date | null | undefined;

/** A cell as text. Dates are wall-clock readings without a zone, as ISO 8601; a formula is its last computed value. */
function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "" : cell.toISOString().slice(0, 19);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return String(cell);
}

/** Reads a sheet of a workbook that has passed the guard. Throws FileError for whatever the library throws. */
export async function xlsxTable(archive: Buffer, options: XlsxOptions): Promise<SourceTable> {
  await guardWorkbook(archive);
  const batches = sheetRows(archive, options);
  let header = options.header;
  let first: readonly SourceRow[] = [];
  if (header === null) {
    const next = await batches.next();
    const [head, ...rest] = next.done === true ? [] : next.value;
    if (head === undefined || "fault" in head) throw new FileError("its sheet is empty: it has no header row");
    header = head.cells.map((name) => name.trim());
    first = rest;
  }
  const width = header.length;
  return {
    header,
    batches: (async function* rows(): AsyncGenerator<readonly SourceRow[]> {
      if (first.length > 0) yield first.map((row) => padded(row, width));
      for (let next = await batches.next(); next.done !== true; next = await batches.next())
        yield next.value.map((row) => padded(row, width));
    })(),
  };
}

/** A sheet stores no empty cells at a row's end, and notes beside the table are none of its columns. */
function padded(row: SourceRow, width: number): SourceRow {
  if ("fault" in row || row.cells.length === width) return row;
  return { line: row.line, cells: Array.from({ length: width }, (_, i) => row.cells[i] ?? "") };
}

async function* sheetRows(archive: Buffer, options: XlsxOptions): AsyncGenerator<readonly SourceRow[]> {
  let batch: SourceRow[] = [];
  try {
    for await (const row of streamXlsxRows(archive, options.sheet === undefined ? {} : { sheet: options.sheet })) {
      if (row.index < options.skipLines || row.values.length > limits.columns) {
        if (row.index < options.skipLines) continue;
        throw new FileError(`row ${row.index + 1} has more than ${limits.columns} columns`);
      }
      const cells = row.values.map(cellText);
      if (cells.every((cell) => cell.trim() === "")) continue;
      batch.push({ line: row.index + 1, cells });
      if (batch.length < 500) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (error instanceof FileError) throw error;
    const reason = error instanceof Error ? error.message.split("\n")[0]?.slice(0, 160) : "unknown";
    throw new FileError(`it cannot be read as a workbook (${reason ?? "unknown"}); save it again as XLSX, or as CSV`);
  }
  if (batch.length > 0) yield batch;
}
