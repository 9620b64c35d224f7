import { sectionNarrative } from "../../../shared/domain/review/compose/edited-draft.ts";
import { readNarrative } from "../../../shared/domain/review/compose/narrative.ts";
import type { ReviewDocument, ReviewLocale } from "../../../shared/domain/review/compose/review-document.ts";
import type { SectionField } from "./section-texts.tsx";
import type { TextField } from "./version-changes.ts";

/** The field of the record that holds a text of a section in a language. */
export function fieldOf(field: SectionField, locale: ReviewLocale): TextField {
  return `${field}${locale === "en" ? "En" : "Zh"}`;
}

/** A text of a section as the product wrote it; empty where it wrote none. */
export function composedNarrative(composed: Pick<ReviewDocument, "sections">, section: string, field: SectionField): string {
  const found = composed.sections.find(({ id }) => id === section);
  return found === undefined ? "" : sectionNarrative(found)[field];
}

/** Narrative as it is read: values in their places, items with a dot, no marks. */
export function readableNarrative(text: string, textOf: (key: string) => string | null): string {
  return readNarrative(text, (key) => textOf(key) ?? "—")
    .map(({ type, runs }) => `${type === "item" ? "• " : ""}${runs.map((run) => run.text).join("")}`)
    .join("\n");
}
