import type { Json } from "../../shared/kernel/json.ts";

const pattern = /typed-[a-z0-9]+-\d+(?!\d)/g;

/** Every value that was typed and appears in a text. */
export function tokensOf(text: string): readonly string[] {
  return [...new Set(text.match(pattern) ?? [])];
}

/** Who typed it: `typed-lead-17` → `lead`. */
export function typist(token: string): string {
  return token.split("-")[1] ?? "";
}

interface Typed {
  readonly token: string;
  readonly where: string;
  /** Why it may be gone: taken away by somebody who had it before his eyes, each time with a reason of its own. */
  readonly replaced: Set<string>;
}

/** Everything that was typed in a run. Every value is typed once, so that it can be found again. */
export class TypedValues {
  readonly #typed = new Map<string, Typed>();
  #last = 0;

  get count(): number {
    return this.#typed.size;
  }

  next(userId: string): string {
    this.#last += 1;
    return `typed-${userId}-${this.#last}`;
  }

  /** The value is durable: from now on it must have a home. `where` is for messages. */
  add(token: string, where: string): void {
    this.#typed.set(token, { token, where, replaced: new Set() });
  }

  /** Somebody put `after` in the place of `before`, which he saw. A `reason` can be taken back. */
  replace(before: Json | undefined, after: Json | undefined, reason = "replaced"): void {
    const kept = new Set(tokensOf(JSON.stringify(after ?? null)));
    for (const token of tokensOf(JSON.stringify(before ?? null))) {
      const typed = this.#typed.get(token);
      if (typed !== undefined && !kept.has(token)) typed.replaced.add(reason);
    }
  }

  /** What was taken away for this reason was brought back. */
  bringBack(reason: string): void {
    for (const { replaced } of this.#typed.values()) replaced.delete(reason);
  }

  /** What the user typed is gone for good, but for what is kept in `homes`: the operator wanted it so. */
  giveUp(userId: string, homes: readonly string[]): void {
    const found = new Set(homes.flatMap((home) => tokensOf(home)));
    for (const { token, replaced } of this.#typed.values()) if (typist(token) === userId && !found.has(token)) replaced.add("wiped");
  }

  /** Whether the value may be gone from the screen of who typed it. */
  isReplaced(token: string): boolean {
    return (this.#typed.get(token)?.replaced.size ?? 1) > 0;
  }

  /** Values that have no home. `homes` is, as texts, everything that somebody sees or will see when he comes back. */
  homeless(homes: readonly string[]): readonly string[] {
    const found = new Set(homes.flatMap((home) => tokensOf(home)));
    return [...this.#typed.values()]
      .filter((typed) => typed.replaced.size === 0 && !found.has(typed.token))
      .map((typed) => `${typed.token} (${typed.where})`);
  }
}
