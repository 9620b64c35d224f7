import type { ReviewChart, ReviewLocale } from "../../compose/review-document.ts";
import { valueText } from "../../compose/value-text.ts";
import type { ReviewKey } from "../../model/review-question.ts";
import { textWidthPt } from "../measure-text.ts";
import type { PaperColour } from "../paper-colours.ts";
import { type SceneShape, shortened } from "../scene.ts";

/** What the parts of a drawing share: where the plot is and what is where in it. */
export interface Plot {
  readonly chart: ReviewChart;
  readonly locale: ReviewLocale;
  readonly fontPt: number;
  readonly widthPt: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Middle of a category's place, and how wide the place is. */
  x(category: number): number;
  readonly slotPt: number;
  y(value: number): number;
}

/** The token of a series' mark, and of text about it. */
export function coloursOf(chart: ReviewChart, index: number): { readonly mark: PaperColour; readonly text: PaperColour } {
  const role = chart.series[index]?.role ?? "other";
  if (role === "target") return { mark: "target", text: "text2" };
  if (role === "capacity") return { mark: "capacity", text: "capacity" };
  if (role === "before") return { mark: "before", text: "text3" };
  const number = ((index % 6) + 1) as 1 | 2 | 3 | 4 | 5 | 6;
  return { mark: `series${number}`, text: `series${number}Text` };
}

/** What others are held against: drawn as lines also among columns. */
export function isHeld(chart: ReviewChart, index: number): boolean {
  const role = chart.series[index]?.role;
  return role === "target" || role === "capacity";
}

export function lastOf(values: readonly (number | null)[]): number {
  return values.findLastIndex((value) => value !== null);
}

export function saidOf(
  chart: ReviewChart,
  series: number,
  category: number,
  locale: ReviewLocale,
): { readonly text: string; readonly key: ReviewKey | null } {
  const value = chart.series[series]?.values[category] ?? null;
  const key = chart.series[series]?.keys[category] ?? null;
  return { text: valueText({ key: key ?? "", unit: chart.unit, value }, locale, "UTC"), key };
}

/** Names of the series with their colours, where they cannot stand at their marks. */
export function legendShapes(
  chart: ReviewChart,
  left: number,
  right: number,
  fontPt: number,
): { readonly shapes: readonly SceneShape[]; readonly heightPt: number } {
  const shapes: SceneShape[] = [];
  const line = fontPt * 1.5;
  let x = left;
  let row = 0;
  for (const [index, series] of chart.series.entries()) {
    if (isHeld(chart, index)) continue;
    const text = shortened(series.name, fontPt, right - left - 14);
    const width = 14 + textWidthPt(text, fontPt);
    if (x > left && x + width > right) {
      row += 1;
      x = left;
    }
    const y = row * line + fontPt;
    shapes.push(
      { type: "rect", role: "label", colour: coloursOf(chart, index).mark, x, y: y - fontPt * 0.72, width: 9, height: 9 * 0.9 },
      { type: "text", role: "label", colour: "text2", text, x: x + 14, y, anchor: "start", fontPt, weight: "regular", key: null },
    );
    x += width + 16;
  }
  return { shapes, heightPt: (row + 1) * line };
}
