import type { Place } from "../look/look.ts";
import type { Part } from "../package/package.ts";

/** A placeholder of a layout, with what it takes from its master. */
export interface BrandPlaceholder {
  /** As written; `obj` where none is. */
  readonly type: string;
  readonly index: number | null;
  /** null = neither the layout nor its master says. */
  readonly place: Place | null;
  /** Of its first level; null = nobody says. */
  readonly sizePt: number | null;
  /** Left and right, in points. */
  readonly insets: { readonly left: number; readonly right: number };
}

export interface BrandLayout {
  readonly path: string;
  readonly masterPath: string;
  readonly name: string;
  /** `title`, `obj`, `titleOnly`, …; empty = not said. */
  readonly type: string;
  readonly placeholders: readonly BrandPlaceholder[];
  /** RRGGBB of its background; null = a picture or a gradient. */
  readonly paper: string | null;
  /** Of what is drawn on it and, where that is shown, on its master, but for what covers it all. */
  readonly drawn: readonly Place[];
}

/** Colours of a theme by their names (`dk1`, `accent1`, …), RRGGBB. */
export type ThemeColours = Readonly<Record<string, string>>;

/** A company's look without its slides: 960 × 540 pt, numbered anew, nothing in it points out of it. */
export interface BrandTemplateParts {
  readonly parts: readonly Part[];
  readonly masters: readonly { readonly path: string; readonly layouts: readonly string[] }[];
  readonly themePath: string;
  readonly layouts: readonly BrandLayout[];
  readonly fonts: { readonly latin: string; readonly heading: string; readonly eastAsian: string | null };
  readonly theme: ThemeColours;
  /** Names of the first master for colours: `bg1` → `lt1`, … */
  readonly colourMap: Readonly<Record<string, string>>;
  /** RRGGBB of the first master's text; null = not said. */
  readonly textColour: string | null;
  /** RRGGBB: text, background, accents. */
  readonly colours: readonly string[];
  /** All of it as a PPTX, to be kept. */
  readonly packed: Uint8Array;
}

export type BrandFault =
  | { readonly code: "too_large" | "not_a_zip" | "zip_bomb" | "path_escape" | "not_a_presentation" | "damaged" | "macros" | "no_layouts" }
  | { readonly code: "not_widescreen"; readonly width: number; readonly height: number }
  | { readonly code: "external_link" | "embedded_object" | "unsupported_part"; readonly part: string };
