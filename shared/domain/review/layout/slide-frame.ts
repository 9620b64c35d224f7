import { type Box, slideSizePt } from "./slide.ts";

/** Where a page's parts go: the product's own look, or what a brand template leaves free. */
export interface SlideFrame {
  /** The most that a title may take. */
  readonly title: Box;
  /** Where the body may begin at the earliest, and where it ends. */
  readonly body: Box;
  /** Source and page number. */
  readonly foot: Box;
  readonly largestTitlePt: number;
  /** Whether the product's accent beside the title, the section's name above it and the line over the foot are drawn; a template brings its own. */
  readonly decorated: boolean;
  /** How much wider than measured the fonts are; 1 = they are not. */
  readonly widthFactor: number;
}

const left = 46;
const width = slideSizePt.width - 2 * left;

export const defaultFrame: SlideFrame = {
  title: { x: left, y: 44, width, height: 84 },
  body: { x: left, y: 92, width, height: 396 },
  foot: { x: left, y: 500, width, height: 28 },
  largestTitlePt: 26,
  decorated: true,
  widthFactor: 1,
};

/** Line heights in font sizes, by which everything was measured: whoever draws a slide sets them. */
export const lineHeights = { title: 1.25, text: 1.45, table: 1.35, small: 1.3, figure: 1.2 } as const;

/** Distances inside boxes, in points unless said. Boxes themselves have no insets. */
export const insets = {
  /** Between a figure's value and what is over and under it. */
  figureGap: 2,
  tableCellX: 6,
  /** The least over and under a cell's text. */
  tableCellY: 4,
  /** Taken by the mark of a verdict before its text. */
  verdict: 14,
  paragraphEm: 0.4,
  itemEm: 1.1,
} as const;

export const figurePt = { label: 12, note: 11 } as const;
