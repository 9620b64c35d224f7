import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import type { SearchQuery } from "../../../shared/domain/search/search-key.ts";
import type { TermIndex } from "../../../shared/domain/search/term-index.ts";
import { stem, termsOf } from "../../../shared/domain/search/terms.ts";
import { PinyinPairs } from "./pinyin-pairs.ts";

/** Latin words that begin so are followed up to this many. */
const wordsAtMost = 400;

/** Finds documents of an index as somebody types: Latin words by their beginnings, Chinese by its characters or by pinyin. */
export class BodySearch {
  readonly #index: TermIndex;
  readonly #pairs = new PinyinPairs();
  #version = -1;
  #latin: readonly string[] = [];
  #byCharacter: ReadonlyMap<string, readonly string[]> = new Map();

  constructor(index: TermIndex) {
    this.#index = index;
  }

  /** Learns how some of the vocabulary sounds. Answers whether there may be more to learn. */
  learn(romanize: Romanize, limit: number): boolean {
    return this.#pairs.learn(this.#index.vocabulary(), romanize, limit) === limit;
  }

  /** Names of documents that hold every term of the query, the newest entries first; none for a query without terms or with one of one letter. */
  find(query: SearchQuery): Iterable<string> {
    this.#refresh();
    let marks: Uint8Array | null = null;
    for (const { text, words, latin } of query.terms) {
      if (text.length < 2 && !/\p{Script=Han}/u.test(text)) return [];
      marks = this.#marksOf(text, words, latin, marks);
    }
    return marks === null ? [] : this.#index.namesOf(marks);
  }

  #marksOf(text: string, words: readonly string[], latin: boolean, into: Uint8Array | null): Uint8Array {
    let marks = into;
    const plain = words.length > 0 ? words.flatMap((word) => this.#termsOf(word)) : this.#termsOf(text);
    for (const terms of plain) marks = this.#index.marked(terms, marks);
    marks ??= this.#index.marked([], null);
    if (!latin) return marks;
    for (const places of this.#pairs.readings(text)) {
      let read = into;
      for (const pairs of places) read = this.#index.marked(pairs, read);
      if (read === null) continue;
      for (let i = 0; i < marks.length; i += 1) marks[i] = (marks[i] ?? 0) | (read[i] ?? 0);
    }
    return marks;
  }

  /** What must be held, each in one of its forms. */
  #termsOf(text: string): readonly (readonly string[])[] {
    const terms = termsOf(text);
    if (terms.length === 0) return [this.#beginningWith(text)];
    return terms.map(({ term }, i) => {
      if (/^\p{Script=Han}$/u.test(term)) return [term, ...(this.#byCharacter.get(term) ?? [])];
      if (/^\p{Script=Han}/u.test(term)) return [term];
      return i === terms.length - 1 ? [...this.#beginningWith(text.endsWith(term) ? term : stem(term)), stem(term)] : [term];
    });
  }

  #beginningWith(text: string): readonly string[] {
    let [low, high] = [0, this.#latin.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#latin[middle] ?? "") < text) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let i = low; i < this.#latin.length && found.length < wordsAtMost; i += 1) {
      const word = this.#latin[i] ?? "";
      if (!word.startsWith(text)) break;
      found.push(word);
    }
    return found;
  }

  #refresh(): void {
    if (this.#version === this.#index.vocabularyVersion) return;
    this.#version = this.#index.vocabularyVersion;
    const latin: string[] = [];
    const byCharacter = new Map<string, string[]>();
    for (const term of this.#index.vocabulary()) {
      if (term < "\u3400") latin.push(term);
      else {
        for (const character of term) {
          const pairs = byCharacter.get(character);
          if (pairs === undefined) byCharacter.set(character, [term]);
          else pairs.push(term);
        }
      }
    }
    this.#latin = latin.sort();
    this.#byCharacter = byCharacter;
  }
}
