import type { BoundValue } from "../outreach/bound-value.ts";
import { partsOf } from "../outreach/message-text.ts";
import { postmortemSections, type PostmortemTexts } from "./sections.ts";

/** A text as the customer reads it: every bound value in its place; what is not known stays as it was written. */
export function withValues(text: string, bound: readonly BoundValue[]): string {
  const byToken = new Map(bound.map((one) => [one.token, one]));
  return partsOf(text, byToken)
    .map((part) => (part.type === "text" ? part.text : part.bound.text))
    .join("");
}

/** All sections with their values in place: what is frozen when it is published. */
export function publishedTexts(texts: PostmortemTexts, bound: readonly BoundValue[]): PostmortemTexts {
  return Object.fromEntries(postmortemSections.map((section) => [section, withValues(texts[section], bound).trim()])) as PostmortemTexts;
}
