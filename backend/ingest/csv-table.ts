import { FileError, fault } from "./fault.ts";
import { limits } from "./limits.ts";
import { RecordParser } from "./record-parser.ts";
import type { SourceRow, SourceTable } from "./row.ts";
import { type TextLine, textLines } from "./text-lines.ts";

export interface CsvOptions {
  /** `auto` picks from comma, semicolon, tab and bar by the header. */
  readonly delimiter: string;
  /** Lines before the header to pass over. */
  readonly skipLines: number;
  /** Names of the columns of a file without a header; null = the first record names them. */
  readonly header: readonly string[] | null;
}

function guessDelimiter(line: string): string {
  const counts = [",", ";", "\t", "|"].map((delimiter) => ({ delimiter, count: line.replace(/"[^"]*"/g, "").split(delimiter).length - 1 }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

/**
 * Reads delimited text as a stream. papaparse is not used here because it names no lines, puts no bound on a record, and lets one open quote
 * swallow the rest of a file; the tests hold this reader against it. Here an open quote costs its own line: once the record turns out
 * malformed, or longer than `limits.recordLines`, its first line is reported and the lines after it are read again as records of their own.
 */
export async function csvTable(text: AsyncIterable<string>, options: CsvOptions): Promise<SourceTable> {
  const batches = records(textLines(text), options)[Symbol.asyncIterator]();
  const first = await batches.next();
  if (first.done === true) throw new FileError("it is empty: it has no header line");
  const [headerRow, ...rest] = first.value;
  if (headerRow === undefined) throw new FileError("it is empty: it has no header line");
  if ("fault" in headerRow) throw new FileError(`its header cannot be read: ${headerRow.fault.message}`);
  const header = headerRow.cells.map((name) => name.trim());
  const width = header.length;
  return {
    header,
    batches: (async function* rows(): AsyncGenerator<readonly SourceRow[]> {
      if (rest.length > 0) yield rest.map((row) => ofWidth(row, width));
      for (let next = await batches.next(); next.done !== true; next = await batches.next())
        yield next.value.map((row) => ofWidth(row, width));
    })(),
  };
}

/** Empty cells beyond the header are forgiven, but not one that spans lines: that is a stray quote which has taken in the next line. */
function ofWidth(row: SourceRow, width: number): SourceRow {
  if ("fault" in row || row.cells.length === width) return row;
  const found = row.cells.length;
  if (found < width) return { line: row.line, fault: fault("too-few-cells", null, `${found} cells where the header has ${width}`) };
  if (row.cells.slice(width).every((cell) => cell.trim() === "" && !cell.includes("\n")))
    return { line: row.line, cells: row.cells.slice(0, width) };
  return { line: row.line, fault: fault("too-many-cells", null, `${found} cells where the header has ${width}`) };
}

/** Records with the header as the first; blank lines are no records. */
async function* records(lines: AsyncIterable<readonly TextLine[]>, options: CsvOptions): AsyncGenerator<readonly SourceRow[]> {
  let parser: RecordParser | null = null;
  let delimiter = options.delimiter;
  let open: string[] = [];
  let openLine = 0;
  let openChars = 0;
  let out: SourceRow[] = options.header === null ? [] : [{ line: 1, cells: options.header }];

  const giveUp = (): TextLine[] => {
    out.push({ line: openLine, fault: fault("broken-quotes", null, "a quoted value is not closed, or text follows its closing quote") });
    const again = open.slice(1).map((text, i) => ({ line: openLine + 1 + i, text }));
    open = [];
    return again;
  };

  const take = (line: TextLine): readonly TextLine[] => {
    if (line.line <= options.skipLines) return [];
    if (line.text === null) {
      const again = open.length > 0 ? giveUp() : [];
      if (again.length > 0) return [...again, line];
      out.push({
        line: line.line,
        fault: fault("line-too-long", null, `the line is longer than ${limits.lineChars.toLocaleString("en")} characters`),
      });
      return [];
    }
    if (open.length === 0) {
      if (line.text.trim() === "") return [];
      if (parser === null) {
        if (delimiter === "auto") delimiter = guessDelimiter(line.text);
        parser = new RecordParser(delimiter);
      }
      if (!line.text.includes('"')) {
        out.push({ line: line.line, cells: line.text.split(delimiter) });
        return [];
      }
      openLine = line.line;
      openChars = 0;
    }
    if (parser === null) return [];
    const state = parser.read(line.text, open.length > 0);
    open.push(line.text);
    openChars += line.text.length;
    if (state === "done") {
      out.push({ line: openLine, cells: parser.record });
      open = [];
      return [];
    }
    return state === "malformed" || open.length >= limits.recordLines || openChars > limits.lineChars ? giveUp() : [];
  };

  const takeAll = (first: TextLine): void => {
    const waiting: TextLine[] = [first];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const again = take(next);
      for (let i = again.length - 1; i >= 0; i -= 1) {
        const line = again[i];
        if (line !== undefined) waiting.push(line);
      }
    }
  };

  for await (const batch of lines) {
    for (const line of batch) takeAll(line);
    if (out.length > 0) {
      yield out;
      out = [];
    }
  }
  while (open.length > 0) for (const line of giveUp()) takeAll(line);
  if (out.length > 0) yield out;
}
