import type { ChartGrid } from "./grid.ts";
import type { ChartScale } from "./scale.ts";

/** A line through the known steps; a step without data breaks it. Coordinates in tenths of a px. */
export function linePath(grid: ChartGrid, line: ArrayLike<number>, steps: readonly number[], scale: ChartScale): string {
  let path = "";
  let isOpen = false;
  for (const step of steps) {
    const value = line[step] ?? Number.NaN;
    if (Number.isNaN(value)) {
      isOpen = false;
      continue;
    }
    path += `${isOpen ? "L" : "M"}${place(grid, step, value, scale)}`;
    isOpen = true;
  }
  return path;
}

/** The area between two lines, closed; a step without either ends one area and begins the next. */
export function bandPath(
  grid: ChartGrid,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  steps: readonly number[],
  scale: ChartScale,
): string {
  let path = "";
  let run: number[] = [];
  const close = (): void => {
    if (run.length > 1) {
      const up = run.map((step) => place(grid, step, high[step] ?? 0, scale));
      const down = run.toReversed().map((step) => place(grid, step, low[step] ?? 0, scale));
      path += `M${[...up, ...down].join("L")}Z`;
    }
    run = [];
  };
  for (const step of steps) {
    if (Number.isNaN(low[step] ?? Number.NaN) || Number.isNaN(high[step] ?? Number.NaN)) close();
    else run.push(step);
  }
  close();
  return path;
}

function place(grid: ChartGrid, step: number, value: number, scale: ChartScale): string {
  return `${scale.x(grid.fromMs + step * grid.stepMs).toFixed(1)} ${scale.y(value).toFixed(1)}`;
}
