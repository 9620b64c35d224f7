import { expect, it } from "vitest";
import type { TableGroup } from "./column.ts";
import { keepCursor, nextLine, nextRow, tableLines } from "./lines.ts";

interface Row {
  readonly id: string;
}
const groups: readonly TableGroup<Row>[] = [
  { id: "risk", header: "Risk", label: "Risk", rows: [{ id: "a" }, { id: "b" }] },
  { id: "good", header: "Good", label: "Good", rows: [{ id: "c" }] },
];
const key = (row: Row): string => row.id;

it("shows headers and rows, and only the header of a folded group", () => {
  expect(tableLines(groups, key, new Set()).map((line) => line.key)).toEqual(["group:risk", "a", "b", "group:good", "c"]);
  expect(tableLines(groups, key, new Set(["risk"])).map((line) => line.key)).toEqual(["group:risk", "group:good", "c"]);
  expect(
    tableLines([{ id: "all", header: null, label: "all", rows: [{ id: "a" }] }], key, new Set(["all"])).map((line) => line.key),
  ).toEqual(["a"]);
});

it.each([
  ["j", 0, 1],
  ["ArrowDown", 4, 4],
  ["k", 0, 0],
  ["ArrowUp", 3, 2],
  ["j", -1, 0],
  ["k", -1, 0],
  ["Home", 3, 0],
  ["End", 0, 4],
  ["PageDown", 1, 4],
  ["PageUp", 4, 1],
  ["PageDown", -1, 3],
  ["q", 2, null],
])("moves with %s from line %d", (pressed, here, there) => {
  expect(nextLine(pressed, here, 5, 3)).toBe(there);
});

it("has nowhere to go in an empty table", () => {
  expect(nextLine("j", -1, 0, 3)).toBeNull();
});

it("selects on from the last row of a group into the next group", () => {
  const lines = tableLines(groups, key, new Set());
  expect([nextRow(lines, 1, 1), nextRow(lines, 2, 1), nextRow(lines, 4, -1), nextRow(lines, 4, 1), nextRow(lines, 1, -1)]).toEqual([
    2,
    4,
    2,
    null,
    null,
  ]);
});

it("keeps the cursor on its row when data refreshes, and near it when the row is gone", () => {
  const lines = tableLines(groups, key, new Set());
  expect(keepCursor(lines, "b", 0)).toBe(2);
  expect(keepCursor(lines, "gone", 3)).toBe(3);
  expect(keepCursor(lines, "gone", 99)).toBe(4);
  expect(keepCursor(lines, null, 2)).toBe(-1);
  expect(keepCursor([], "b", 2)).toBe(-1);
});
