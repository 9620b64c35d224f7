import { formatDateTime, formatDay } from "../../../shared/i18n/format-time.ts";
import type { ChartGrid } from "./grid.ts";

/** Text of a cell: quoted where needed, and never read as a formula by a spreadsheet. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Every step of the chart, none left out: UTC instant, wall clock in the zone, a column per line. No data is an empty cell. */
export function chartCsv(grid: ChartGrid, labels: readonly string[], zone: string): string {
  const rows = [["utc", zone, ...labels].map(cell).join(",")];
  for (let i = 0; i < grid.length; i += 1) {
    const ms = grid.fromMs + i * grid.stepMs;
    const values = grid.values.map((line) => (Number.isNaN(line[i]) ? "" : String(line[i])));
    rows.push([new Date(ms).toISOString(), `${formatDay(ms, zone)} ${formatDateTime(ms, zone).slice(-5)}`, ...values].join(","));
  }
  // The mark lets Excel read UTF-8.
  return `\uFEFF${rows.join("\r\n")}\r\n`;
}
