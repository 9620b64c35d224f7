import { coloursOf, isHeld, legendShapes, saidOf } from "./plot.ts";
import type { ReviewChart, ReviewLocale } from "../../compose/review-document.ts";
import { breakLines, textWidthPt } from "../measure-text.ts";
import { type SceneShape, shortened } from "../scene.ts";
import { valueAxis } from "./value-axis.ts";

/** Lying bars, the first category at the top, each with its name before and its value behind it; what it is held against is a tick across it. */
export function barScene(
  chart: ReviewChart,
  widthPt: number,
  heightPt: number,
  fontPt: number,
  locale: ReviewLocale,
): readonly SceneShape[] {
  const series = chart.series.flatMap((_, index) => (isHeld(chart, index) ? [] : [index]));
  const legend = series.length > 1 ? legendShapes(chart, 0, widthPt, fontPt) : { shapes: [], heightPt: 4 };
  const values = chart.series.flatMap((one) => one.values.filter((value) => value !== null));
  const axis = valueAxis(values, chart.unit, false);
  // Few bars stand together instead of far apart.
  const slotPt = Math.min((heightPt - legend.heightPt) / Math.max(1, chart.categories.length), 34 + 26 * series.length);
  const widestName = Math.max(0, ...chart.categories.map((name) => textWidthPt(name, fontPt)));
  const left = Math.ceil(Math.min(widestName + 10, widthPt * 0.4));
  const texts = series.flatMap((index) => chart.categories.map((_, category) => saidOf(chart, index, category, locale).text));
  const right = widthPt - Math.max(0, ...texts.map((text) => textWidthPt(text, fontPt, "semibold"))) - 8;
  const x = (value: number): number => left + ((value - axis.from) / (axis.to - axis.from)) * (right - left);
  const groupPt = Math.min(slotPt * 0.7, 26 * series.length);
  const barPt = groupPt / Math.max(1, series.length);
  const shapes: SceneShape[] = [...legend.shapes];
  for (const [category, name] of chart.categories.entries()) {
    const middle = legend.heightPt + slotPt * (category + 0.5);
    for (const [line, text] of nameLines(name, fontPt, left - 10, slotPt).entries()) {
      const count = nameLines(name, fontPt, left - 10, slotPt).length;
      const y = middle + fontPt * (0.35 + (line - (count - 1) / 2) * 1.2);
      shapes.push({
        type: "text",
        role: "axis",
        colour: "text2",
        text,
        x: left - 8,
        y,
        anchor: "end",
        fontPt,
        weight: "regular",
        key: null,
      });
    }
    for (const [place, index] of series.entries()) {
      const value = chart.series[index]?.values[category] ?? null;
      const y = middle - groupPt / 2 + place * barPt;
      const from = Math.min(x(0), x(value ?? 0));
      if (value !== null)
        shapes.push({
          type: "rect",
          role: "series",
          colour: coloursOf(chart, index).mark,
          x: from,
          y,
          width: Math.max(0.75, Math.abs(x(value) - x(0))),
          height: Math.max(0.5, barPt - (series.length > 1 ? 1 : 0)),
        });
      if (barPt < fontPt * 0.95) continue;
      const said = saidOf(chart, index, category, locale);
      const colour = value === null ? "text3" : coloursOf(chart, index).text;
      const to = Math.max(x(0), x(value ?? 0));
      shapes.push({
        type: "text",
        role: "label",
        colour,
        text: said.text,
        x: to + 5,
        y: y + barPt / 2 + fontPt * 0.35,
        anchor: "start",
        fontPt,
        weight: chart.series[index]?.role === "main" ? "semibold" : "regular",
        key: said.key,
      });
    }
    for (const [index, held] of chart.series.entries()) {
      const value = held.values[category] ?? null;
      if (!isHeld(chart, index) || value === null) continue;
      const { mark } = coloursOf(chart, index);
      shapes.push({
        type: "line",
        role: "held",
        colour: mark,
        x1: x(value),
        y1: middle - groupPt / 2 - 2,
        x2: x(value),
        y2: middle + groupPt / 2 + 2,
        widthPt: 1.5,
        dash: held.role === "target" ? "4 3" : null,
      });
    }
  }
  shapes.push({
    type: "line",
    role: "axis",
    colour: "axis",
    x1: x(0),
    y1: legend.heightPt,
    x2: x(0),
    y2: legend.heightPt + slotPt * chart.categories.length,
    widthPt: 0.75,
    dash: null,
  });
  return shapes;
}

/** A name over as many lines as its bar is high, three at most. */
function nameLines(name: string, fontPt: number, widthPt: number, slotPt: number): readonly string[] {
  const most = Math.max(1, Math.min(3, Math.floor(slotPt / (fontPt * 1.2))));
  const lines = breakLines([{ text: name, key: null, bold: false, italic: false }], fontPt, widthPt).map((line) =>
    line.runs
      .map((run) => run.text)
      .join("")
      .trim(),
  );
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), shortened(lines.slice(most - 1).join(" "), fontPt, widthPt)];
}
