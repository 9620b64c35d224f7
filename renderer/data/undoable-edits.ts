import type { Kind } from "../../shared/domain/kinds.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Edit, EditError } from "./data-client.ts";
import { canRepeat, type KeptField, undoPlan } from "./undo-plan.ts";

/** Takes an edit back. It can be taken once, and only until `until` aborts: when a later edit begins. */
export interface Undo {
  readonly take: () => void;
  readonly until: AbortSignal;
  /** Says in words what is offered back: from then on it stands in the history, and can be taken back from any screen. */
  readonly offered: (what: string) => void;
}

/** What became of an edit: taken, with what takes it back, or refused. */
export type EditOutcome = { readonly ok: true; readonly undo: Undo } | { readonly ok: false; readonly error: EditError };

/** An edit that the reader was offered to take back. */
export interface DoneEdit {
  readonly id: number;
  /** As it was told when it was made. */
  readonly what: string;
  /** Path of the screen where it was made. */
  readonly place: string;
  /** UTC ms. */
  readonly atMs: number;
  /** `overwritten`: it could not be taken back without destroying what came after. */
  readonly state: "done" | "undone" | "overwritten";
  readonly canRedo: boolean;
}

/** What became of taking back or doing again. `kept` = what others had changed meanwhile and stays as it is. */
export type UndoOutcome =
  | { readonly state: "nothing" }
  | { readonly state: "undone" | "redone"; readonly done: DoneEdit; readonly kept: readonly KeptField[] }
  | { readonly state: "overwritten"; readonly done: DoneEdit }
  | { readonly state: "refused"; readonly done: DoneEdit; readonly error: EditError };

export interface UndoPorts {
  readonly edit: (edits: readonly Edit[]) => Promise<Result<undefined, EditError>>;
  /** Records as they are shown now, by `kind id`; null = not here. */
  readonly shown: (
    records: readonly { readonly kind: Kind; readonly id: string }[],
  ) => Promise<Readonly<Record<string, JsonObject | null>>>;
  readonly nowMs: () => number;
  /** Path of the screen that is shown. */
  readonly place: () => string;
}

interface Entry {
  done: DoneEdit;
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[] | (() => readonly Edit[]);
  readonly offer: AbortController;
}

/** As many as a person remembers. */
export const historyLength = 20;

/** Edits that can be taken back, of one window, from whatever screen: the last one by its message, those before it from the history. */
export class UndoableEdits {
  readonly #ports: UndoPorts;
  readonly #listeners = new Set<() => void>();
  #last = new AbortController();
  #entries: readonly Entry[] = [];
  #shown: readonly DoneEdit[] = [];
  /** Undone and not followed by another edit, the next to do again last. */
  #again: readonly number[] = [];
  #count = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(ports: UndoPorts) {
    this.#ports = ports;
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
    this.#again = [];
    const [place, atMs] = [this.#ports.place(), this.#ports.nowMs()];
    const done = await this.#ports.edit(edits);
    if (!done.ok) {
      report({ ok: false, error: done.error });
      return false;
    }
    this.#count += 1;
    const id = this.#count;
    const canRedo = typeof inverses !== "function" && canRepeat(edits, inverses);
    const entry: Entry = { done: { id, what: "", place, atMs, state: "done", canRedo }, edits, inverses, offer };
    const take = async (): Promise<void> => {
      if (offer.signal.aborted) return;
      offer.abort();
      const outcome = await this.#inTurn(() => this.#reverse(entry));
      if (outcome.state === "refused") report({ ok: false, error: outcome.error });
      if (outcome.state === "overwritten") report({ ok: false, error: { code: "overwritten", message: "changed since" } });
    };
    const offered = (what: string): void => {
      if (this.#entries.includes(entry)) return;
      entry.done = { ...entry.done, what };
      this.#entries = [...this.#entries, entry].slice(-historyLength);
      this.#changed();
    };
    report({ ok: true, undo: { take: () => void take(), until: offer.signal, offered } });
    return true;
  }

  /** The newest last. The same array until something changes. */
  history(): readonly DoneEdit[] {
    return this.#shown;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes back the last edit that stands, or the one that is named. */
  undo(id?: number): Promise<UndoOutcome> {
    return this.#inTurn(async () => {
      const entry = this.#entries.findLast(({ done }) => done.state === "done" && (id === undefined || done.id === id));
      return entry === undefined ? { state: "nothing" } : await this.#reverse(entry);
    });
  }

  /** Does again what was taken back last, unless something else was edited since, or the one that is named. */
  redo(id?: number): Promise<UndoOutcome> {
    return this.#inTurn(async () => {
      const wanted = id ?? this.#again.at(-1);
      const entry = this.#entries.find(({ done }) => done.id === wanted && done.state === "undone" && done.canRedo);
      return entry === undefined ? { state: "nothing" } : await this.#repeat(entry);
    });
  }

  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(job);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #reverse(entry: Entry): Promise<UndoOutcome> {
    entry.offer.abort();
    const own = typeof entry.inverses === "function";
    const shown = await this.#shownOf(typeof entry.inverses === "function" ? entry.edits : [...entry.edits, ...entry.inverses]);
    const inverses = typeof entry.inverses === "function" ? entry.inverses() : entry.inverses;
    // Without what others overwrote, a step that is told as one (an incident's) would be half a step.
    const { edits, kept } = own ? wholeStep(entry.edits, inverses, shown) : undoPlan(entry.edits, inverses, shown, false);
    if (edits.length === 0 && (own || kept.length > 0)) return this.#as(entry, "overwritten", { state: "overwritten" });
    const undone = await this.#ports.edit(edits);
    if (!undone.ok) return { state: "refused", done: entry.done, error: undone.error };
    if (entry.done.canRedo) this.#again = [...this.#again, entry.done.id];
    return this.#as(entry, "undone", { state: "undone", kept });
  }

  async #repeat(entry: Entry): Promise<UndoOutcome> {
    if (typeof entry.inverses === "function") return { state: "nothing" };
    const shown = await this.#shownOf(entry.edits);
    const { edits, kept } = undoPlan(entry.inverses, entry.edits, shown, false);
    this.#again = this.#again.filter((id) => id !== entry.done.id);
    if (edits.length === 0 && kept.length > 0) return this.#as(entry, "overwritten", { state: "overwritten" });
    const redone = await this.#ports.edit(edits);
    if (!redone.ok) return { state: "refused", done: entry.done, error: redone.error };
    return this.#as(entry, "done", { state: "redone", kept });
  }

  async #shownOf(edits: readonly Edit[]): Promise<(kind: Kind, id: string) => JsonObject | null> {
    const records = [...new Map(edits.map(({ kind, id }) => [`${kind} ${id}`, { kind, id }])).values()];
    const found = await this.#ports.shown(records);
    return (kind, id) => found[`${kind} ${id}`] ?? null;
  }

  #as(
    entry: Entry,
    state: DoneEdit["state"],
    outcome: { readonly state: "overwritten" } | { readonly state: "undone" | "redone"; readonly kept: readonly KeptField[] },
  ): UndoOutcome {
    entry.done = { ...entry.done, state };
    this.#changed();
    return { ...outcome, done: entry.done };
  }

  #changed(): void {
    this.#shown = this.#entries.map(({ done }) => done);
    for (const listener of this.#listeners) listener();
  }
}

/** A step whose inverse is made by its own rules goes back only where everything that it had put still stands. */
function wholeStep(
  forward: readonly Edit[],
  inverses: readonly Edit[],
  shown: (kind: Kind, id: string) => JsonObject | null,
): { readonly edits: readonly Edit[]; readonly kept: readonly KeptField[] } {
  const patches = forward.filter((edit) => edit.op === "patch");
  const { kept } = undoPlan(forward, patches, shown, true);
  return kept.length > 0 ? { edits: [], kept } : { edits: inverses, kept: [] };
}
