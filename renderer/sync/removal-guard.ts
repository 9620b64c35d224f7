import type { Held, Removal } from "./sync-state.ts";

/** Records of a kind that may go without a question, however few there are. */
const fewRecords = 50;
/** … or this share of the kind. Both sides of what people delete in a day, far below what a broken export or a wrong filter takes away. */
const smallShare = 0.25;
const askAgainMs = 24 * 3_600_000;

/** What a change takes from what is shown, by kind. */
export type Removals = Readonly<Record<string, { readonly removes: number; readonly adds: number; readonly of: number }>>;

/**
 * Stands between the backend and what is shown: an answer, or a new copy, that would take very much away is held until the user accepts it. Keeps
 * count over the answers of one catching up.
 */
export class RemovalGuard {
  readonly #now: () => number;
  #held: Held | null = null;
  /** Taken away since the copy was last equal to the backend's. */
  readonly #gone = new Map<string, number>();
  /** What the user has accepted, by kind: so many, not more. */
  #accepted = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  get held(): Held | null {
    return this.#held;
  }

  /** Whether these may go. What may is counted; what may not is held. */
  admits(removals: Removals): boolean {
    const counted = Object.entries(removals).map(([kind, { removes, of }]): Removal => {
      const gone = this.#gone.get(kind) ?? 0;
      return { kind, removes: gone + removes, of: gone + of };
    });
    const tooMany = counted.filter(
      ({ kind, removes, of }) => removes > Math.max(fewRecords, of * smallShare, this.#accepted.get(kind) ?? 0),
    );
    if (tooMany.length > 0) {
      const since = this.#held ?? { sinceMs: this.#now(), askAgainAtMs: null };
      this.#held = { ...since, removals: tooMany };
      return false;
    }
    this.#held = null;
    for (const { kind, removes } of counted) this.#gone.set(kind, removes);
    return true;
  }

  /** The copy is equal to the backend's: a new count begins. */
  caughtUp(): void {
    this.#gone.clear();
    this.#accepted.clear();
    this.#held = null;
  }

  /** The user agrees to what is held. */
  accept(): void {
    this.#accepted = new Map(this.#held?.removals.map(({ kind, removes }) => [kind, removes]));
  }

  /** The user wants to keep the copy for now. */
  later(): void {
    if (this.#held !== null) this.#held = { ...this.#held, askAgainAtMs: this.#now() + askAgainMs };
  }
}
