import type { Timers } from "./timers.ts";

/** A wait that somebody may cut short. A call that comes before the wait is remembered. */
export class Alarm {
  readonly #timers: Timers;
  #rung = false;
  #wake: (() => void) | null = null;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Whether it was rung since the last wait. */
  get rung(): boolean {
    return this.#rung;
  }

  /** Forgets that it was rung. */
  clear(): void {
    this.#rung = false;
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const forget = this.#timers.after(ms, resolve);
        this.#wake = () => {
          forget();
          resolve();
        };
        signal.addEventListener("abort", this.#wake, { once: true });
      });
      this.#wake = null;
    }
    this.#rung = false;
  }
}
