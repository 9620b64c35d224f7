import type { ReviewChart, ReviewLocale } from "../compose/review-document.ts";
import { noData } from "../compose/value-text.ts";
import { barScene } from "./chart/bar-scene.ts";
import { columnShapes } from "./chart/column-shapes.ts";
import { lineShapes } from "./chart/line-shapes.ts";
import { markShapes } from "./chart/mark-shapes.ts";
import { isHeld, lastOf, legendShapes, type Plot, saidOf } from "./chart/plot.ts";
import { tickText, valueAxis } from "./chart/value-axis.ts";
import { breakLines, textWidthPt } from "./measure-text.ts";
import { type Scene, type SceneShape, shortened } from "./scene.ts";

/** Of all lines together. */
const mostPoints = 600;

/**
 * A chart as shapes on paper, without its title: axis from zero where anything stands on it, values written at their marks and names at their lines
 * before any legend, gaps left open, at most 600 points. The same chart in the same size gives the same shapes.
 */
export function chartScene(chart: ReviewChart, widthPt: number, heightPt: number, fontPt: number, locale: ReviewLocale): Scene {
  const values = valuesOf(chart);
  if (values.length === 0) {
    const text = noData[locale];
    return {
      widthPt,
      heightPt,
      shapes: [
        {
          type: "text",
          role: "label",
          colour: "text3",
          text,
          x: widthPt / 2,
          y: heightPt / 2,
          anchor: "middle",
          fontPt,
          weight: "regular",
          key: null,
        },
      ],
    };
  }
  if (chart.type === "bar") return { widthPt, heightPt, shapes: barScene(chart, widthPt, heightPt, fontPt, locale) };
  const axis = valueAxis(values, chart.unit, chart.type === "line");
  const step = (axis.ticks[1] ?? 1) - (axis.ticks[0] ?? 0);
  const ticks = axis.ticks.map((value) => ({ value, text: tickText(value, step, chart.unit, locale) }));
  const left = Math.ceil(Math.max(...ticks.map(({ text }) => textWidthPt(text, fontPt))) + 8);
  const names = chart.type === "column" ? [] : endNames(chart, locale);
  const widest = (of: (name: (typeof names)[number]) => string): number =>
    Math.max(0, ...names.map((name) => textWidthPt(of(name), fontPt, "semibold")));
  // Names may be shortened, values never.
  const namesWidth = Math.max(
    Math.min(widest(({ name, value }) => `${name} ${value}`) + 14, widthPt * 0.34),
    widest(({ value }) => value) + 14,
  );
  const right = widthPt - (names.length === 0 ? 4 : namesWidth);
  const legend =
    chart.type === "column" && chart.series.length > 1 ? legendShapes(chart, left, right, fontPt) : { shapes: [], heightPt: 0 };
  // Over the plot there is room for named points, and over columns for the value of the highest.
  const lane = fontPt * ((chart.marks.some((mark) => mark.kind !== "gap") ? 2.7 : 0.7) + (chart.type === "line" ? 0 : 0.8));
  const count = Math.max(1, chart.categories.length);
  const stands = chart.type !== "line";
  const slotPt = stands ? (right - left) / count : (right - left) / Math.max(1, count - 1);
  const labels = categoryLabels(chart.categories, slotPt, stands, fontPt, left);
  const top = legend.heightPt + lane;
  const bottom = heightPt - labels.heightPt - 4;
  const x = (category: number): number =>
    stands ? left + slotPt * (category + 0.5) : count === 1 ? (left + right) / 2 : left + slotPt * category;
  const y = (value: number): number => bottom - ((value - axis.from) / (axis.to - axis.from)) * (bottom - top);
  const plot: Plot = { chart, locale, fontPt, widthPt, left, right, top, bottom, x, slotPt, y };
  const grid = ticks.flatMap(({ value, text }): readonly SceneShape[] => [
    {
      type: "line",
      role: value === 0 ? "axis" : "grid",
      colour: value === 0 ? "axis" : "grid",
      x1: left,
      y1: y(value),
      x2: right,
      y2: y(value),
      widthPt: 0.75,
      dash: null,
    },
    {
      type: "text",
      role: "axis",
      colour: "text3",
      text,
      x: left - 7,
      y: y(value) + fontPt * 0.35,
      anchor: "end",
      fontPt,
      weight: "regular",
      key: null,
    },
  ]);
  const categories = labels.texts.flatMap(({ category, lines, anchor }) =>
    lines.map((text, line): SceneShape => ({
      type: "text",
      role: "axis",
      colour: "text3",
      text,
      x: x(category),
      y: bottom + fontPt * (1.3 + line * 1.2),
      anchor,
      fontPt,
      weight: "regular",
      key: null,
    })),
  );
  const drawn = chart.type === "line" ? lineShapes(plot, mostPoints) : columnShapes(plot);
  return { widthPt, heightPt, shapes: [...grid, ...categories, ...legend.shapes, ...drawn, ...markShapes(plot, legend.heightPt, drawn)] };
}

function valuesOf(chart: ReviewChart): readonly number[] {
  const known = chart.series.flatMap((series) => series.values.filter((value) => value !== null));
  if (chart.type !== "stacked") return known;
  const sums = chart.categories.map((_, category) =>
    chart.series.reduce((sum, series, index) => sum + (isHeld(chart, index) ? 0 : Math.max(0, series.values[category] ?? 0)), 0),
  );
  return known.length === 0 ? [] : [...known, ...sums];
}

/** What stands at the ends of lines and beside the last stack. */
function endNames(chart: ReviewChart, locale: ReviewLocale): readonly { readonly name: string; readonly value: string }[] {
  return chart.series.flatMap(({ name, values }, index) => {
    const last = lastOf(values);
    // Names of stacks stand beside the last one.
    if (isHeld(chart, index) || last < 0 || (chart.type === "stacked" && last < chart.categories.length - 1)) return [];
    return [{ name, value: chart.type === "line" ? saidOf(chart, index, last, locale).text : "" }];
  });
}

interface CategoryLabel {
  readonly category: number;
  readonly lines: readonly string[];
  readonly anchor: "start" | "middle" | "end";
}

/** Names under the axis: over two lines where columns leave room, else every so many that they do not touch. */
function categoryLabels(
  categories: readonly string[],
  slotPt: number,
  stands: boolean,
  fontPt: number,
  left: number,
): { readonly texts: readonly CategoryLabel[]; readonly heightPt: number } {
  const widest = Math.max(0, ...categories.map((name) => textWidthPt(name, fontPt)));
  if (stands && widest > slotPt - 6 && slotPt > fontPt * 4) {
    const texts = categories.map((name, category) => {
      const lines = breakLines([{ text: name, key: null, bold: false, italic: false }], fontPt, slotPt - 6).map((line) =>
        line.runs
          .map((run) => run.text)
          .join("")
          .trim(),
      );
      const [first = "", ...others] = lines;
      return {
        category,
        lines: others.length === 0 ? [first] : [first, shortened(others.join(" "), fontPt, slotPt - 6)],
        anchor: "middle" as const,
      };
    });
    return { texts, heightPt: fontPt * (1.6 + (Math.max(...texts.map(({ lines }) => lines.length)) - 1) * 1.2) };
  }
  const most = Math.max(slotPt * 1.9, fontPt * 8);
  const every = Math.max(1, Math.ceil((Math.min(widest, most) + fontPt) / slotPt));
  const texts = categories.flatMap((name, category): readonly CategoryLabel[] => {
    if (category % every !== 0) return [];
    const text = shortened(name, fontPt, most);
    const half = textWidthPt(text, fontPt) / 2;
    // The first name must not leave the drawing.
    return [{ category, lines: [text], anchor: category === 0 && half > left ? "start" : "middle" }];
  });
  return { texts, heightPt: fontPt * 1.6 };
}
