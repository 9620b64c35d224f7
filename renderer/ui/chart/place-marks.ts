import type { ChartMark } from "./chart-model.ts";
import type { ChartScale } from "./scale.ts";

export interface PlacedMark {
  readonly mark: ChartMark;
  readonly x: number;
  readonly endX: number;
  /** null = no room: the name is on hover and read out. */
  readonly label: { readonly text: string; readonly x: number; readonly anchor: "start" | "end" } | null;
}

/** About how wide a label is at 11–12 px: Han characters are square. */
function labelWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character > "\u2e7f" ? 12 : 6.6;
  return width;
}

const longest = 24;

/** Marks of a period on the lane above the plot, ascending; a label goes to the right of its mark, else to the left, else away. */
export function placeMarks(marks: readonly ChartMark[], scale: ChartScale, fromMs: number, toMs: number): readonly PlacedMark[] {
  const shown = marks.filter((mark) => (mark.untilMs ?? mark.atMs) >= fromMs && mark.atMs < toMs).toSorted((a, b) => a.atMs - b.atMs);
  const places = shown.map((mark) => Math.max(scale.left, scale.x(mark.atMs)));
  let free = scale.left;
  return shown.map((mark, index) => {
    const x = places[index] ?? scale.left;
    const text = mark.label.length > longest ? `${mark.label.slice(0, longest - 1)}…` : mark.label;
    const width = labelWidth(text);
    const next = places[index + 1] ?? Number.POSITIVE_INFINITY;
    let label: PlacedMark["label"] = null;
    const isFree = x + 3 >= free;
    if (isFree && x + 8 + width <= Math.min(next - 8, scale.right)) {
      label = { text, x: x + 8, anchor: "start" };
      free = x + 16 + width;
    } else if (x - 8 - width >= free) {
      label = { text, x: x - 8, anchor: "end" };
      free = x + 8;
    } else {
      free = Math.max(free, x + 8);
    }
    return { mark, x, endX: Math.min(scale.right, scale.x(mark.untilMs ?? mark.atMs)), label };
  });
}
