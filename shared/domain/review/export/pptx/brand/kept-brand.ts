import { toBase64Text } from "../../../../../kernel/base64.ts";
import type { BrandTemplate } from "../../../model/review.ts";
import type { BrandTemplateParts } from "./brand-template-parts.ts";

/** What the record of a template keeps of it. */
export function keptBrand(template: BrandTemplateParts): Pick<BrandTemplate, "fonts" | "colours" | "packed"> {
  return {
    fonts: { latin: template.fonts.latin, eastAsian: template.fonts.eastAsian },
    colours: [...template.colours],
    packed: toBase64Text(template.packed),
  };
}
