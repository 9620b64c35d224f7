import { csvText } from "../../shared/kernel/csv-text.ts";
import type { AuditEntry } from "../../shared/sync/audit.ts";

const columns = ["seq", "at", "event", "source", "user", "accounts", "detail"] as const;

/** First line of the file, with the byte order mark that spreadsheets look for. */
export function auditCsvHead(): string {
  return csvText([columns]);
}

/** Lines of entries; a cell that a spreadsheet would run as a formula is led by an apostrophe. */
export function auditCsvLines(entries: readonly AuditEntry[]): string {
  if (entries.length === 0) return "";
  return csvText(
    entries.map(({ seq, at, event, source, userId, accounts, detail }) => [
      seq,
      at,
      event,
      source,
      userId,
      accounts.join(" "),
      JSON.stringify(detail),
    ]),
  ).slice(1);
}

/** Pages of the log as a file, in pieces. */
export async function* auditFile(entries: AsyncIterable<AuditEntry>, format: "csv" | "ndjson"): AsyncGenerator<string> {
  if (format === "csv") yield auditCsvHead();
  let batch: AuditEntry[] = [];
  const flush = (): string => {
    const text = format === "csv" ? auditCsvLines(batch) : batch.map((entry) => `${JSON.stringify(entry)}\n`).join("");
    batch = [];
    return text;
  };
  for await (const entry of entries) {
    batch.push(entry);
    if (batch.length >= 500) yield flush();
  }
  if (batch.length > 0) yield flush();
}
