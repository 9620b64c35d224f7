import { ok, type Result } from "../../../../../kernel/result.ts";
import type { ReviewDocument } from "../../../compose/review-document.ts";
import { layoutReview } from "../../../layout/layout-review.ts";
import { pptxOf } from "../pptx-of.ts";
import { brandFrame } from "./brand-frame.ts";
import type { BrandFault } from "./brand-template-parts.ts";
import { readBrandTemplate } from "./read-brand-template.ts";

/** A review laid out in what a template leaves free, on its masters. `template` are the bytes that were kept of it. */
export async function brandedPptx(document: ReviewDocument, template: Uint8Array): Promise<Result<Uint8Array, BrandFault>> {
  const read = readBrandTemplate(template);
  if (!read.ok) return read;
  return ok(await pptxOf(document, layoutReview(document, brandFrame(read.value)), read.value));
}
