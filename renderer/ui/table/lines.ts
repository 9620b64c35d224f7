import type { TableGroup } from "./column.ts";

/** One line of a table's body. */
export type Line<Row> =
  | { readonly type: "group"; readonly key: string; readonly group: TableGroup<Row> }
  | { readonly type: "row"; readonly key: string; readonly row: Row };

/** The lines that are shown: group headers, and rows of groups that are not folded. */
export function tableLines<Row>(
  groups: readonly TableGroup<Row>[],
  rowKey: (row: Row) => string,
  folded: ReadonlySet<string>,
): readonly Line<Row>[] {
  const lines: Line<Row>[] = [];
  for (const group of groups) {
    if (group.header !== null) lines.push({ type: "group", key: `group:${group.id}`, group });
    if (group.header !== null && folded.has(group.id)) continue;
    for (const row of group.rows) lines.push({ type: "row", key: rowKey(row), row });
  }
  return lines;
}

/** Where the cursor goes with a key; null = the key does not move it. Group headers are stops too, so that they can be folded by key. */
export function nextLine(key: string, here: number, count: number, pageLines: number): number | null {
  if (count === 0) return null;
  const clamp = (index: number): number => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case "ArrowDown":
    case "j":
      return here < 0 ? 0 : clamp(here + 1);
    case "ArrowUp":
    case "k":
      return here < 0 ? 0 : clamp(here - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "PageDown":
      return clamp(Math.max(0, here) + pageLines);
    case "PageUp":
      return clamp(Math.max(0, here) - pageLines);
    default:
      return null;
  }
}

/** The next row in a direction, headers of groups passed over; null = there is none. A selection grows by rows, whatever stands between them. */
export function nextRow<Row>(lines: readonly Line<Row>[], here: number, step: 1 | -1): number | null {
  for (let index = here + step; index >= 0 && index < lines.length; index += step) if (lines[index]?.type === "row") return index;
  return null;
}

/**
 * The line of the cursor after the data changed: the same row where it is now; when it is gone, the line that took its place. -1 when the
 * table is empty or had no cursor.
 */
export function keepCursor<Row>(lines: readonly Line<Row>[], cursorKey: string | null, lastIndex: number): number {
  if (cursorKey === null || lines.length === 0) return -1;
  const found = lines.findIndex((line) => line.key === cursorKey);
  return found >= 0 ? found : Math.max(0, Math.min(lines.length - 1, lastIndex));
}

/** Keys of the rows from the line of a key to the line at `index`, both included, whichever comes first; without the key, that one row. */
export function keysBetween<Row>(lines: readonly Line<Row>[], fromKey: string | null, index: number): readonly string[] {
  const found = fromKey === null ? -1 : lines.findIndex((line) => line.key === fromKey);
  const from = found < 0 ? index : found;
  return lines.slice(Math.min(from, index), Math.max(from, index) + 1).flatMap((line) => (line.type === "row" ? [line.key] : []));
}
