import type { Romanize } from "../../../shared/domain/search/romanize.ts";

interface Pair {
  readonly pair: string;
  readonly first: string;
  readonly second: string;
}

/** Readings of what was typed that are tried, and syllables of a reading: what is longer is no name of a thing. */
const readingsAtMost = 16;
const syllablesAtMost = 8;

/** Pairs of Chinese characters by how they sound, so that what is typed in pinyin finds texts that were indexed by their characters. */
export class PinyinPairs {
  readonly #known = new Set<string>();
  readonly #byInitials = new Map<string, Pair[]>();
  readonly #byInitial = new Map<string, Pair[]>();
  /** Every beginning of every syllable. */
  readonly #beginnings = new Set<string>();

  /** Takes pairs of a vocabulary in that are not known yet, at most `limit`. Answers how many it took. */
  learn(vocabulary: Iterable<string>, romanize: Romanize, limit: number): number {
    let taken = 0;
    for (const pair of vocabulary) {
      if (taken >= limit) break;
      if (this.#known.has(pair) || !isPair(pair)) continue;
      this.#known.add(pair);
      taken += 1;
      const [first = "", second = ""] = romanize(pair);
      if (first === "" || second === "") continue;
      const known: Pair = { pair, first, second };
      push(this.#byInitials, first.charAt(0) + second.charAt(0), known);
      push(this.#byInitial, first.charAt(0), known);
      for (const syllable of [first, second])
        for (let end = 1; end <= syllable.length; end += 1) this.#beginnings.add(syllable.slice(0, end));
    }
    return taken;
  }

  /**
   * What the typed letters can stand for: readings, any of which may be meant; each says of neighbouring syllables which pairs they can be, all
   * of which a text must hold. `kd`, `kadun` and `kad` are all 卡顿.
   */
  readings(typed: string): readonly (readonly (readonly string[])[])[] {
    const found: (readonly string[])[] = [];
    this.#split(typed, 0, [], found);
    return found
      .map((syllables) => this.#pairsOf(syllables))
      .filter((places) => places.length > 0 && places.every((pairs) => pairs.length > 0));
  }

  #pairsOf(syllables: readonly string[]): readonly (readonly string[])[] {
    const [only] = syllables;
    if (only === undefined) return [];
    if (syllables.length === 1) {
      return [(this.#byInitial.get(only.charAt(0)) ?? []).filter(({ first }) => first.startsWith(only)).map(({ pair }) => pair)];
    }
    return syllables.slice(1).map((next, i) => {
      const before = syllables[i] ?? "";
      return (this.#byInitials.get(before.charAt(0) + next.charAt(0)) ?? [])
        .filter(({ first, second }) => first.startsWith(before) && second.startsWith(next))
        .map(({ pair }) => pair);
    });
  }

  /** Longer beginnings first: `xian` is one syllable before it is two. */
  #split(typed: string, from: number, syllables: readonly string[], found: (readonly string[])[]): void {
    if (found.length >= readingsAtMost || syllables.length > syllablesAtMost) return;
    if (from === typed.length) {
      found.push(syllables);
      return;
    }
    for (let end = Math.min(typed.length, from + 6); end > from; end -= 1) {
      const part = typed.slice(from, end);
      if (this.#beginnings.has(part)) this.#split(typed, end, [...syllables, part], found);
    }
  }
}

function isPair(term: string): boolean {
  return term.length === 2 && term >= "\u3400";
}

function push(map: Map<string, Pair[]>, key: string, pair: Pair): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [pair]);
  else list.push(pair);
}
