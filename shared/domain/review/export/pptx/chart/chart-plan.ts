import type { ChartSeries, ReviewChart } from "../../../compose/review-document.ts";
import { type ValueAxis, valueAxis } from "../../../layout/chart/value-axis.ts";
import { textWidthPt } from "../../../layout/measure-text.ts";
import type { LookColours, Place } from "../look/look.ts";
import { axisFormat, formatSaysUnit, valueFormat } from "./axis-format.ts";

export interface SeriesPlan {
  readonly series: ChartSeries;
  /** Its column in the workbook, from 1. */
  readonly column: number;
  readonly drawn: "line" | "bar";
  readonly colour: string;
  /** The same as dark as text must be. */
  readonly textColour: string;
  readonly widthPt: number;
  readonly dashed: boolean;
  /** Where its name stands at its line; null = in the legend, or nowhere. */
  readonly nameAt: {
    readonly category: number;
    readonly side: "r" | "t" | "b";
    readonly withValue: boolean;
    readonly shiftPt: number;
  } | null;
  /** Every value is written beside its mark. */
  readonly labelled: boolean;
}

export interface ChartPlan {
  readonly axis: ValueAxis;
  readonly step: number;
  readonly axisFormat: string;
  readonly valueFormat: string;
  /** Unit over the value axis, where its numbers do not say it. */
  readonly unitTitle: string | null;
  /** Of the inner plot, points in the chart. */
  readonly plot: Place;
  readonly legend: boolean;
  readonly series: readonly SeriesPlan[];
  /** Middle of a category, points in the chart. */
  readonly categoryX: (category: number) => number;
  readonly valueY: (value: number) => number;
  /** Free room between bars, in percent of a bar. */
  readonly gapWidth: number;
  /** Categories from one written label to the next. */
  readonly labelEvery: number;
}

/** Height of the names of marks over the plot, in font sizes. */
export const markLaneEm = 2.7;

const against: readonly ChartSeries["role"][] = ["target", "capacity", "expected"];

/** Where everything of a chart goes, in points: written into the file, so that it looks alike wherever it is opened. */
export function planChart(chart: ReviewChart, width: number, height: number, fontPt: number, colours: LookColours): ChartPlan {
  const stacked = chart.type === "stacked";
  const drawn = chart.series.map((series) =>
    chart.type === "line" || (chart.type !== "bar" && against.includes(series.role)) ? ("line" as const) : ("bar" as const),
  );
  const axis = valueAxis(extremes(chart, stacked ? drawn : null), chart.unit, chart.type === "line");
  const step = (axis.ticks[1] ?? 1) - (axis.ticks[0] ?? 0);
  // Bars say their numbers beside them; the unit is in the caption.
  const unitTitle = chart.type === "bar" || formatSaysUnit(chart.unit) || chart.unitLabel === "" ? null : chart.unitLabel;
  const bars = drawn.filter((each) => each === "bar").length;
  const named = drawn.map((each, index) => each === "line" && !(bars > 1 && chart.series[index]?.role === "other"));
  const lines = chart.series.filter((series, index) => named[index] === true && !isLevel(series));
  const nameWidth = Math.max(0, ...lines.map((series) => textWidthPt(`${series.name} 99.9%`, fontPt, "semibold"))) + 10;
  // Names at the ends of lines are read faster than a legend, as long as they leave room for the lines and are few.
  const direct = lines.length <= 6 && nameWidth <= width * 0.34;
  const legend = bars > 1 || (!direct && chart.series.length > 1);
  const labels = Math.max(...chart.categories.map((category) => textWidthPt(category, fontPt)), 0);
  const values = [axis.from, axis.to].map((value) => textWidthPt(sample(value, chart, step), fontPt));
  const valueWidth = Math.max(...values) + 8;
  const lane = chart.marks.some(({ kind }) => kind !== "gap") ? fontPt * markLaneEm : 0;
  const top = (unitTitle === null ? 4 : fontPt * 1.6) + (legend ? fontPt * 1.9 : 0) + fontPt * 0.6 + lane;
  const right = direct && lines.length > 0 ? nameWidth : chart.type === "bar" ? valueWidth + 6 : 8;
  const plot: Place =
    chart.type === "bar"
      ? bounded(Math.min(labels + 10, width * 0.4), legend ? fontPt * 1.9 : 2, right, 2, width, height)
      : bounded(valueWidth, top, right, fontPt * 1.9, width, height);
  const slot = plot.width / Math.max(1, chart.categories.length);
  const ends = direct ? endLabels(lines, axis, plot, fontPt) : new Map<ChartSeries, number>();
  const labelled = chart.type === "bar" ? bars * chart.categories.length <= 24 : bars === 1 && !stacked && chart.categories.length <= 14;
  return {
    axis,
    step,
    axisFormat: axisFormat(chart.unit, step),
    valueFormat: valueFormat(chart.unit),
    unitTitle,
    plot,
    legend,
    categoryX: (category) =>
      chart.type === "line" && chart.categories.length > 1
        ? plot.x + (plot.width * category) / (chart.categories.length - 1)
        : plot.x + slot * (category + 0.5),
    valueY: (value) => valueY(value, axis, plot),
    gapWidth: gapWidth(chart.type === "bar" ? plot.height / Math.max(1, chart.categories.length) : slot, stacked ? 1 : bars),
    labelEvery: chart.type === "bar" ? 1 : Math.max(1, Math.ceil((labels + 12) / slot)),
    series: chart.series.map((series, index) => ({
      series,
      column: index + 1,
      drawn: drawn[index] ?? "line",
      ...lookOf(series, index, chart, colours),
      nameAt: named[index] === true ? nameAt(series, ends, (value) => valueY(value, axis, plot) < plot.y + fontPt * 1.6) : null,
      labelled: labelled && drawn[index] === "bar",
    })),
  };
}

/** Bars of half of their place, and never thicker than is needed to compare them. */
function gapWidth(slotPt: number, bars: number): number {
  const thickest = 34 * Math.max(1, bars);
  return Math.round(Math.min(500, Math.max(bars > 1 ? 70 : 60, ((slotPt - thickest) / thickest) * 100 * Math.max(1, bars))));
}

function valueY(value: number, axis: ValueAxis, plot: Place): number {
  return plot.y + plot.height * (1 - (value - axis.from) / (axis.to - axis.from));
}

function bounded(left: number, top: number, right: number, bottom: number, width: number, height: number): Place {
  return { x: left, y: top, width: Math.max(20, width - left - right), height: Math.max(20, height - top - bottom) };
}

function known(series: ChartSeries): readonly number[] {
  return series.values.filter((value) => value !== null);
}

function extremes(chart: ReviewChart, stackedBars: readonly ("line" | "bar")[] | null): readonly number[] {
  if (stackedBars === null) return chart.series.flatMap(known);
  const sums = chart.categories.map((_, category) =>
    chart.series.reduce((sum, series, index) => sum + (stackedBars[index] === "bar" ? (series.values[category] ?? 0) : 0), 0),
  );
  return [...sums, ...chart.series.filter((_, index) => stackedBars[index] === "line").flatMap(known)];
}

/** A line that is held against: it has one value, and its name says it. */
function isLevel(series: ChartSeries): boolean {
  return (series.role === "target" || series.role === "capacity") && new Set(known(series)).size === 1;
}

function nameAt(series: ChartSeries, ends: ReadonlyMap<ChartSeries, number>, atTop: (value: number) => boolean): SeriesPlan["nameAt"] {
  if (isLevel(series)) {
    const at = series.values.findIndex((value, category) => value !== null && (category > 0 || series.values.length === 1));
    const category = Math.max(0, at);
    return { category, side: atTop(series.values[category] ?? 0) ? "b" : "t", withValue: false, shiftPt: 0 };
  }
  const shiftPt = ends.get(series);
  if (shiftPt === undefined) return null;
  return { category: series.values.findLastIndex((value) => value !== null), side: "r", withValue: true, shiftPt };
}

/** How far each name is moved up (−) or down from the end of its line so that no two stand on each other. */
function endLabels(lines: readonly ChartSeries[], axis: ValueAxis, plot: Place, fontPt: number): ReadonlyMap<ChartSeries, number> {
  const ends = lines
    .flatMap((series) => {
      const value = known(series).at(-1);
      return value === undefined ? [] : [{ series, wish: valueY(value, axis, plot), y: valueY(value, axis, plot) }];
    })
    .sort((a, b) => a.wish - b.wish);
  const gap = fontPt * 1.35;
  for (const [index, end] of ends.entries()) {
    const above = ends[index - 1];
    if (above !== undefined) end.y = Math.max(end.y, above.y + gap);
  }
  const over = Math.max(0, (ends.at(-1)?.y ?? 0) - (plot.y + plot.height));
  for (let index = ends.length - 1, floor = Number.POSITIVE_INFINITY; index >= 0; index -= 1) {
    const end = ends[index];
    if (end === undefined) continue;
    end.y = Math.min(index === ends.length - 1 ? end.y - over : end.y, floor);
    floor = end.y - gap;
  }
  return new Map(ends.map(({ series, wish, y }) => [series, y - wish]));
}

/** As wide as the longest number on the axis. */
function sample(value: number, chart: ReviewChart, step: number): string {
  if (chart.unit === "share") return `${(value * 100).toFixed(step >= 0.01 ? 0 : 1)}%`;
  return `${Math.round(value).toLocaleString("en-US")}${Number.isInteger(step) ? "" : ".0"}${formatSaysUnit(chart.unit) ? " ms" : ""}`;
}

/** How many earlier times stand before this one. */
function beforeRank(chart: ReviewChart, index: number): number {
  return Math.min(1, chart.series.slice(0, index).filter(({ role }) => role === "before").length);
}

function lookOf(
  series: ChartSeries,
  index: number,
  chart: ReviewChart,
  colours: LookColours,
): Pick<SeriesPlan, "colour" | "textColour" | "widthPt" | "dashed"> {
  const { mark, text } = colours.series[index % colours.series.length] ?? { mark: colours.accent, text: colours.accent };
  switch (series.role) {
    case "target":
      return { colour: colours.muted, textColour: colours.muted, widthPt: 1.25, dashed: true };
    case "capacity":
      return { colour: colours.capacity, textColour: colours.capacity, widthPt: 1.5, dashed: true };
    case "before":
      return {
        colour: colours.before[beforeRank(chart, index)] ?? colours.muted,
        textColour: colours.muted,
        widthPt: 1.5,
        dashed: chart.type === "line",
      };
    case "expected":
      return { colour: mark, textColour: text, widthPt: 1.75, dashed: true };
    case "main":
    case "other":
      return { colour: mark, textColour: text, widthPt: series.role === "main" ? 2.5 : 1.75, dashed: false };
  }
}
