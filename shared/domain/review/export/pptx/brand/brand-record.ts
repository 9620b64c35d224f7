import { toBase64Text } from "../../../../../kernel/base64.ts";
import type { BrandTemplate } from "../../../model/review.ts";
import type { BrandTemplateParts } from "./brand-template-parts.ts";

/** A template as a record of the book: who brought it when, for which customer (null = for all), and what it is called. */
export function brandRecord(
  template: BrandTemplateParts,
  fields: Pick<BrandTemplate, "id" | "accountId" | "name" | "at" | "authorId">,
): BrandTemplate {
  return {
    ...fields,
    fonts: { latin: template.fonts.latin, eastAsian: template.fonts.eastAsian },
    colours: [...template.colours],
    packed: toBase64Text(template.packed),
  };
}
