import { csvText } from "../../../shared/kernel/csv-text.ts";
import type { FaultReport } from "../../ingest/fault.ts";
import type { FileSummary } from "../../ingest/tally.ts";

/** Rows of a report; what is beyond is counted in its last line. */
const mostRows = 10_000;
const head = ["file", "line", "column", "reason", "message"] as const;

/** Gathers what was left out of one file, to be laid beside it. */
export class FileReport {
  readonly #rows: FaultReport[] = [];
  #more = 0;

  add(fault: FaultReport): void {
    if (this.#rows.length < mostRows) this.#rows.push(fault);
    else this.#more += 1;
  }

  /** As CSV that a spreadsheet runs nothing of. */
  text({ file, read, stored, unchanged, dropped, warnings, error }: FileSummary): string {
    const counts = `read ${read}, stored ${stored}, unchanged ${unchanged}, dropped ${dropped.total}`;
    return csvText([
      head,
      [file, null, null, error === null ? "read" : "not-read", error === null ? counts : `${error} (${counts})`],
      ...warnings.map(({ code, count, message }) => [file, null, null, code, `${count} × ${message}`]),
      ...this.#rows.map(({ line, column, reason, message }) => [file, line, column, reason, message]),
      ...(this.#more > 0 ? [[file, null, null, "more", `${this.#more} more rows were dropped`]] : []),
    ]);
  }
}

/** The report of a file of which nothing was read. */
export function plainReport(file: string, reason: string, message: string): string {
  return csvText([head, [file, null, null, reason, message]]);
}
