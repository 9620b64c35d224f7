import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { Edit, EditError } from "./data-client.ts";
import type { EditRow, OutboxRow } from "./database.ts";
import type { Engine } from "./engine.ts";
import { type Draft, makeMutation } from "./make-mutation.ts";
import { type Outbox, outboxKey } from "./outbox.ts";

/** An edit that is on the screen and on its way to the disk. */
export interface ShownDraft {
  readonly token: string;
  readonly mutation: Draft;
}

/** Keeps the engine's overlay that of the outbox, and ahead of it by the edits that are being stored. */
export class ShownEdits {
  readonly #engine: Engine;
  readonly #outbox: Outbox;
  #nextToken = 0;
  /** Drafts that no row of the outbox stands for yet. */
  readonly #storing = new Set<string>();
  /** The engine's name of an edit that was made in this session, by its outbox key. */
  readonly #tokens = new Map<string, string>();

  constructor(engine: Engine, outbox: Outbox) {
    this.#engine = engine;
    this.#outbox = outbox;
  }

  /** Shows all of the edits, or none and says why. */
  show(edits: readonly Edit[], nowMs: number): Result<readonly ShownDraft[], EditError> {
    const drafts: ShownDraft[] = [];
    for (const edit of edits) {
      const made = makeMutation(edit, this.#engine.shown(edit.kind, edit.id), this.#engine.stored(edit.kind, edit.id), nowMs);
      if (!made.ok) {
        this.takeBack(drafts);
        return err(made.error);
      }
      if (made.value === null) continue;
      this.#nextToken += 1;
      const draft = { token: `made-${this.#nextToken}`, mutation: made.value };
      drafts.push(draft);
      this.#storing.add(draft.token);
      this.#engine.addEdits([{ key: draft.token, mutation: draft.mutation }]);
    }
    return ok(drafts);
  }

  takeBack(drafts: readonly ShownDraft[]): void {
    for (const { token } of drafts) this.#storing.delete(token);
    this.#engine.removeEdits(drafts.map((draft) => draft.token));
  }

  /** The drafts are rows of the outbox now. */
  stored(drafts: readonly ShownDraft[], rows: readonly EditRow[]): void {
    drafts.forEach(({ token }, i) => {
      const row = rows[i];
      if (row !== undefined) this.#tokens.set(outboxKey(row), token);
      this.#storing.delete(token);
    });
  }

  /** Makes the overlay that of the outbox, after the outbox changed. */
  refresh(): void {
    const nameOf = (row: OutboxRow): string => this.#tokens.get(outboxKey(row)) ?? outboxKey(row);
    const rows = this.#outbox.shown();
    const wanted = new Set(rows.map(nameOf));
    const present = new Set(this.#engine.editKeys());
    this.#engine.removeEdits([...present].filter((key) => !wanted.has(key) && !this.#storing.has(key)));
    const missing = rows.filter((row) => !present.has(nameOf(row)));
    if (missing.length > 0) this.#engine.addEdits(missing.map((row) => ({ key: nameOf(row), mutation: row.mutation })));
  }
}
