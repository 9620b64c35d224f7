import { foldText } from "../search/search-key.ts";
import { termsOf, termsOfFolded } from "../search/terms.ts";
import { type Concept, conceptNames, conceptsOf } from "./glossary.ts";

/** A text and how much its words count. */
export interface WeightedText {
  readonly text: string;
  readonly weight: number;
}

const conceptMark = "§";

/** Terms of several texts with the weights that they come to; concepts of the glossary are terms with a mark before them. */
export function weightedTerms(texts: readonly WeightedText[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const add = (term: string, weight: number): void => void weights.set(term, (weights.get(term) ?? 0) + weight);
  for (const { text, weight } of texts) {
    if (text === "") continue;
    const folded = foldText(text);
    for (const { term } of termsOfFolded(folded)) add(term, weight);
    for (const concept of conceptsOf(folded)) add(conceptMark + concept, weight);
  }
  return weights;
}

export function conceptOfTerm(term: string): Concept | null {
  return term.startsWith(conceptMark) ? (conceptNames.find((concept) => concept === term.slice(1)) ?? null) : null;
}

/** Rarity of terms among what is looked through: see `TermIndex`. */
export interface Rarities {
  rarity(term: string): number;
}

interface TermPoints {
  readonly term: string;
  readonly points: number;
}

/** Half of what a term can give is reached when its weight is this (k₁ of BM25). */
const halfWeight = 1.2;

function saturated(weight: number): number {
  return weight / (weight + halfWeight);
}

/**
 * What two texts have in common: each shared term gives its rarity times the saturated weight on both sides (BM25 on either side, without the
 * length: articles and logs are of a length). The largest first, then by term.
 */
export function commonTerms(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
  rarities: Rarities,
): { readonly points: number; readonly terms: readonly TermPoints[] } {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  const terms: TermPoints[] = [];
  let points = 0;
  for (const [term, weight] of small) {
    const other = large.get(term);
    if (other === undefined) continue;
    const given = rarities.rarity(term) * saturated(weight) * saturated(other);
    points += given;
    terms.push({ term, points: given });
  }
  return { points, terms: terms.sort((x, y) => y.points - x.points || (x.term < y.term ? -1 : 1)) };
}

/**
 * The words in common as a person reads them: of Chinese pairs the unbroken stretch of the text that they cover, of Latin terms the word. At
 * most `limit`, those that weigh most first. `text` is what the words are taken from.
 */
export function wordsInCommon(text: string, terms: readonly TermPoints[], limit: number): readonly string[] {
  const points = new Map(terms.map((one) => [one.term, one.points]));
  const found = new Map<string, number>();
  let run = "";
  let sum = 0;
  let last = -2;
  const close = (): void => {
    if (run !== "") found.set(run, Math.max(found.get(run) ?? 0, sum));
    run = "";
    sum = 0;
  };
  for (const { term, place } of termsOf(text)) {
    const given = points.get(term);
    const isPair = /^\p{Script=Han}{2}$/u.test(term);
    if (given === undefined || !isPair || place !== last + 1 || run === "" || run.length >= longestWord) close();
    if (given !== undefined) {
      run = isPair && run !== "" ? run + term.slice(1) : term;
      sum += given;
      if (!isPair) close();
    }
    last = isPair ? place : -2;
  }
  close();
  return [...found]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([word]) => word);
}

const longestWord = 8;
