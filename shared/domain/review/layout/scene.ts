import type { ReviewKey } from "../model/review-question.ts";
import { textWidthPt, type Weight } from "./measure-text.ts";
import type { PaperColour } from "./paper-colours.ts";

export type SceneRole = "grid" | "axis" | "series" | "held" | "label" | "mark";

/** Shapes in points from the upper left corner; drawn in order. */
export type SceneShape = { readonly role: SceneRole; readonly colour: PaperColour } & (
  | {
      readonly type: "line";
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly widthPt: number;
      readonly dash: string | null;
    }
  /** `points` of a line that is not closed; each part is drawn by itself, what is between them is a gap. */
  | { readonly type: "path"; readonly parts: readonly (readonly ScenePoint[])[]; readonly widthPt: number; readonly dash: string | null }
  | { readonly type: "rect"; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly type: "circle"; readonly x: number; readonly y: number; readonly radius: number; readonly filled: boolean }
  | {
      readonly type: "text";
      readonly text: string;
      readonly x: number;
      /** Of its base line. */
      readonly y: number;
      readonly anchor: "start" | "middle" | "end";
      readonly fontPt: number;
      readonly weight: Weight;
      /** The value that it says. */
      readonly key: ReviewKey | null;
    }
);

export interface ScenePoint {
  readonly x: number;
  readonly y: number;
}

export interface Scene {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly shapes: readonly SceneShape[];
}

export type TextShape = Extract<SceneShape, { readonly type: "text" }>;

export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How much of the font's size is over the base line, and how much under it. */
export const ascent = 0.82;
export const descent = 0.24;

export function extentOf({ text, x, y, anchor, fontPt, weight }: Omit<TextShape, "role" | "colour" | "key" | "type">): Extent {
  const width = textWidthPt(text, fontPt, weight);
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - ascent * fontPt, bottom: y + descent * fontPt };
}

export function touches(a: Extent, b: Extent): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The text, or as much of its beginning as is no wider. */
export function shortened(text: string, fontPt: number, widthPt: number, weight: Weight = "regular"): string {
  if (textWidthPt(text, fontPt, weight) <= widthPt) return text;
  const chars = Array.from(text);
  while (chars.length > 0 && textWidthPt(`${chars.join("")}…`, fontPt, weight) > widthPt) chars.pop();
  return `${chars.join("").trimEnd()}…`;
}

/** The parts of a path as SVG writes them, to hundredths of a point. */
export function pathData(parts: readonly (readonly ScenePoint[])[]): string {
  const round = (value: number): number => Math.round(value * 100) / 100;
  return parts.map((part) => part.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("")).join("");
}
