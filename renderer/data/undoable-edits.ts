import type { Result } from "../../shared/kernel/result.ts";
import type { Edit, EditError } from "./data-client.ts";

/** Takes an edit back. It can be taken once, and only until `until` aborts: when a later edit begins. */
export interface Undo {
  readonly take: () => void;
  readonly until: AbortSignal;
}

/** What became of an edit: taken, with what takes it back, or refused. */
export type EditOutcome = { readonly ok: true; readonly undo: Undo } | { readonly ok: false; readonly error: EditError };

/** Edits that can be taken back, of one window: only the last one's undo is ever offered. */
export class UndoableEdits {
  readonly #edit: (edits: readonly Edit[]) => Promise<Result<undefined, EditError>>;
  #last = new AbortController();

  constructor(edit: (edits: readonly Edit[]) => Promise<Result<undefined, EditError>>) {
    this.#edit = edit;
  }

  /**
   * Edits and tells `report` how it went, so that a screen can offer to undo it. `report` also hears of an undo that was refused; one that was
   * taken shows by itself. Inverses that hold the time of the undo are made when it is taken.
   */
  async edit(
    edits: readonly Edit[],
    inverses: readonly Edit[] | (() => readonly Edit[]),
    report: (outcome: EditOutcome) => void,
  ): Promise<boolean> {
    const offer = new AbortController();
    // Screens show an edit before it is durable: an undo beside it must not be of what was done before.
    this.#last.abort();
    this.#last = offer;
    const done = await this.#edit(edits);
    if (!done.ok) {
      report({ ok: false, error: done.error });
      return false;
    }
    const take = async (): Promise<void> => {
      if (offer.signal.aborted) return;
      offer.abort();
      const undone = await this.#edit(typeof inverses === "function" ? inverses() : inverses);
      if (!undone.ok) report({ ok: false, error: undone.error });
    };
    report({ ok: true, undo: { take: () => void take(), until: offer.signal } });
    return true;
  }
}
