import { coloursOf, isHeld, lastOf, type Plot, saidOf } from "./plot.ts";
import { textWidthPt } from "../measure-text.ts";
import { ascent, descent, extentOf, type Extent, type ScenePoint, type SceneShape, shortened, touches } from "../scene.ts";

/** Target (dashed) and capacity (stepping) with their names, where they cover least. */
export function heldShapes(plot: Plot, drawn: readonly SceneShape[]): readonly SceneShape[] {
  const shapes: SceneShape[] = [];
  for (const [index, series] of plot.chart.series.entries()) {
    if (!isHeld(plot.chart, index)) continue;
    const { mark, text: colour } = coloursOf(plot.chart, index);
    const points = steppedPoints(series.values, plot);
    if (points.length === 0) continue;
    shapes.push({
      type: "path",
      role: "held",
      colour: mark,
      parts: points,
      widthPt: series.role === "target" ? 1 : 1.5,
      dash: series.role === "target" ? "4 3" : null,
    });
    const said = saidOf(plot.chart, index, lastOf(series.values), plot.locale);
    const full = /\d/.test(series.name) ? series.name : `${series.name} ${said.text}`;
    const text = shortened(full, plot.fontPt, plot.right - plot.left);
    const half = textWidthPt(text, plot.fontPt) / 2;
    const all = points.flat();
    // The name says the last level, so it stands on it.
    const end = all.at(-1) ?? { x: plot.right, y: plot.top };
    const from = Math.max(plot.left, all.at(-2)?.x ?? plot.left) + half + 2;
    const to = Math.max(plot.left + half + 2, end.x - half - 2);
    const spots = [0.02, 0.25, 0.5, 0.75, 0.98]
      .map((share) => (from >= to ? to : from + (to - from) * share))
      .flatMap((x): readonly ScenePoint[] => [
        { x, y: end.y - plot.fontPt * descent - 3 },
        { x, y: end.y + plot.fontPt * ascent + 3 },
      ])
      .filter(({ y }) => y - ascent * plot.fontPt >= plot.top - plot.fontPt * 0.6 && y + descent * plot.fontPt <= plot.bottom);
    const spot = leastCovering(spots, { text, fontPt: plot.fontPt }, [...drawn, ...shapes]);
    if (spot === null) continue;
    shapes.push({
      type: "text",
      role: "label",
      colour,
      text,
      ...spot,
      anchor: "middle",
      fontPt: plot.fontPt,
      weight: "regular",
      key: said.key,
    });
  }
  return shapes;
}

/** The first of the places (each the middle of a base line) where a text covers least of what is drawn; null = everywhere it would cover another text. */
export function leastCovering(
  spots: readonly ScenePoint[],
  { text, fontPt }: { readonly text: string; readonly fontPt: number },
  drawn: readonly SceneShape[],
): ScenePoint | null {
  let best: ScenePoint | null = null;
  let least = Infinity;
  for (const spot of spots) {
    const extent = extentOf({ text, ...spot, anchor: "middle", fontPt, weight: "regular" });
    const covered = drawn.reduce((sum, shape) => sum + coveredBy(shape, extent), 0);
    if (covered < least) {
      least = covered;
      best = spot;
    }
  }
  return least >= textWeight ? null : best;
}

const textWeight = 1000;

function coveredBy(shape: SceneShape, extent: Extent): number {
  switch (shape.type) {
    case "text":
      return touches(extentOf(shape), extent) ? textWeight : 0;
    case "rect":
      return touches({ left: shape.x, right: shape.x + shape.width, top: shape.y, bottom: shape.y + shape.height }, extent) ? 4 : 0;
    case "circle":
      return touches({ left: shape.x - 3, right: shape.x + 3, top: shape.y - 3, bottom: shape.y + 3 }, extent) ? 2 : 0;
    case "path":
      return shape.parts.reduce((sum, part) => sum + crossings(part, extent), 0);
    case "line":
      return 0;
  }
}

/** How many of a line's pieces go through an area, seen at five points of each. */
function crossings(part: readonly ScenePoint[], { left, right, top, bottom }: Extent): number {
  let count = 0;
  for (let i = 1; i < part.length; i += 1) {
    const from = part[i - 1];
    const to = part[i];
    if (from === undefined || to === undefined || Math.max(from.x, to.x) < left || Math.min(from.x, to.x) > right) continue;
    const inside = [0, 0.25, 0.5, 0.75, 1].some((share) => {
      const x = from.x + (to.x - from.x) * share;
      const y = from.y + (to.y - from.y) * share;
      return x >= left && x <= right && y >= top - 1 && y <= bottom + 1;
    });
    if (inside) count += 1;
  }
  return count;
}

/** A line that holds from its category on: level over each place, stepping between them. */
function steppedPoints(values: readonly (number | null)[], plot: Plot): readonly (readonly ScenePoint[])[] {
  const parts: ScenePoint[][] = [];
  const within = (x: number): number => Math.min(plot.right, Math.max(plot.left, x));
  let before: number | null = null;
  for (const [category, value] of values.entries()) {
    if (value !== null) {
      const from = { x: within(plot.x(category) - plot.slotPt / 2), y: plot.y(value) };
      const to = { x: within(plot.x(category) + plot.slotPt / 2), y: plot.y(value) };
      const current = parts.at(-1);
      if (before === null || current === undefined) parts.push([from, to]);
      else if (before === value) current[current.length - 1] = to;
      else current.push(from, to);
    }
    before = value;
  }
  return parts;
}
