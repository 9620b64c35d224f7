import type { Timers } from "../../renderer/sync/timers.ts";

/** Of the real clock: for work that takes milliseconds. */
const patienceMs = 120_000;

interface Waiting {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * Time of a simulation: it stands still while anything is being worked on, and jumps to the next timer when nothing is. What is being worked
 * on is counted: immediates (the database in memory and the ciphers run on them) and whatever `during` wraps.
 */
export class VirtualTime implements Timers {
  nowMs: number;
  #waiting: Waiting[] = [];
  #order = 0;
  #immediates = 0;
  #outside = 0;
  #idle: (() => void)[] = [];
  readonly #under = new Map<symbol, string>();
  readonly #realImmediate = globalThis.setImmediate;

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  /** Counts immediates until `stop`. */
  start(): void {
    const real = this.#realImmediate;
    const counted = (run: (...args: unknown[]) => void, ...args: unknown[]): NodeJS.Immediate => {
      this.#immediates += 1;
      return real(() => {
        this.#immediates -= 1;
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

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** Time does not move while the work is under way. `what` names it, in case it never ends. */
  async during<T>(work: Promise<T>, what = "work"): Promise<T> {
    this.#outside += 1;
    const key = Symbol(what);
    this.#under.set(key, what);
    try {
      return await work;
    } finally {
      this.#outside -= 1;
      this.#under.delete(key);
      if (this.#outside === 0) for (const wake of this.#idle.splice(0)) wake();
    }
  }

  /** Resolves when nothing is being worked on. */
  async quiet(): Promise<void> {
    for (let still = 0; still < 3;) {
      if (this.#outside > 0) {
        // Sleeping instead of turning: the database may need the processor.
        await this.#ended();
      }
      await new Promise<void>((resolve) => {
        this.#realImmediate(resolve);
      });
      still = this.#immediates === 0 && this.#outside === 0 ? still + 1 : 0;
    }
  }

  /** Real time decides nothing here, but that a run which hangs says so. */
  #ended(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`work never ended: ${[...new Set(this.#under.values())].join(", ")}`));
      }, patienceMs);
      this.#idle.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Lets `ms` pass, timer by timer, each to its end. */
  async pass(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    for (;;) {
      await this.quiet();
      const next = this.#next(endMs);
      if (next === null) break;
      this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.run();
    }
    this.nowMs = endMs;
  }

  #next(endMs: number): Waiting | null {
    let first: Waiting | null = null;
    for (const waiting of this.#waiting) {
      if (waiting.atMs > endMs) continue;
      if (first === null || waiting.atMs < first.atMs || (waiting.atMs === first.atMs && waiting.order < first.order)) first = waiting;
    }
    return first;
  }
}
