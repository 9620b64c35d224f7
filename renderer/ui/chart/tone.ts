import type { ChartSeries } from "./chart-model.ts";

/** Colour of a line: its own, else by its place among the lines that are not comparisons. */
export function toneOf(series: readonly ChartSeries[], index: number): number {
  const own = series[index]?.tone;
  if (own !== undefined) return own;
  const place = series.slice(0, index).filter((line) => line.look !== "dotted").length;
  return (place % 6) + 1;
}
