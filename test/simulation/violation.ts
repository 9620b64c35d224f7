import { deepStrictEqual } from "node:assert/strict";

/** A promise of the product that a run found broken. `invariant` names it; the message says what was seen. */
export class Violation extends Error {
  readonly invariant: string;

  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`);
    this.name = "Violation";
    this.invariant = invariant;
  }
}

export function must(holds: boolean, invariant: string, message: string): asserts holds {
  if (!holds) throw new Violation(invariant, message);
}

export function mustEqual(actual: unknown, expected: unknown, invariant: string, what: string): void {
  try {
    deepStrictEqual(actual, expected);
  } catch (error) {
    throw new Violation(invariant, `${what}\n${error instanceof Error ? error.message : String(error)}`);
  }
}
