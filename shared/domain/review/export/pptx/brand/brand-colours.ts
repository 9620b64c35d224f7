import type { ThemeColours } from "./brand-template-parts.ts";
import { allBelow, below, localName, type XmlElement } from "./xml-tree.ts";

const hex = /^[0-9A-Fa-f]{6}$/;
export const usualColourMap: Readonly<Record<string, string>> = { bg1: "lt1", tx1: "dk1", bg2: "lt2", tx2: "dk2" };

/** The twelve colours of a theme; what cannot be read is left out. */
export function themeColours(theme: XmlElement | null): ThemeColours {
  const scheme = below(theme, "themeElements", "clrScheme");
  return Object.fromEntries(
    (scheme?.children ?? []).flatMap((colour) => {
      const inner = colour.children[0];
      const value = inner?.attributes["lastClr"] ?? inner?.attributes["val"] ?? "";
      return hex.test(value) ? [[localName(colour), value.toUpperCase()]] : [];
    }),
  );
}

/** RRGGBB of a fill's colour; null = not one plain colour. Changes of lightness are left out of account. */
export function plainColour(fill: XmlElement | null, theme: ThemeColours, map: Readonly<Record<string, string>>): string | null {
  const colour = fill?.children[0];
  if (colour === undefined) return null;
  const value = colour.attributes["val"] ?? "";
  if (localName(colour) === "srgbClr") return hex.test(value) ? value.toUpperCase() : null;
  if (localName(colour) === "sysClr")
    return hex.test(colour.attributes["lastClr"] ?? "") ? (colour.attributes["lastClr"] ?? "").toUpperCase() : null;
  if (localName(colour) !== "schemeClr") return null;
  return theme[map[value] ?? usualColourMap[value] ?? value] ?? null;
}

/** RRGGBB of a master's or layout's own background; `undefined` = it has none of its own, null = a picture or a gradient. */
export function backgroundOf(
  root: XmlElement | null,
  theme: ThemeColours,
  map: Readonly<Record<string, string>>,
): string | null | undefined {
  const background = below(root, "cSld", "bg");
  if (background === null) return undefined;
  const reference = below(background, "bgRef");
  if (reference !== null) return plainColour(reference, theme, map);
  return plainColour(below(background, "bgPr", "solidFill"), theme, map);
}

/** First fonts of a theme; the East Asian one is null where the theme leaves it to the machine. */
export function themeFonts(theme: XmlElement | null): {
  readonly latin: string;
  readonly heading: string;
  readonly eastAsian: string | null;
} {
  const scheme = below(theme, "themeElements", "fontScheme");
  const face = (font: XmlElement | null, name: string) => (below(font, name)?.attributes["typeface"] ?? "").slice(0, 120);
  const minor = below(scheme, "minorFont");
  const hans = allBelow(minor, "font").find(({ attributes }) => attributes["script"] === "Hans")?.attributes["typeface"] ?? "";
  const eastAsian = face(minor, "ea") || hans.slice(0, 120);
  return {
    latin: face(minor, "latin") || "Calibri",
    heading: face(below(scheme, "majorFont"), "latin") || face(minor, "latin") || "Calibri",
    eastAsian: eastAsian === "" ? null : eastAsian,
  };
}
