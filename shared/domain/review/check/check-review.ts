import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { composeDraft } from "../compose/compose-draft.ts";
import { documentKeys, sectionRuns } from "../compose/document-keys.ts";
import { sectionNarrative, textsOf } from "../compose/edited-draft.ts";
import { readNarrative, readTitle, writeRuns } from "../compose/narrative.ts";
import { createPen, type Pen, textOf } from "../compose/pen.ts";
import type { Paragraph, ReviewDocument, ReviewLocale, Run } from "../compose/review-document.ts";
import type { ReviewKey } from "../model/review-question.ts";
import type { ReviewSection } from "../model/review.ts";
import { isStandardSection } from "../model/review-sections.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";
import { claimsOf } from "./claims.ts";
import { contradictedBy } from "./claim-truth.ts";
import { isNear, readWritten, typedNumbers } from "./typed-numbers.ts";

/**
 * `literal_number` typed, not bound: it does not follow the data · `contradiction` a word says of a bound value what its rows do not · `unknown_value` a key
 * that nothing answers · `no_data_value` a bound value without data · `stale_translation` the other language was edited, this one is as composed.
 */
export type ReviewFindingKind = "literal_number" | "contradiction" | "unknown_value" | "no_data_value" | "stale_translation";
export type FindingPlace = "title" | "body" | "notes";

export interface ReviewFinding {
  /** The same for the same text: a changed text asks again. At most 80 characters. */
  readonly id: string;
  readonly kind: ReviewFindingKind;
  readonly section: string;
  readonly place: FindingPlace;
  readonly locale: ReviewLocale;
  /** The number as typed, the clause that is contradicted, the key that is not known; empty for a translation. */
  readonly text: string;
  /** The value that it is about, or that a typed number should be; null = none is near. */
  readonly key: ReviewKey | null;
}

type Texts = Pick<ReviewSection, "section" | "titleZh" | "titleEn" | "bodyZh" | "bodyEn" | "notesZh" | "notesEn">;
const places = ["title", "body", "notes"] as const;

/** What keeps a document from leaving until it is mended or somebody lets it stand. Only what people wrote is looked at. */
export function checkReview(document: ReviewDocument, snapshot: ReviewSnapshot, sections: readonly Texts[]): readonly ReviewFinding[] {
  const pen = createPen(snapshot, document.locale);
  const everywhere = documentKeys(document);
  const names = namesOf(document, snapshot);
  const found = document.sections.flatMap((shown) => {
    const people = sections.find(({ section }) => section === shown.id);
    if (people === undefined) return [];
    const own = textsOf(people, document.locale);
    const other = textsOf(people, document.locale === "en" ? "zh-CN" : "en");
    const stale = places
      .filter((place) => own[place] === null && other[place] !== null)
      .map((place) => finding(document.locale, shown.id, place, "stale_translation", other[place] ?? "", "", null));
    if (places.every((place) => own[place] === null)) return stale;
    const composed = composedTexts(pen, shown.id);
    const near = [...new Set([...sectionRuns(shown).flatMap(({ key }) => key ?? []), ...everywhere])];
    const written = places.flatMap((place) => {
      const text = own[place];
      return text === null ? [] : placeFindings(pen, { section: shown.id, place, text, composed, near, names });
    });
    return [...stale, ...written];
  });
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

/** Whether a finding still waits for somebody. */
export function blocks({ id, section }: ReviewFinding, sections: readonly Pick<ReviewSection, "section" | "acknowledged">[]): boolean {
  return !sections.some((one) => one.section === section && one.acknowledged.includes(id));
}

interface Place {
  readonly section: string;
  readonly place: FindingPlace;
  readonly text: string;
  /** Paragraphs of the section as composed. */
  readonly composed: readonly (readonly Run[])[];
  /** Values that a typed number may mean, its own section's first. */
  readonly near: readonly ReviewKey[];
  readonly names: readonly string[];
}

function placeFindings(pen: Pen, { section, place, text, composed, near, names }: Place): readonly ReviewFinding[] {
  const written = (key: string): string => {
    const answer = pen.answer(key);
    return answer === null ? "" : pen.run(answer).text;
  };
  const paragraphs: readonly Paragraph[] =
    place === "title" ? [{ type: "text", runs: readTitle(text, written) }] : readNarrative(text, written);
  const known = new Set(composed.flatMap((one) => typedNumbers(markedText(one), names).map((typed) => typed.text)));
  // With their keys: a number that was typed where a bound one stood is not as composed.
  const asComposed = new Set(composed.map((one) => writeRuns(one)));
  return paragraphs.flatMap(({ runs }) => {
    const whole = textOf(runs);
    const of = (kind: ReviewFindingKind, said: string, key: ReviewKey | null): ReviewFinding =>
      finding(pen.locale, section, place, kind, `${whole}\n${said}`, said, key);
    const keys = [...new Set(runs.flatMap(({ key }) => key ?? []))];
    const values = keys.flatMap((key) => {
      const answer = pen.answer(key);
      if (answer === null) return [of("unknown_value", key, key)];
      return answer.value === null ? [of("no_data_value", key, key)] : [];
    });
    if (asComposed.has(writeRuns(runs))) return values;
    const typed = typedNumbers(markedText(runs), names)
      .filter((one) => !known.has(one.text))
      .map((one) => of("literal_number", one.text, nearKey(pen, one.text, near)));
    const against = claimsOf(runs).flatMap((claim) => {
      const key = contradictedBy(pen.snapshot, claim);
      return key === null ? [] : [of("contradiction", claim.clause, key)];
    });
    return [...values, ...typed, ...against];
  });
}

/** Bound values are no typed numbers; what stands at both sides of one does not become one number either. */
function markedText(runs: readonly Run[]): string {
  return runs.map(({ text, key }) => (key === null ? text : "\uFFFC")).join("");
}

/** Of values written as the same number the first, else the first that is nearly the same. */
function nearKey(pen: Pen, typed: string, near: readonly ReviewKey[]): ReviewKey | null {
  const wanted = readWritten(typed);
  if (wanted === null) return null;
  const candidates = near.flatMap((key) => {
    const answer = pen.answer(key);
    if (typeof answer?.value !== "number" || answer.unit === "instant") return [];
    const written = readWritten(pen.run(answer).text);
    return written === null || !isNear(wanted, written) ? [] : [{ key, same: written.size === wanted.size }];
  });
  return (candidates.find(({ same }) => same) ?? candidates[0])?.key ?? null;
}

function composedTexts(pen: Pen, section: string): readonly (readonly Run[])[] {
  const draft = isStandardSection(section) ? composeDraft(pen, section) : null;
  if (draft === null) return [];
  const written = (key: string): string => {
    const answer = pen.answer(key);
    return answer === null ? "" : pen.run(answer).text;
  };
  const { title, body, notes } = sectionNarrative(draft);
  return [title, body, notes].flatMap((text) => readNarrative(text, written).map(({ runs }) => runs));
}

const namedIn = ["peaks", "occasions", "incidents", "actions", "commitments", "outreach", "sdk"] as const;

/** Names with digits that the record has: of the customer, events, versions, incidents. */
function namesOf(document: ReviewDocument, { evidence }: ReviewSnapshot): readonly string[] {
  const cells = namedIn.flatMap((table) => evidence[table].rows.flatMap((row) => row.filter((one) => typeof one === "string")));
  const names = [document.accountName, document.accountCode, document.snapshotId, document.periodName, ...cells];
  // A bare number is no name: it would hide what is looked for.
  return [...new Set(names)].filter((name) => /\d/.test(name) && /\p{L}/u.test(name)).toSorted((a, b) => b.length - a.length);
}

function finding(
  locale: ReviewLocale,
  section: string,
  place: FindingPlace,
  kind: ReviewFindingKind,
  covers: string,
  text: string,
  key: ReviewKey | null,
): ReviewFinding {
  const hash = bytesToHex(sha256(utf8ToBytes([kind, locale, section, place, covers].join("\u0000")))).slice(0, 24);
  return { id: `${kind}-${hash}`, kind, section, place, locale, text, key };
}
