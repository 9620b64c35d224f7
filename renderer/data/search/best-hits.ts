/** Something found, with where it stands: a lower order first, then the shorter title, then the id. */
export interface Hit<T> {
  readonly order: number;
  readonly titleLength: number;
  readonly id: string;
  readonly item: T;
}

/** Keeps the best few of many hits without sorting all of them. */
export class BestHits<T> {
  readonly #limit: number;
  readonly #hits: Hit<T>[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether a hit of this order could still be taken: asked before it is made. */
  wants(order: number): boolean {
    const last = this.#hits.at(-1);
    return this.#hits.length < this.#limit || (last !== undefined && order <= last.order);
  }

  add(hit: Hit<T>): void {
    const hits = this.#hits;
    const last = hits.at(-1);
    if (hits.length >= this.#limit && (last === undefined || before(last, hit))) return;
    let [low, high] = [0, hits.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = hits[middle];
      if (there !== undefined && before(there, hit)) low = middle + 1;
      else high = middle;
    }
    hits.splice(low, 0, hit);
    if (hits.length > this.#limit) hits.pop();
  }

  items(): readonly T[] {
    return this.#hits.map(({ item }) => item);
  }
}

function before<T>(a: Hit<T>, b: Hit<T>): boolean {
  return (
    a.order - b.order < 0 || (a.order === b.order && (a.titleLength < b.titleLength || (a.titleLength === b.titleLength && a.id <= b.id)))
  );
}
