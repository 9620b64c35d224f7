import { ChartRun } from "docx/charts";
import type { ChartSeries, ReviewChart } from "../../compose/review-document.ts";
import { numberFormat } from "../number-format.ts";
import { printableText } from "../printable-text.ts";
import { fonts, page, paper } from "./docx-look.ts";

type ChartOptions = ConstructorParameters<typeof ChartRun>[0];
type SeriesOptions = Extract<ChartOptions, { readonly type: "column" }>["series"][number];

const pixelsPerTwip = 96 / 1440;

/**
 * A chart that Word draws and lets be edited, with its data in a workbook of its own. What columns are held against (targets, capacity) is a line over
 * them; among lines everything but what happened now is dashed or dotted, so that they differ in print as well.
 */
export function docxChart(chart: ReviewChart): ChartRun {
  const categories = chart.categories.map(printableText);
  const width = Math.floor(page.textWidth * pixelsPerTwip);
  const font = { name: fonts.ascii, color: paper.quiet };
  const label = { size: 10, color: paper.quiet };
  const values = {
    numberFormat: numberFormat(chart.unit),
    font: label,
    title: { text: printableText(chart.unitLabel), font: { size: 10, bold: false, color: paper.quiet } },
  };
  const common = {
    categories,
    transformation: { width, height: chart.type === "bar" ? barHeight(chart) : 300 },
    font,
    chartArea: { fill: "FFFFFF", border: "none" },
    legend: chart.series.length > 1 ? { position: "bottom" as const, font: label } : false,
    altText: { name: alt(chart.title.map(({ text }) => text).join("")), description: alt(chart.alt) },
    emptyValues: "gap",
  } as const;
  const series = chart.series.map((one, i) => seriesOf(one, chart, i));
  switch (chart.type) {
    case "line":
      return new ChartRun({
        type: "line",
        ...common,
        series,
        categoryAxis: { font: label },
        valueAxis: values,
      });
    case "column":
    case "stacked":
      return new ChartRun({
        type: "column",
        ...common,
        series,
        stacking: chart.type === "stacked" ? "stacked" : "none",
        gapWidth: 60,
        categoryAxis: { font: label },
        valueAxis: { ...values, minimum: lowest(chart) },
      });
    case "bar":
      // The first category stands at the top, as it is read.
      return new ChartRun({
        type: "bar",
        ...common,
        series,
        gapWidth: 50,
        categoryAxis: { font: label, reverseOrder: true },
        valueAxis: { ...values, minimum: lowest(chart), crossesAt: "maximum" },
      });
  }
}

const dashes = { main: "solid", other: "solid", target: "dash", capacity: "dash", before: "shortDash", expected: "shortDot" } as const;

function seriesOf(series: ChartSeries, chart: ReviewChart, index: number): SeriesOptions {
  const { role } = series;
  const color = colourOf(series, chart, index);
  const overColumns = chart.type !== "line" && chart.type !== "bar" && (role === "target" || role === "capacity");
  const style = { line: { color, width: role === "main" ? 2.5 : 1.75, dash: dashes[role] }, markers: hasLonelyPoint(series) };
  return {
    name: printableText(series.name),
    values: series.values,
    color,
    ...(overColumns ? { type: "line", ...style } : {}),
    ...(chart.type === "line" ? style : {}),
  };
}

/** A value between two gaps is no line: it is seen as a point only. */
function hasLonelyPoint({ values }: ChartSeries): boolean {
  return values.some((value, i) => value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null);
}

/** Earlier times fade the further back they are: the second one is lighter. */
function colourOf({ role }: ChartSeries, chart: ReviewChart, index: number): string {
  if (role === "capacity") return paper.capacity;
  if (role === "target") return paper.target;
  if (role === "expected") return paper.expected;
  if (role === "before") return chart.series.slice(0, index).some((earlier) => earlier.role === "before") ? paper.rule : paper.before;
  return paper.series[index % paper.series.length] ?? paper.accent;
}

/** Columns stand on zero, or hang from it. */
function lowest(chart: ReviewChart): number {
  const least = Math.min(0, ...chart.series.flatMap(({ values }) => values.filter((value) => value !== null)));
  return least < 0 ? least : 0;
}

function barHeight(chart: ReviewChart): number {
  return Math.min(720, 90 + chart.categories.length * (14 + 14 * chart.series.length));
}

/** Word shortens nothing itself: a description that is longer than this is refused by some of its readers. */
function alt(text: string): string {
  return printableText(text).slice(0, 2000);
}
