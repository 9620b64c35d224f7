import type { ReviewDocument } from "../../shared/domain/review/compose/review-document.ts";

/** Numbers in a text as they are written, each without what stands around it: `3.9`, `112`, `1,986,240`. */
export function numbersIn(text: string): readonly string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

/** Every number that a composed review has anywhere: in its runs, labels, units and notes, and the values of its charts. */
export function numbersOf(document: ReviewDocument): { readonly written: ReadonlySet<string>; readonly values: ReadonlySet<number> } {
  const written = new Set<string>();
  const values = new Set<number>();
  const walk = (value: unknown): void => {
    if (typeof value === "string") for (const number of numbersIn(value)) written.add(number);
    else if (typeof value === "number") values.add(value);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
  };
  walk(document);
  return { written, values };
}

/** Numbers in a text that the review does not have; `pages` = how many there are, for their own numbers. */
export function strangeNumbers(text: string, document: ReviewDocument, pages: number): readonly string[] {
  const { written } = numbersOf(document);
  const sections = new Set(document.sections.map(({ number }) => String(number)));
  return numbersIn(text).filter(
    (number) => !written.has(number) && !sections.has(number) && !(Number(number) >= 1 && Number(number) <= pages),
  );
}
