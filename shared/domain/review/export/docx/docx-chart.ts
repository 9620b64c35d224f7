import { ChartRun } from "docx/charts";
import type { ChartSeries, ReviewChart } from "../../compose/review-document.ts";
import { numberFormat } from "../number-format.ts";
import { printableText } from "../printable-text.ts";
import { fonts, page, paper } from "./docx-look.ts";

type ChartOptions = ConstructorParameters<typeof ChartRun>[0];
type SeriesOptions = Extract<ChartOptions, { readonly type: "column" }>["series"][number];

const pixelsPerTwip = 96 / 1440;

/**
 * A chart that Word draws and lets be edited, with its data in a workbook of its own. Lines to be held against (targets, capacity, an earlier time, a
 * forecast) are drawn as lines over columns too, and dashed, so that they differ in print as well.
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

const heldAgainst: Readonly<Record<ChartSeries["role"], boolean>> = {
  main: false,
  other: false,
  target: true,
  capacity: true,
  before: true,
  expected: true,
};

function seriesOf(series: ChartSeries, chart: ReviewChart, index: number): SeriesOptions {
  const color = colourOf(series.role, index);
  const against = heldAgainst[series.role];
  const drawnAsLine = chart.type === "line" || (against && chart.type !== "bar");
  return {
    name: printableText(series.name),
    values: series.values,
    color,
    ...(drawnAsLine && chart.type !== "line" ? { type: "line" } : {}),
    ...(drawnAsLine
      ? {
          line: { color, width: series.role === "main" ? 2.5 : 1.75, ...(against ? { dash: "dash" } : {}) },
          markers: hasLonelyPoint(series),
        }
      : {}),
  };
}

/** A value between two gaps is no line: it is seen as a point only. */
function hasLonelyPoint({ values }: ChartSeries): boolean {
  return values.some((value, i) => value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null);
}

function colourOf(role: ChartSeries["role"], index: number): string {
  if (role === "capacity") return paper.capacity;
  if (role === "target") return paper.target;
  if (role === "expected") return paper.expected;
  if (role === "before") return paper.before;
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
