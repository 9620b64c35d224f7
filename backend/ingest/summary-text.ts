import type { ImportSummary } from "./import-run.ts";
import type { Counts } from "./tally.ts";

function cells(name: string, target: string, counts: Counts): readonly string[] {
  return [name, target, ...[counts.read, counts.stored, counts.unchanged, counts.dropped.total].map((count) => count.toLocaleString("en"))];
}

/** The summary as a table for a terminal, with warnings, unreadable files and the first dropped rows below. */
export function summaryText(summary: ImportSummary): string {
  const rows = [
    ["file", "target", "read", "stored", "unchanged", "dropped"],
    ...summary.files.map((file) => cells(file.file, file.target, file)),
    cells("total", "", summary.total),
  ];
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  const { accounts, incidents, incidentEvents, series } = summary.counts;
  lines.push(
    "",
    `now stored: ${accounts} accounts, ${incidents} incidents with ${incidentEvents} events, ${series} usage and quality series`,
  );
  const failed = summary.files.flatMap(({ file, error }) => (error === null ? [] : [`  ${file}: ${error}`]));
  if (failed.length > 0) lines.push("", "not read:", ...failed);
  const warnings = summary.files.flatMap((file) =>
    file.warnings.map(({ count, message }) => `  ${file.file}: ${count.toLocaleString("en")} × ${message}`),
  );
  if (warnings.length > 0) lines.push("", "to know:", ...warnings);
  if (summary.firstFaults.length > 0) {
    const told = summary.firstFaults.map(
      ({ file, line, column, reason, message }) => `  ${file}:${line}${column === null ? "" : ` [${column}]`} ${reason}: ${message}`,
    );
    const more = summary.total.dropped.total - told.length;
    lines.push("", "dropped:", ...told, ...(more > 0 ? [`  … and ${more.toLocaleString("en")} more: see --report FILE`] : []));
  }
  return `${lines.join("\n")}\n`;
}
