import { addDays } from "../../../shared/domain/calendar/day.ts";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { matches, searchKey, searchQuery } from "../../../shared/domain/search/search-key.ts";
import type { TaskRow } from "../../data/queries/task-rows.ts";

export const whenFilters = ["all", "overdue", "today", "week", "undated", "settled"] as const;
export type WhenFilter = (typeof whenFilters)[number];
export const taskGroupings = ["due", "account", "owner", "origin", "none"] as const;
export type TaskGrouping = (typeof taskGroupings)[number];

/** What the list shows. */
export interface TaskView {
  readonly whose: "mine" | "all";
  readonly when: WhenFilter;
  readonly grouping: TaskGrouping;
  readonly sort: TaskSort;
}
export interface TaskSort {
  readonly columnId: "due" | "title" | "account" | "owner";
  readonly direction: "ascending" | "descending";
}

/** Whether a row passes the filter by time: days are those of its account. */
export function isWhen({ task, standing, today }: TaskRow, when: WhenFilter): boolean {
  if (when === "settled") return task.state !== "open";
  if (task.state !== "open") return false;
  switch (when) {
    case "all":
      return true;
    case "week":
      return task.dueOn !== null && task.dueOn <= addDays(today, 7);
    default:
      return standing.state === when;
  }
}

/** Rows that pass every part of the filter but the time, so that times can be counted. */
export function filterTasks(
  rows: readonly TaskRow[],
  { whose }: Pick<TaskView, "whose">,
  text: string,
  titleOf: (row: TaskRow) => string,
  romanize: Romanize | null,
): readonly TaskRow[] {
  const query = searchQuery(text);
  return rows.filter(
    (row) =>
      (whose === "all" || row.mine) &&
      (query.terms.length === 0 ||
        matches(searchKey([titleOf(row), row.accountName, row.ownerName].filter((part) => part !== null).join("\n"), romanize), query)),
  );
}

/** In the order of a column; what has no value comes last either way. Rows that are equal in it stay by day. */
export function sortTasks(
  rows: readonly TaskRow[],
  { columnId, direction }: TaskSort,
  titleOf: (row: TaskRow) => string,
): readonly TaskRow[] {
  const value = (row: TaskRow): string | null => {
    switch (columnId) {
      case "due":
        return row.task.state === "open" ? row.task.dueOn : row.task.doneOn;
      case "title":
        return titleOf(row);
      case "account":
        return row.accountName;
      case "owner":
        return row.ownerName;
    }
  };
  const sign = direction === "ascending" ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (columnId === "due" ? (left < right ? -1 : left > right ? 1 : 0) : left.localeCompare(right, "zh-Hans-CN"));
  });
}

export interface TaskGroup {
  readonly key: string;
  readonly rows: readonly TaskRow[];
}

const dueOrder = ["overdue", "today", "ahead", "undated"] as const;

/** Groups in the order of time, else of their first row. */
export function groupTasks(rows: readonly TaskRow[], grouping: TaskGrouping): readonly TaskGroup[] {
  if (grouping === "none") return [{ key: "", rows }];
  const groups = [...Map.groupBy(rows, (row) => keyOf(row, grouping))].map(([key, members]) => ({ key, rows: members }));
  if (grouping !== "due") return groups;
  const rank = (key: string): number => dueOrder.findIndex((one) => one === key);
  return groups.toSorted((a, b) => rank(a.key) - rank(b.key));
}

function keyOf(row: TaskRow, grouping: Exclude<TaskGrouping, "none">): string {
  switch (grouping) {
    case "due":
      return row.standing.state;
    case "account":
      return row.task.accountId ?? "";
    case "owner":
      return row.task.ownerId;
    case "origin":
      return row.origin.from;
  }
}
