import type { Romanize } from "./romanize.ts";

/** A text made ready to be searched as it is typed: made once per record, matched thousands of times per key press. */
export interface SearchKey {
  /** Folded text: width, case and accents gone. */
  readonly text: string;
  /** Pinyin of the Chinese characters, a syllable each, one entry per unbroken run; empty when there are none. */
  readonly runs: readonly (readonly string[])[];
}

/** What the reader typed, taken apart once: every term must be found. */
export interface SearchQuery {
  readonly terms: readonly SearchTerm[];
}

interface SearchTerm {
  readonly text: string;
  /** Words of a Chinese term of four characters or more: found when each of them is, wherever they stand. */
  readonly words: readonly string[];
  /** Only latin letters: may be pinyin. */
  readonly latin: boolean;
}

const han = /\p{Script=Han}+/gu;
const marks = /\p{M}+/gu;

/** Full width to half width, upper to lower case, accents off: `Ｃafé` and `cafe` are the same to a searcher. */
export function foldText(text: string): string {
  return text.normalize("NFKD").replace(marks, "").normalize("NFKC").toLowerCase();
}

/** The key of a text. `romanize` null (not loaded yet) gives a key that is found by its characters only. */
export function searchKey(text: string, romanize: Romanize | null): SearchKey {
  const runs = romanize === null ? [] : (text.match(han) ?? []).map((run) => romanize(run));
  return { text: foldText(text), runs };
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

function wordsOf(term: string): readonly string[] {
  if (term.length < 4 || !/^\p{Script=Han}+$/u.test(term)) return [];
  const words = Array.from(segmenter.segment(term), (part) => part.segment);
  return words.length > 1 ? words : [];
}

export function searchQuery(text: string): SearchQuery {
  const terms = foldText(text)
    .split(/\s+/u)
    .filter((term) => term !== "");
  return { terms: terms.map((term) => ({ text: term, words: wordsOf(term), latin: /^[a-z]+$/.test(term) })) };
}

/** Whether every term of the query is in the key; an empty query matches everything. */
export function matches(key: SearchKey, query: SearchQuery): boolean {
  return matchRank(key, query) !== null;
}

/**
 * How well a key matches, lower is better: 0 = begins with the term, 1 = a word of it does, 2 = holds it somewhere, 3 = by pinyin or by the
 * words of a Chinese term. null = no match. Of several terms the worst counts.
 */
export function matchRank(key: SearchKey, query: SearchQuery): number | null {
  let worst = 0;
  for (const term of query.terms) {
    const rank = termRank(key, term);
    if (rank === null) return null;
    if (rank > worst) worst = rank;
  }
  return worst;
}

function termRank(key: SearchKey, term: SearchTerm): number | null {
  const at = key.text.indexOf(term.text);
  if (at === 0) return 0;
  if (at > 0) return /[\p{L}\p{N}]/u.test(key.text.charAt(at - 1)) ? 2 : 1;
  if (term.latin && sounds(key.runs, term.text)) return 3;
  return term.words.length > 0 && term.words.every((word) => key.text.includes(word)) ? 3 : null;
}

function sounds(runs: SearchKey["runs"], typed: string): boolean {
  const initial = typed.charCodeAt(0);
  for (const run of runs) {
    for (let start = 0; start < run.length; start += 1) {
      if (run[start]?.charCodeAt(0) === initial && soundsLike(run, start, typed, 0)) return true;
    }
  }
  return false;
}

/** Whether `typed` from `from` on is made of beginnings of the syllables from `start` on: `bj`, `beij`, `bjing` are all 北京. */
function soundsLike(run: readonly string[], start: number, typed: string, from: number): boolean {
  if (from === typed.length) return true;
  const syllable = run[start];
  if (syllable === undefined) return false;
  let length = 0;
  while (length < syllable.length && from + length < typed.length && syllable.charCodeAt(length) === typed.charCodeAt(from + length))
    length += 1;
  for (; length > 0; length -= 1) if (soundsLike(run, start + 1, typed, from + length)) return true;
  return false;
}
