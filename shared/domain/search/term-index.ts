/** Dead documents beyond this share of all make the index pack itself anew. */
const deadShare = 0.3;
const deadAtLeast = 1_000;

interface Entry {
  readonly number: number;
  readonly terms: readonly string[];
}

/**
 * Which documents hold a term: an inverted index in memory that is changed a document at a time. Documents are named by the caller; a term
 * counts once in a document.
 */
export class TermIndex {
  #postings = new Map<string, number[]>();
  #names: (string | null)[] = [];
  readonly #entries = new Map<string, Entry>();
  /** Changes whenever a term that was not there comes: what was derived from the vocabulary is made anew. */
  #vocabularyVersion = 0;

  get size(): number {
    return this.#entries.size;
  }

  get vocabularyVersion(): number {
    return this.#vocabularyVersion;
  }

  vocabulary(): IterableIterator<string> {
    return this.#postings.keys();
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Takes a document in, in place of what was there under its name. */
  set(name: string, terms: Iterable<string>): void {
    this.delete(name);
    const number = this.#names.length;
    this.#names.push(name);
    const own = [...new Set(terms)];
    this.#entries.set(name, { number, terms: own });
    for (const term of own) this.#post(term, number);
  }

  delete(name: string): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    this.#entries.delete(name);
    this.#names[entry.number] = null;
    const dead = this.#names.length - this.#entries.size;
    if (dead > deadAtLeast && dead > deadShare * this.#names.length) this.#pack();
  }

  clear(): void {
    this.#postings = new Map();
    this.#names = [];
    this.#entries.clear();
    this.#vocabularyVersion += 1;
  }

  /** Documents that hold the term; deleted ones are counted until the index packs itself. */
  countOf(term: string): number {
    return this.#postings.get(term)?.length ?? 0;
  }

  /**
   * How rare a term is, as BM25 weighs it: ln(1 + (N − n + ½) / (n + ½)) of N documents of which n hold it (Robertson and Zaragoza, 2009).
   * A term that no document holds is as rare as can be.
   */
  rarity(term: string): number {
    const n = Math.min(this.countOf(term), this.size);
    return Math.log(1 + (this.size - n + 0.5) / (n + 0.5));
  }

  /** A mark for every document that holds one of the terms: an array by the numbers of documents. `into` narrows: only marked ones stay. */
  marked(terms: Iterable<string>, into: Uint8Array | null): Uint8Array {
    const marks = new Uint8Array(this.#names.length);
    for (const term of terms) for (const number of this.#postings.get(term) ?? []) marks[number] = 1;
    if (into !== null) for (let i = 0; i < marks.length; i += 1) marks[i] = (marks[i] ?? 0) & (into[i] ?? 0);
    return marks;
  }

  /** Names of the marked documents that are still there, newest entry first. */
  *namesOf(marks: Uint8Array): Generator<string> {
    for (let i = marks.length - 1; i >= 0; i -= 1) {
      if (marks[i] !== 1) continue;
      const name = this.#names[i];
      if (name !== null && name !== undefined) yield name;
    }
  }

  /** Documents that share the most with weighted terms: sum of weight × rarity, best first, then by name. Common terms are not followed. */
  nearest(weights: ReadonlyMap<string, number>, limit: number): readonly string[] {
    const sums = new Float64Array(this.#names.length);
    const common = Math.max(200, this.size / 5);
    for (const [term, weight] of weights) {
      const postings = this.#postings.get(term);
      if (postings === undefined || postings.length > common) continue;
      const points = weight * this.rarity(term);
      for (const number of postings) sums[number] = (sums[number] ?? 0) + points;
    }
    const found: { readonly name: string; readonly sum: number }[] = [];
    for (let i = 0; i < sums.length; i += 1) {
      const name = this.#names[i];
      const sum = sums[i] ?? 0;
      if (sum > 0 && name !== null && name !== undefined) found.push({ name, sum });
    }
    return found
      .sort((a, b) => b.sum - a.sum || (a.name < b.name ? -1 : 1))
      .slice(0, limit)
      .map(({ name }) => name);
  }

  #post(term: string, number: number): void {
    const postings = this.#postings.get(term);
    if (postings !== undefined) postings.push(number);
    else {
      this.#postings.set(term, [number]);
      this.#vocabularyVersion += 1;
    }
  }

  #pack(): void {
    const kept = [...this.#entries];
    this.#postings = new Map();
    this.#names = [];
    this.#entries.clear();
    for (const [name, { terms }] of kept) {
      const number = this.#names.length;
      this.#names.push(name);
      this.#entries.set(name, { number, terms });
      for (const term of terms) this.#post(term, number);
    }
    this.#vocabularyVersion += 1;
  }
}
