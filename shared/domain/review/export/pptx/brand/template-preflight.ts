import type { ReviewDocument } from "../../../compose/review-document.ts";
import { contrast } from "../../../layout/paper-colours.ts";
import { contentLayout, coverLayout, panelOf, placeholderOf } from "./brand-frame.ts";
import { paperOf, usualEastAsian } from "./brand-look.ts";
import type { BrandTemplateParts } from "./brand-template-parts.ts";

/** What whoever exports should know of a template before; the deck is made all the same. Sizes in points, contrast as 1–21. */
export type TemplateFinding =
  | { readonly code: "font_missing"; readonly font: string; readonly fallback: string }
  | { readonly code: "east_asian_font_missing"; readonly font: string | null; readonly fallback: string }
  | { readonly code: "contrast"; readonly text: string; readonly paper: string; readonly ratio: number }
  /** A picture, gradient or band where text goes: plain paper is put under it. */
  | { readonly code: "paper_put_under"; readonly layout: string }
  | { readonly code: "placeholder_missing"; readonly layout: string; readonly placeholder: "title" | "footer" | "page" | "subtitle" }
  | { readonly code: "title_too_small"; readonly layout: string; readonly sizePt: number };

const latinFallbacks = ["Inter", "Segoe UI", "Helvetica Neue", "Helvetica", "Liberation Sans", "DejaVu Sans"] as const;
const eastAsianFallbacks = ["Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "SimHei"] as const;
/** Titles that are smaller are no larger than the text below them. */
const smallestTitlePt = 16;

/** Families of fonts that the preflight asks after: the template's own and those that may stand in for them. */
export function preflightFonts({ fonts }: BrandTemplateParts): readonly string[] {
  const own = [fonts.heading, fonts.latin, ...(fonts.eastAsian === null ? [] : [fonts.eastAsian])];
  return [...new Set([...own, ...latinFallbacks, ...eastAsianFallbacks])];
}

/** `installedFonts` are families of this machine: the customer's may have others. */
export function templatePreflight(
  template: BrandTemplateParts,
  document: Pick<ReviewDocument, "locale">,
  installedFonts: readonly string[],
): readonly TemplateFinding[] {
  const installed = new Set(installedFonts.map((font) => font.toLowerCase()));
  const has = (font: string) => installed.has(font.toLowerCase());
  const { latin, heading, eastAsian } = template.fonts;
  const latinFallback = latinFallbacks.find(has) ?? "Arial";
  const eastAsianFallback = eastAsianFallbacks.find(has) ?? usualEastAsian;
  const fonts = [...new Set([heading, latin])].filter((font) => !has(font));
  return [
    ...fonts.map((font): TemplateFinding => ({ code: "font_missing", font, fallback: latinFallback })),
    ...(document.locale === "zh-CN" && (eastAsian === null || !has(eastAsian))
      ? [{ code: "east_asian_font_missing" as const, font: eastAsian, fallback: eastAsianFallback }]
      : []),
    ...contrasts(template),
    ...(panelOf(template) === null ? [] : [{ code: "paper_put_under" as const, layout: contentLayout(template)?.name ?? "" }]),
    ...placeholders(template),
  ];
}

/** Text against paper, as the template pairs them; text that cannot be read is written in another of its colours. */
function contrasts(template: BrandTemplateParts): readonly TemplateFinding[] {
  const paper = paperOf(template);
  const named = (name: string) => template.theme[template.colourMap[name] ?? name];
  const texts = new Set([template.textColour ?? named("tx1"), named("tx1")].filter((hex) => hex !== undefined && hex !== paper));
  return [...texts].flatMap((text): readonly TemplateFinding[] => {
    if (text === undefined) return [];
    const ratio = contrast(`#${text}`, `#${paper}`);
    return ratio < 4.5 ? [{ code: "contrast", text, paper, ratio: Math.round(ratio * 10) / 10 }] : [];
  });
}

function placeholders(template: BrandTemplateParts): readonly TemplateFinding[] {
  const content = contentLayout(template);
  const cover = coverLayout(template);
  const missing = (layout: typeof content, placeholder: "title" | "footer" | "page" | "subtitle", ...types: readonly string[]) =>
    layout === null || placeholderOf(layout, ...types) !== null
      ? []
      : [{ code: "placeholder_missing" as const, layout: layout.name, placeholder }];
  const title = content === null ? null : placeholderOf(content, "title");
  return [
    ...missing(cover, "title", "ctrTitle", "title"),
    ...missing(cover, "subtitle", "subTitle", "body"),
    ...missing(content, "title", "title"),
    ...missing(content, "footer", "ftr"),
    ...missing(content, "page", "sldNum"),
    ...(content !== null && title?.sizePt !== null && title?.sizePt !== undefined && title.sizePt < smallestTitlePt
      ? [{ code: "title_too_small" as const, layout: content.name, sizePt: title.sizePt }]
      : []),
  ];
}
