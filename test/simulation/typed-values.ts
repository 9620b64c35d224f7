import type { Json } from "../../shared/kernel/json.ts";

interface Typed {
  readonly by: string;
  readonly kind: string;
  readonly id: string;
  readonly field: string;
  readonly base: Json | undefined;
  readonly value: string;
}

/** Everything that was typed in a run. Every value is typed once, so that it can be found again. */
export class TypedValues {
  readonly #typed: Typed[] = [];

  add(typed: Typed): void {
    this.#typed.push(typed);
  }

  get count(): number {
    return this.#typed.length;
  }

  /**
   * Values that have no home: neither in a record, a conflict or what needs attention, nor replaced by somebody who had it before his eyes.
   * `homes` is everything that is visible, as one text.
   */
  homeless(homes: string): readonly string[] {
    const seenAndReplaced = new Set(this.#typed.map((typed) => `${typed.kind} ${typed.id} ${typed.field} ${JSON.stringify(typed.base)}`));
    return this.#typed
      .filter(
        (typed) =>
          !homes.includes(typed.value) && !seenAndReplaced.has(`${typed.kind} ${typed.id} ${typed.field} ${JSON.stringify(typed.value)}`),
      )
      .map((typed) => `${typed.value} (${typed.kind} ${typed.id}.${typed.field}, typed by ${typed.by} over ${JSON.stringify(typed.base)})`);
  }
}
