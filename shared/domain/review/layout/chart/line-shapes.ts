import { coloursOf, isHeld, lastOf, type Plot, saidOf } from "./plot.ts";
import { heldShapes } from "./held-shapes.ts";
import { textWidthPt } from "../measure-text.ts";
import { type ScenePoint, type SceneShape, shortened } from "../scene.ts";

/** Lines with their names and last values at their ends. */
export function lineShapes(plot: Plot, mostPoints: number): readonly SceneShape[] {
  const { chart } = plot;
  const each = Math.max(4, Math.floor(mostPoints / Math.max(1, chart.series.length)));
  const lines = chart.series.flatMap((series, index): readonly SceneShape[] => {
    if (isHeld(chart, index)) return [];
    const parts = partsOf(series.values, each, plot);
    const { mark } = coloursOf(chart, index);
    const lonely = parts.flatMap((part) => (part.length === 1 ? part : []));
    const last = parts.at(-1)?.at(-1);
    return [
      {
        type: "path",
        role: "series",
        colour: mark,
        parts: parts.filter((part) => part.length > 1),
        widthPt: series.role === "main" ? 2.4 : 1.7,
        dash: series.role === "expected" ? "5 3" : series.role === "before" ? "2 3" : null,
      },
      ...lonely
        .filter((point) => point !== last)
        .map(({ x, y }): SceneShape => ({ type: "circle", role: "series", colour: mark, x, y, radius: 2.2, filled: true })),
      ...(last === undefined ? [] : [{ type: "circle" as const, role: "series" as const, colour: mark, ...last, radius: 3, filled: true }]),
    ];
  });
  const ends = endLabels(plot);
  return [...lines, ...ends, ...heldShapes(plot, [...lines, ...ends])];
}

/** Points of the parts between gaps; of many, the least and greatest of each stretch are kept. */
function partsOf(values: readonly (number | null)[], most: number, plot: Plot): readonly (readonly ScenePoint[])[] {
  const parts: ScenePoint[][] = [];
  let open = false;
  for (const [category, value] of thinned(values, most)) {
    if (value === null) {
      open = false;
      continue;
    }
    const point = { x: plot.x(category), y: plot.y(value) };
    if (open) parts.at(-1)?.push(point);
    else parts.push([point]);
    open = true;
  }
  return parts;
}

function thinned(values: readonly (number | null)[], most: number): readonly (readonly [number, number | null])[] {
  const all = values.map((value, index) => [index, value] as const);
  if (all.length <= most) return all;
  const size = Math.ceil(all.length / Math.floor(most / 4));
  const kept: (readonly [number, number | null])[] = [];
  for (let from = 0; from < all.length; from += size) {
    const stretch = all.slice(from, from + size);
    const known = stretch.filter((entry): entry is readonly [number, number] => entry[1] !== null);
    const gap = stretch.find((entry) => entry[1] === null);
    const first = known[0];
    if (first !== undefined) {
      const least = known.reduce((a, b) => (b[1] < a[1] ? b : a), first);
      const greatest = known.reduce((a, b) => (b[1] > a[1] ? b : a), first);
      kept.push(...new Set([least, greatest]));
    }
    if (gap !== undefined) kept.push(gap);
    const last = stretch.at(-1);
    if (last !== undefined && from + size >= all.length) kept.push(last);
  }
  return [...new Map(kept.toSorted(([a], [b]) => a - b)).entries()];
}

function endLabels(plot: Plot): readonly SceneShape[] {
  const { chart, fontPt, right, top, bottom, widthPt } = plot;
  const wanted = chart.series.flatMap((series, index) => {
    const category = lastOf(series.values);
    const value = series.values[category] ?? null;
    return isHeld(chart, index) || value === null ? [] : [{ series, index, category, y: plot.y(value) }];
  });
  const distance = fontPt * 1.25;
  const places = spread(
    wanted.map(({ y }) => y),
    distance,
    top,
    bottom,
  );
  return wanted.flatMap(({ series, index, category }, i): readonly SceneShape[] => {
    const y = places[i];
    if (y === undefined) return [];
    const said = saidOf(chart, index, category, plot.locale);
    const weight = series.role === "main" ? "semibold" : "regular";
    const room = widthPt - right - 12;
    const whole = `${series.name} ${said.text}`;
    const left = room - textWidthPt(` ${said.text}`, fontPt, weight);
    const text =
      textWidthPt(whole, fontPt, weight) <= room
        ? whole
        : left < 2 * fontPt
          ? said.text
          : `${shortened(series.name, fontPt, left, weight)} ${said.text}`;
    return [
      {
        type: "text",
        role: "label",
        colour: coloursOf(chart, index).text,
        text,
        x: right + 8,
        y: y + fontPt * 0.35,
        anchor: "start",
        fontPt,
        weight,
        key: said.key,
      },
    ];
  });
}

/** Moves places apart to a distance, in order, as little as the room between `top` and `bottom` lets them. */
export function spread(places: readonly number[], distance: number, top: number, bottom: number): readonly number[] {
  const order = places.map((_, index) => index).toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const gap = Math.min(distance, (bottom - top) / Math.max(1, places.length - 1));
  const moved: number[] = [];
  for (const index of order) moved.push(Math.max(places[index] ?? 0, (moved.at(-1) ?? -Infinity) + gap));
  let limit = bottom;
  for (let i = moved.length - 1; i >= 0; i -= 1) {
    moved[i] = Math.min(moved[i] ?? 0, limit);
    limit = (moved[i] ?? 0) - gap;
  }
  const least = moved[0] ?? top;
  const shift = Math.max(0, top - least);
  const result: number[] = [];
  for (const [rank, index] of order.entries()) result[index] = (moved[rank] ?? 0) + shift;
  return result;
}
