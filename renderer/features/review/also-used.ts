import type { ComposedSection, ReviewDocument } from "../../../shared/domain/review/compose/review-document.ts";
import { boundNumbers, type NumberPlace } from "../../../shared/domain/review/export/bound-numbers.ts";

export type UsePlace = NumberPlace | "notes";

export interface ValueUse {
  readonly section: string;
  readonly number: number;
  readonly place: UsePlace;
  /** How often it stands there. */
  readonly count: number;
}

/** Everywhere that a review says a number, in the order in which it is presented; what is said beside a slide comes last of its section. */
export function usesOf(document: ReviewDocument, key: string): readonly ValueUse[] {
  return document.sections.flatMap((section) => {
    const places = placesOf(document, section).flatMap((one) => (one.key === key ? [one.place] : []));
    return [...new Set(places)].map((place) => ({
      section: section.id,
      number: section.number,
      place,
      count: places.filter((one) => one === place).length,
    }));
  });
}

/** Every bound value of a section once, in the order in which it is read. */
export function valuesOf(document: ReviewDocument, section: string): readonly string[] {
  const found = document.sections.find(({ id }) => id === section);
  return found === undefined ? [] : [...new Set(placesOf(document, found).map(({ key }) => key))];
}

function placesOf(document: ReviewDocument, section: ComposedSection): readonly { readonly key: string; readonly place: UsePlace }[] {
  return [
    ...boundNumbers({ ...document, sections: [section] }).map(({ key, place }) => ({ key, place })),
    ...section.notes.flatMap(({ runs }) => runs.flatMap(({ key }) => (key === null ? [] : [{ key, place: "notes" as const }]))),
  ];
}
