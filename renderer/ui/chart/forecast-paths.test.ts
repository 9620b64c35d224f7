import { expect, test } from "vitest";
import { bandPath, linePath } from "./forecast-paths.ts";
import type { ChartGrid } from "./grid.ts";
import type { ChartScale } from "./scale.ts";

const grid: ChartGrid = { fromMs: 0, stepMs: 1, length: 6, values: [], low: null, high: null };
const scale: ChartScale = { left: 0, right: 6, top: 0, bottom: 10, x: (ms) => ms, y: (value) => 10 - value, at: (x) => x };
const gap = Number.NaN;

test("a line breaks where data is missing and goes on after it", () => {
  expect(linePath(grid, [1, 2, gap, gap, 3, 4], [0, 1, 2, 4, 5], scale)).toBe("M0.0 9.0L1.0 8.0M4.0 7.0L5.0 6.0");
});

test("a band lies between its lines, over what both know, and a lone step draws nothing", () => {
  expect(bandPath(grid, [1, 1, gap, 1, gap, 1], [2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5], scale)).toBe("M0.0 8.0L1.0 7.0L1.0 9.0L0.0 9.0Z");
});
