import type { Clock } from "../../shared/kernel/clock.ts";

export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Buckets remembered: the one that was used longest ago goes first, so that a flood of new keys costs no memory. */
const maxBuckets = 10_000;

/** A bucket of requests a key, filled at a steady rate. */
export class RateLimiter {
  readonly #buckets = new Map<string, { readonly tokens: number; readonly atMs: number }>();
  readonly #clock: Clock;
  readonly #burst: number;
  readonly #perSecond: number;

  constructor(clock: Clock, { burst, perSecond }: Rate) {
    this.#clock = clock;
    this.#burst = burst;
    this.#perSecond = perSecond;
  }

  /** Keys that are remembered now. */
  get size(): number {
    return this.#buckets.size;
  }

  #level(key: string): number {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return this.#burst;
    const gained = (Math.max(0, this.#clock.now() - bucket.atMs) / 1000) * this.#perSecond;
    return Math.min(this.#burst, bucket.tokens + gained);
  }

  #waitS(tokens: number): number {
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / this.#perSecond);
  }

  /** Seconds that a request would have to wait; takes nothing. 0 = go ahead. */
  wait(key: string): number {
    return this.#waitS(this.#level(key));
  }

  /** Seconds to wait; 0 = go ahead. */
  take(key: string): number {
    const tokens = this.#level(key);
    this.#buckets.delete(key);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size >= maxBuckets && oldest !== undefined) this.#buckets.delete(oldest);
    this.#buckets.set(key, { tokens: Math.max(0, tokens - 1), atMs: this.#clock.now() });
    return this.#waitS(tokens);
  }
}
