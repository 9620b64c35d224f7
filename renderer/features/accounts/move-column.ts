import type { ColumnId } from "./list-view.ts";

/** The columns with one of them a place further to the left (-1) or right (1); at an end they stay as they are. */
export function moveColumn(columns: readonly ColumnId[], id: ColumnId, by: -1 | 1): ColumnId[] {
  const from = columns.indexOf(id);
  const to = from + by;
  const moved = [...columns];
  if (from < 0 || to < 0 || to >= columns.length) return moved;
  moved.splice(from, 1);
  moved.splice(to, 0, id);
  return moved;
}
