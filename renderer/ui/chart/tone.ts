import type { ChartSeries } from "./chart-model.ts";

/** Colour of a line as CSS: its own, else by its place among the lines that are not comparisons; comparisons have that of grey text. */
export function lineColour(series: readonly ChartSeries[], index: number): string {
  const line = series[index];
  if (line?.look === "dotted") return "var(--text3)";
  const own = line?.tone;
  switch (own) {
    case "history":
      return "var(--chart-history)";
    case "forecast":
      return "var(--chart-forecast-p50)";
    case "what-if":
      return "var(--chart-what-if)";
    case undefined: {
      const place = series.slice(0, index).filter((one) => one.look !== "dotted").length;
      return `var(--chart-series-${(place % 6) + 1})`;
    }
    default:
      return `var(--chart-series-${own})`;
  }
}
