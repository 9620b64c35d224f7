import type { Verdict } from "../../../compose/review-document.ts";
import type { Slide, SlideBox } from "../../../layout/slide.ts";
import type { Part } from "../package/package.ts";

/** Points from the upper left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A placeholder of a layout; `place` null = inherited from its master. */
export interface Placeholder {
  readonly type: "title" | "ctrTitle" | "subTitle" | "body" | "obj" | "ftr" | "sldNum";
  /** As the slide must repeat it; null = none is written there. */
  readonly index: number | null;
  readonly place: Place | null;
}

export interface LookLayout {
  readonly path: string;
  readonly title: Placeholder | null;
  readonly subtitle: Placeholder | null;
  /** For charts, tables and texts, in the order in which they are filled. */
  readonly content: readonly Placeholder[];
  readonly footer: Placeholder | null;
  readonly page: Placeholder | null;
  /** Colour of footer and page number on its own paper; null = as elsewhere. */
  readonly foot: string | null;
  /** Whether the layout draws a rule or accent by itself, so that the slide need not. */
  readonly draws: (box: SlideBox) => boolean;
}

/** Colours as DrawingML writes them: of the theme where the theme has them. */
export interface LookColours {
  readonly text: string;
  /** Of titles; null = as the template has it. */
  readonly title: string | null;
  readonly muted: string;
  readonly faint: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly line: string;
  readonly grid: string;
  readonly surface: string;
  /** Of marks, and of text about them, which must be as dark as text. */
  readonly series: readonly { readonly mark: string; readonly text: string }[];
  readonly capacity: string;
  /** An earlier time, and one before it. */
  readonly before: readonly [string, string];
  readonly verdict: (verdict: Exclude<Verdict, null>) => string;
  /** Fill of a cell by its heat (0–1, more is worse), and the text that can be read on it; null = no fill. */
  readonly heat: (shade: number) => { readonly fill: string; readonly text: string } | null;
}

/** What a deck looks like: masters, layouts, theme and media, and which of the layouts a slide stands on. */
export interface Look {
  readonly parts: readonly Part[];
  /** Paths of masters with those of their layouts. */
  readonly masters: readonly { readonly path: string; readonly layouts: readonly string[] }[];
  readonly layoutOf: (slide: Slide) => LookLayout;
  readonly themePath: string;
  /** Titles stand where and how the layouts have them; else every text is as it was laid out. */
  readonly inherits: boolean;
  /** Plain paper under what is on a slide, where the layouts have pictures there; null = none is needed. Not on covers. */
  readonly panel: { readonly place: Place; readonly colour: string } | null;
  readonly colours: LookColours;
  readonly fonts: { readonly latin: string; readonly eastAsian: string };
}
