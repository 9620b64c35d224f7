import type { Plot } from "./plot.ts";
import { leastCovering } from "./held-shapes.ts";
import type { ReviewChart } from "../../compose/review-document.ts";
import { textWidthPt } from "../measure-text.ts";
import { descent, ascent, extentOf, type SceneShape, shortened, touches } from "../scene.ts";

/** Named points of the time axis on a lane above the plot, each with a thin line down to it; gaps are named where they are. */
export function markShapes(plot: Plot, laneTop: number, drawn: readonly SceneShape[]): readonly SceneShape[] {
  const { chart, fontPt, left, right, top, bottom } = plot;
  const shapes: SceneShape[] = [];
  const laneY = laneTop + fontPt * 1.1;
  for (const mark of mergedMarks(chart.marks)) {
    const x = plot.x(Math.min(Math.max(0, mark.category), chart.categories.length - 1));
    const text = shortened(mark.label, fontPt, (right - left) * 0.6);
    if (mark.kind === "gap") {
      const half = textWidthPt(text, fontPt) / 2;
      const middle = Math.min(right - half, Math.max(left + half, x));
      const spots = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]
        .map((share) => ({ x: middle, y: top + (bottom - top) * share }))
        .filter(({ y }) => y - ascent * fontPt > top && y + descent * fontPt < bottom);
      const spot = leastCovering(spots, { text, fontPt }, [...drawn, ...shapes]);
      if (spot !== null)
        shapes.push({ type: "text", role: "mark", colour: "text3", text, ...spot, anchor: "middle", fontPt, weight: "regular", key: null });
      continue;
    }
    const signY = laneY + fontPt * 0.95;
    shapes.push(
      { type: "line", role: "mark", colour: "axis", x1: x, y1: signY + 4, x2: x, y2: bottom, widthPt: 0.75, dash: "2 3" },
      mark.kind === "incident"
        ? { type: "rect", role: "mark", colour: "incident", x: x - 3.5, y: signY - 3.5, width: 7, height: 7 }
        : { type: "circle", role: "mark", colour: "text2", x, y: signY, radius: 3.5, filled: mark.kind === "holiday" },
    );
    const half = textWidthPt(text, fontPt) / 2;
    const middle = Math.min(plot.widthPt - half, Math.max(half, x));
    const label: SceneShape = {
      type: "text",
      role: "mark",
      colour: "text2",
      text,
      x: middle,
      y: laneY,
      anchor: "middle",
      fontPt,
      weight: "regular",
      key: null,
    };
    const extent = extentOf(label);
    // A name that has no room is left to the table of the same data.
    const free = ![...drawn, ...shapes].some((shape) => shape.type === "text" && touches(extentOf(shape), extent));
    if (free) shapes.push(label);
  }
  return shapes;
}

type Mark = ReviewChart["marks"][number];

/** Gaps that go on in the next place under the same name are one, named in its middle. */
function mergedMarks(marks: readonly Mark[]): readonly Mark[] {
  const runs: Mark[][] = [];
  for (const mark of marks) {
    const open = runs.find((run) => {
      const last = run.at(-1);
      return mark.kind === "gap" && last?.kind === "gap" && last.label === mark.label && last.category === mark.category - 1;
    });
    if (open === undefined) runs.push([mark]);
    else open.push(mark);
  }
  return runs.flatMap((run) => {
    const [first] = run;
    const last = run.at(-1);
    return first === undefined || last === undefined ? [] : [{ ...first, category: (first.category + last.category) / 2 }];
  });
}
