import type { SealingCrypto } from "../../renderer/data/sealing.ts";
import type { Timers } from "../../renderer/sync/timers.ts";

interface Waiting {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * Time of a simulation: it stands still while anything is being worked on, and jumps to the next timer when nothing is. What is being worked
 * on is counted: immediates (the database in memory runs on them) and whatever `during` wraps.
 */
export class VirtualTime implements Timers {
  nowMs: number;
  #waiting: Waiting[] = [];
  #order = 0;
  #busy = 0;
  readonly #realImmediate = globalThis.setImmediate;

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  /** Counts immediates until `stop`. */
  start(): void {
    const real = this.#realImmediate;
    const counted = (run: (...args: unknown[]) => void, ...args: unknown[]): NodeJS.Immediate => {
      this.#busy += 1;
      return real(() => {
        this.#busy -= 1;
        run(...args);
      });
    };
    globalThis.setImmediate = counted as typeof setImmediate;
  }

  stop(): void {
    globalThis.setImmediate = this.#realImmediate;
  }

  after(ms: number, run: () => void): () => void {
    this.#order += 1;
    const waiting = { atMs: this.nowMs + Math.max(0, ms), order: this.#order, run };
    this.#waiting.push(waiting);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
    };
  }

  /** Time does not move while the work is under way. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work;
    } finally {
      this.#busy -= 1;
    }
  }

  /** The real cipher, which works on threads of its own: time does not move while it does. */
  readonly crypto: SealingCrypto = {
    subtle: {
      importKey: (...args) => this.during(crypto.subtle.importKey(...args)),
      encrypt: (...args) => this.during(crypto.subtle.encrypt(...args)),
      decrypt: (...args) => this.during(crypto.subtle.decrypt(...args)),
    },
    getRandomValues: (array) => crypto.getRandomValues(array),
  };

  /** Resolves when nothing is being worked on. */
  async quiet(): Promise<void> {
    for (let still = 0; still < 3;) {
      await new Promise<void>((resolve) => {
        this.#realImmediate(resolve);
      });
      still = this.#busy === 0 ? still + 1 : 0;
    }
  }

  /** Lets `ms` pass, timer by timer, each to its end. */
  async pass(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    for (;;) {
      await this.quiet();
      const next = this.#waiting.filter((waiting) => waiting.atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.run();
    }
    this.nowMs = endMs;
  }
}
