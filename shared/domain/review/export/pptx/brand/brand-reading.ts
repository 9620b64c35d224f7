import { ok, type Result } from "../../../../../kernel/result.ts";
import type { ReviewLocale } from "../../../compose/review-document.ts";
import type { BrandTemplate } from "../../../model/review.ts";
import type { Place } from "../look/look.ts";
import { brandFrame } from "./brand-frame.ts";
import type { BrandFault } from "./brand-template-parts.ts";
import { keptBrand } from "./kept-brand.ts";
import { readBrandTemplate } from "./read-brand-template.ts";
import { preflightFonts, type TemplateFinding, templatePreflight } from "./template-preflight.ts";

/** What a person is shown of a template, and what is kept of it. Places in points of a page of 960 × 540. */
export interface BrandReading {
  readonly kept: Pick<BrandTemplate, "fonts" | "colours" | "packed">;
  readonly headingFont: string;
  readonly layouts: readonly string[];
  readonly title: Place;
  readonly body: Place;
  /** By the language of the deck. */
  readonly findings: Readonly<Record<ReviewLocale, readonly TemplateFinding[]>>;
}

/** Reads a PPTX or POTX for its look. `isInstalled` is asked for families of fonts on this machine. */
export function brandReading(bytes: Uint8Array, isInstalled: (font: string) => boolean): Result<BrandReading, BrandFault> {
  const read = readBrandTemplate(bytes);
  if (!read.ok) return read;
  const template = read.value;
  const installed = preflightFonts(template).filter(isInstalled);
  const { title, body } = brandFrame(template);
  return ok({
    kept: keptBrand(template),
    headingFont: template.fonts.heading,
    layouts: template.layouts.map(({ name }) => name),
    title,
    body,
    findings: {
      "zh-CN": templatePreflight(template, { locale: "zh-CN" }, installed),
      en: templatePreflight(template, { locale: "en" }, installed),
    },
  });
}
