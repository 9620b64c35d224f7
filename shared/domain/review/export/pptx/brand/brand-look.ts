import { contrast } from "../../../layout/paper-colours.ts";
import type { Slide } from "../../../layout/slide.ts";
import type { Look, LookColours, LookLayout, Place, Placeholder } from "../look/look.ts";
import { heatColours, rgbXml, themeSeries, verdictColour } from "../look/state-colours.ts";
import { contentLayout, coverLayout, panelOf, placeholderOf } from "./brand-frame.ts";
import type { BrandLayout, BrandPlaceholder, BrandTemplateParts } from "./brand-template-parts.ts";

/** Used where a template leaves Chinese to the machine. */
export const usualEastAsian = "Microsoft YaHei";

function near(one: Place | null, other: Place | null): boolean {
  if (one === null || other === null) return one === other;
  return [one.x - other.x, one.y - other.y, one.width - other.width, one.height - other.height].every(
    (difference) => Math.abs(difference) < 1,
  );
}

/** A layout of a wished type, where its title stands where the content layout has it. */
function typed(template: BrandTemplateParts, types: readonly string[], content: BrandLayout): BrandLayout {
  const title = placeholderOf(content, "title")?.place ?? null;
  const found = template.layouts.find(
    (layout) =>
      types.includes(layout.type) && layout.masterPath === content.masterPath && near(placeholderOf(layout, "title")?.place ?? null, title),
  );
  return found ?? content;
}

function written(placeholder: BrandPlaceholder | null): Placeholder | null {
  if (placeholder === null) return null;
  const { type, index, place } = placeholder;
  if (
    type === "title" ||
    type === "ctrTitle" ||
    type === "subTitle" ||
    type === "body" ||
    type === "obj" ||
    type === "ftr" ||
    type === "sldNum"
  )
    return { type, index, place };
  return null;
}

function lookLayout(template: BrandTemplateParts, layout: BrandLayout, cover: boolean): LookLayout {
  return {
    foot: layout.paper === null || panelOf(template) !== null ? null : textOn(template, layout.paper).xml,
    path: layout.path,
    title: written(placeholderOf(layout, "ctrTitle", "title")),
    subtitle: cover ? written(placeholderOf(layout, "subTitle") ?? placeholderOf(layout, "body")) : null,
    content: cover ? [] : layout.placeholders.flatMap((placeholder) => (placeholder.type === "obj" ? (written(placeholder) ?? []) : [])),
    footer: written(placeholderOf(layout, "ftr")),
    page: written(placeholderOf(layout, "sldNum")),
    draws: () => false,
  };
}

/** RRGGBB of the paper that most slides have; the theme's own where plain paper is put under them. */
export function paperOf(template: BrandTemplateParts): string {
  const own = panelOf(template) === null ? contentLayout(template)?.paper : null;
  return own ?? template.theme[template.colourMap["bg1"] ?? "lt1"] ?? "FFFFFF";
}

/** RRGGBB of text that can be read on a paper: the template's own, else whichever of its text and background colours can be. */
function textOn(template: BrandTemplateParts, paper: string): { readonly hex: string; readonly xml: string } {
  const named = ["tx1", "bg1", "tx2", "bg2"].flatMap((name) => {
    const hex = template.theme[template.colourMap[name] ?? name];
    return hex === undefined ? [] : [{ hex, xml: `<a:schemeClr val="${name}"/>` }];
  });
  const own =
    template.textColour === null
      ? []
      : [named.find(({ hex }) => hex === template.textColour) ?? { hex: template.textColour, xml: rgbXml(template.textColour) }];
  const wanted = [...own, ...named].find(({ hex }) => contrast(`#${hex}`, `#${paper}`) >= 4.5);
  if (wanted !== undefined) return wanted;
  const hex = contrast("#000000", `#${paper}`) >= contrast("#FFFFFF", `#${paper}`) ? "000000" : "FFFFFF";
  return { hex, xml: rgbXml(hex) };
}

/** So much of the text's colour on the paper, as a colour of its own: not every program draws what is half transparent. */
function faded(text: string, paper: string, share: number): string {
  const channels = [0, 2, 4].map((at) => {
    const [one, other] = [text, paper].map((hex) => Number.parseInt(hex.replace("#", "").slice(at, at + 2), 16));
    return Math.round((one ?? 0) * share + (other ?? 0) * (1 - share))
      .toString(16)
      .padStart(2, "0");
  });
  return rgbXml(channels.join(""));
}

function coloursOf(template: BrandTemplateParts): LookColours {
  const paper = `#${paperOf(template)}`;
  const text = textOn(template, paperOf(template));
  const ground = { dark: contrast(paper, "#FFFFFF") > 4.5 };
  const accents = [1, 2, 3, 4, 5, 6].flatMap((number) => {
    const hex = template.theme[`accent${number}`];
    return hex === undefined ? [] : [{ name: `accent${number}`, hex }];
  });
  // Marks need 3:1 to be seen (WCAG 2.2, 1.4.11); a theme with less has them darkened like text.
  const series = accents.map(({ name, hex }) => {
    const both = themeSeries(name, hex, paper);
    return contrast(`#${hex}`, paper) >= 3 ? both : { mark: both.text, text: both.text };
  });
  const accent = series[0]?.text ?? text.xml;
  return {
    text: text.xml,
    title: null,
    muted: text.xml,
    faint: text.xml,
    accent,
    accentSoft: faded(text.hex, paper, 0.08),
    line: faded(text.hex, paper, 0.25),
    grid: faded(text.hex, paper, 0.12),
    surface: faded(text.hex, paper, 0.06),
    series: series.length === 0 ? [{ mark: text.xml, text: text.xml }] : series,
    capacity: verdictColour("critical", ground),
    before: [faded(text.hex, paper, 0.5), faded(text.hex, paper, 0.3)],
    verdict: (verdict) => verdictColour(verdict, ground),
    heat: (shade) => heatColours(shade, ground),
  };
}

/** A company's look: its masters and theme as they are, its layouts by their types. */
export function brandLook(template: BrandTemplateParts): Look {
  const content = contentLayout(template);
  const cover = coverLayout(template);
  const panel = panelOf(template);
  if (content === null || cover === null) throw new Error("a template without layouts is refused when it is read");
  const layouts: Readonly<Record<Slide["layout"], LookLayout>> = {
    cover: lookLayout(template, cover, true),
    title_only: lookLayout(template, content, false),
    title_content: lookLayout(template, typed(template, ["obj"], content), false),
    title_two: lookLayout(template, typed(template, ["twoObj"], content), false),
    text: lookLayout(template, content, false),
  };
  return {
    parts: template.fonts.eastAsian === null ? template.parts.map(withEastAsian) : template.parts,
    masters: template.masters,
    layoutOf: (slide) => layouts[slide.layout],
    themePath: template.themePath,
    inherits: true,
    panel: panel === null ? null : { place: panel, colour: rgbXml(paperOf(template)) },
    colours: coloursOf(template),
    fonts: { latin: template.fonts.latin, eastAsian: template.fonts.eastAsian ?? usualEastAsian },
  };
}

function withEastAsian(part: Look["parts"][number]): Look["parts"][number] {
  if (!part.path.startsWith("ppt/theme/") || typeof part.data !== "string") return part;
  return { ...part, data: part.data.replaceAll('<a:ea typeface=""', `<a:ea typeface="${usualEastAsian}"`) };
}
