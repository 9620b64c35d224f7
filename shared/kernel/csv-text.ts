type Cell = string | number | null;

/**
 * Rows as CSV by RFC 4180 with a byte order mark, so that spreadsheets read Chinese. A text that a spreadsheet would run as a formula
 * (it begins with `=`, `+`, `-`, `@`, their full-width forms, tab or a line break, after any blanks and NULs) is led by an apostrophe. null is an
 * empty cell.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/* oxlint-disable-next-line no-control-regex -- NUL is what is looked for: some spreadsheets skip it */
const runs = /^[\s\0]*[=+\-@＝＋－＠]|^\0*[\t\r\n]/;

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const safe = runs.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
