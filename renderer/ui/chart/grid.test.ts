import { expect, it } from "vitest";
import { chartGrid, gapsOf } from "./grid.ts";

const hour = 3_600_000;
const nan = Number.NaN;

it("puts lines that start at different hours on one grid, and leaves holes where one has nothing", () => {
  const grid = chartGrid(
    [
      { id: "a", label: "a", startMs: 2 * hour, stepMs: hour, values: [1, 2, 3] },
      { id: "b", label: "b", startMs: 0, stepMs: hour, values: [9, 8, 7, 6] },
    ],
    undefined,
    hour,
    5 * hour,
  );
  expect({ ...grid, values: grid.values.map((line) => [...line]) }).toEqual({
    fromMs: hour,
    stepMs: hour,
    length: 4,
    values: [
      [nan, 1, 2, 3],
      [8, 7, 6, nan],
    ],
    low: null,
    high: null,
  });
});

it("names a gap only where every line is silent, and data that is late", () => {
  const grid = chartGrid(
    [
      { id: "a", label: "a", startMs: 0, stepMs: hour, values: [nan, 1, nan, nan, 2, nan, nan, nan] },
      { id: "b", label: "b", startMs: 0, stepMs: hour, values: [nan, 1, nan, 3, 2, nan, nan, nan] },
    ],
    undefined,
    0,
    8 * hour,
  );
  expect(gapsOf(grid, [0, 1], 7 * hour)).toEqual([
    { fromMs: 2 * hour, toMs: 3 * hour },
    { fromMs: 5 * hour, toMs: 7 * hour },
  ]);
  expect(gapsOf(grid, [0, 1], 5 * hour)).toEqual([{ fromMs: 2 * hour, toMs: 3 * hour }]);
});
