import type { KindDigest } from "./protocol.ts";

/** Sums are kept below 2^50, so that they are exact as numbers on both sides. */
export const digestModulus = 2 ** 50;
/** The two largest primes below 2^16 and 2^15: see `kindDigest`. */
export const mixModuli = [65_521, 32_749] as const;

/** Adds up the digest of one kind, revision by revision, in any order. */
export class DigestSum {
  #rows = 0;
  #sum = 0;
  #mix = 0;

  add(rev: number): void {
    this.#rows += 1;
    this.#sum = (this.#sum + rev) % digestModulus;
    this.#mix = (this.#mix + (rev % mixModuli[0]) * (rev % mixModuli[1])) % digestModulus;
  }

  get value(): KindDigest {
    return { rows: this.#rows, sum: this.#sum, mix: this.#mix };
  }
}

/**
 * Kinds in which the two sides hold different records. Only kinds that both know are compared: a newer side has more, and that is no fault of
 * either.
 */
export function driftedKinds(mine: Readonly<Record<string, KindDigest>>, theirs: Readonly<Record<string, KindDigest>>): readonly string[] {
  return Object.keys(mine).filter((kind) => {
    const [a, b] = [mine[kind], theirs[kind]];
    return a !== undefined && b !== undefined && (a.rows !== b.rows || a.sum !== b.sum || a.mix !== b.mix);
  });
}
