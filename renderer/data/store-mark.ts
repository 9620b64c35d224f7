import type { StoreMark } from "../../shared/bridge/vault.ts";

/** At most one mark in this time; the last one always goes. */
const betweenMs = 1000;

export interface MarkPorts {
  readonly write: (mark: StoreMark) => Promise<unknown>;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly report: (error: unknown) => void;
}

/** Keeps the mark outside of the store near what the store is, without a file write for every edit. */
export class MarkWriter {
  readonly #ports: MarkPorts;
  #written = "";
  #wanted: StoreMark | null = null;
  #stop: (() => void) | null = null;

  constructor(ports: MarkPorts) {
    this.#ports = ports;
  }

  /** Writes soon. */
  note(mark: StoreMark | null): void {
    if (mark === null) return;
    this.#wanted = mark;
    if (this.#stop !== null || JSON.stringify(mark) === this.#written) return;
    void this.#write(mark);
    this.#stop = this.#ports.after(betweenMs, () => {
      this.#stop = null;
      this.note(this.#wanted);
    });
  }

  /** Writes at once; resolves when it is written or cannot be. */
  async now(mark: StoreMark): Promise<void> {
    this.#wanted = mark;
    await this.#write(mark);
  }

  end(): void {
    this.#stop?.();
  }

  async #write(mark: StoreMark): Promise<void> {
    this.#written = JSON.stringify(mark);
    try {
      await this.#ports.write(mark);
    } catch (error) {
      // Written anew with the next change; until then a lost store would be noticed by an older mark.
      this.#written = "";
      this.#ports.report(error);
    }
  }
}
