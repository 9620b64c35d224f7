import { coloursOf, isHeld, type Plot, saidOf } from "./plot.ts";
import { formatCompact, formatPercent } from "../../../../i18n/format-number.ts";
import { heldShapes } from "./held-shapes.ts";
import { spread } from "./line-shapes.ts";
import { textWidthPt } from "../measure-text.ts";
import { type SceneShape, shortened } from "../scene.ts";

/** Columns beside or on top of each other, with their values over them where there is room. */
export function columnShapes(plot: Plot): readonly SceneShape[] {
  const drawn = plot.chart.type === "stacked" ? stacked(plot) : grouped(plot);
  return [...drawn, ...heldShapes(plot, drawn)];
}

function standing(plot: Plot): readonly number[] {
  return plot.chart.series.flatMap((_, index) => (isHeld(plot.chart, index) ? [] : [index]));
}

function grouped(plot: Plot): readonly SceneShape[] {
  const { chart, fontPt, slotPt } = plot;
  const series = standing(plot);
  const groupPt = Math.min(slotPt * 0.72, 56 * series.length);
  const columnPt = groupPt / Math.max(1, series.length);
  const shapes: SceneShape[] = [];
  const labels: SceneShape[] = [];
  let room = true;
  for (const [place, index] of series.entries()) {
    for (const [category, value] of (chart.series[index]?.values ?? []).entries()) {
      if (value === null) continue;
      const x = plot.x(category) - groupPt / 2 + place * columnPt;
      const top = Math.min(plot.y(value), plot.y(0));
      shapes.push({
        type: "rect",
        role: "series",
        colour: coloursOf(chart, index).mark,
        x,
        y: top,
        width: Math.max(0.5, columnPt - (series.length > 1 ? 1.5 : 0)),
        height: Math.abs(plot.y(value) - plot.y(0)),
      });
      const said = saidOf(chart, index, category, plot.locale);
      room &&= textWidthPt(said.text, fontPt) <= (series.length > 1 ? columnPt : slotPt) - 2;
      labels.push({
        type: "text",
        role: "label",
        colour: "text2",
        text: said.text,
        x: x + columnPt / 2,
        y: value < 0 ? plot.y(value) + fontPt : top - 3,
        anchor: "middle",
        fontPt,
        weight: "regular",
        key: said.key,
      });
    }
  }
  return room ? [...shapes, ...labels] : shapes;
}

function stacked(plot: Plot): readonly SceneShape[] {
  const { chart, fontPt, slotPt, right, top, bottom } = plot;
  const columnPt = Math.min(slotPt * 0.66, 64);
  const shapes: SceneShape[] = [];
  const totals: SceneShape[] = [];
  const lastMiddles: { index: number; y: number }[] = [];
  let room = true;
  for (const category of chart.categories.keys()) {
    let sum = 0;
    let any = false;
    for (const index of standing(plot)) {
      const known = chart.series[index]?.values[category] ?? null;
      const value = Math.max(0, known ?? 0);
      any ||= known !== null;
      const y = plot.y(sum + value);
      const height = plot.y(sum) - y;
      if (value > 0)
        shapes.push({
          type: "rect",
          role: "series",
          colour: coloursOf(chart, index).mark,
          x: plot.x(category) - columnPt / 2,
          y,
          width: columnPt,
          height,
        });
      if (known !== null && category === chart.categories.length - 1) lastMiddles.push({ index, y: y + height / 2 });
      sum += value;
    }
    // A zero has no column to stand over.
    if (!any || sum === 0) continue;
    const text = chart.unit === "share" ? formatPercent(sum, plot.locale, 0) : formatCompact(sum, plot.locale);
    room &&= textWidthPt(text, fontPt) <= slotPt - 2;
    totals.push({
      type: "text",
      role: "label",
      colour: "text2",
      text,
      x: plot.x(category),
      y: plot.y(sum) - 3,
      anchor: "middle",
      fontPt,
      weight: "regular",
      key: null,
    });
  }
  const places = spread(
    lastMiddles.map(({ y }) => y),
    fontPt * 1.25,
    top,
    bottom - fontPt / 2,
  );
  const names = lastMiddles.map(({ index }, i): SceneShape => ({
    type: "text",
    role: "label",
    colour: coloursOf(chart, index).text,
    text: shortened(chart.series[index]?.name ?? "", fontPt, plot.widthPt - right - 10),
    x: right + 6,
    y: (places[i] ?? 0) + fontPt * 0.35,
    anchor: "start",
    fontPt,
    weight: "regular",
    key: null,
  }));
  return [...shapes, ...(room && chart.unit !== "ms" && chart.unit !== "share" ? totals : []), ...names];
}
