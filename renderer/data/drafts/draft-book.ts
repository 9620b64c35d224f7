import type { Drafts } from "../../../shared/bridge/vault.ts";

export interface DraftBookPorts {
  /** Replaces what the desktop keeps; false = it did not take it (the vault is shut, the disk is full). */
  readonly write: (all: Drafts) => Promise<boolean>;
  readonly later: (ms: number, job: () => void) => () => void;
}

/** Typing goes on the disk in pauses. What is not there yet stays in memory over a lock. */
const pauseMs = 300;

/**
 * What was typed in forms and not saved, by a name of the form. It is read and written while the vault is open; when that shuts, what the
 * desktop has leaves the memory, and comes back with the next opening. Only what it did not take yet waits here.
 */
export class DraftBook {
  readonly #ports: DraftBookPorts;
  readonly #texts = new Map<string, string>();
  /** Changed since the desktop took them; a name without a text was removed. */
  readonly #unwritten = new Set<string>();
  #isOpen = false;
  #writing: Promise<void> | null = null;
  #stopTimer: (() => void) | null = null;

  constructor(ports: DraftBookPorts) {
    this.#ports = ports;
  }

  /** The vault is open, and this is what lay behind it. */
  open(kept: Drafts): void {
    for (const [name, text] of Object.entries(kept)) if (!this.#unwritten.has(name)) this.#texts.set(name, text);
    this.#isOpen = true;
    if (this.#unwritten.size > 0) this.#writeSoon();
  }

  shut(): void {
    this.#isOpen = false;
    this.#stopTimer?.();
    this.#stopTimer = null;
    for (const name of this.#texts.keys()) if (!this.#unwritten.has(name)) this.#texts.delete(name);
  }

  /** The copy was wiped: nothing of it stays in memory. */
  clear(): void {
    this.shut();
    this.#texts.clear();
    this.#unwritten.clear();
  }

  /** JSON of the form; null = nothing was typed there. */
  get(name: string): string | null {
    return this.#texts.get(name) ?? null;
  }

  /** Names that begin so, oldest first. */
  names(prefix: string): readonly string[] {
    return [...this.#texts.keys()].filter((name) => name.startsWith(prefix));
  }

  /** null = it was saved, or given up. */
  set(name: string, text: string | null): void {
    if (this.get(name) === text) return;
    if (text === null) this.#texts.delete(name);
    else this.#texts.set(name, text);
    this.#unwritten.add(name);
    if (!this.#isOpen) return;
    // What was saved must not stand in its form again when the app is closed in the next moment.
    if (text === null) void this.flush();
    else this.#writeSoon();
  }

  /** Resolves when the desktop has all that it takes. */
  async flush(): Promise<void> {
    this.#stopTimer?.();
    this.#stopTimer = null;
    while (this.#writing !== null) await this.#writing;
    if (!this.#isOpen || this.#unwritten.size === 0) return;
    this.#writing = this.#write().finally(() => {
      this.#writing = null;
    });
    await this.#writing;
  }

  #writeSoon(): void {
    this.#stopTimer ??= this.#ports.later(pauseMs, () => void this.flush());
  }

  async #write(): Promise<void> {
    const all = Object.fromEntries(this.#texts);
    const changed = [...this.#unwritten];
    const taken = await this.#ports.write(all);
    // Not taken: it stays in memory, and goes with the next change or opening.
    if (!taken) return;
    for (const name of changed) {
      if (this.get(name) !== (all[name] ?? null)) continue;
      this.#unwritten.delete(name);
      // The vault was shut while the desktop wrote.
      if (!this.#isOpen) this.#texts.delete(name);
    }
    if (this.#isOpen && this.#unwritten.size > 0) this.#writeSoon();
  }
}
