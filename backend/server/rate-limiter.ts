import type { Clock } from "../../shared/kernel/clock.ts";

/** A bucket of requests a key, filled at a steady rate. */
export class RateLimiter {
  readonly #buckets = new Map<string, { tokens: number; atMs: number }>();
  readonly #clock: Clock;
  readonly #burst: number;
  readonly #perSecond: number;

  constructor(clock: Clock, { burst, perSecond }: { readonly burst: number; readonly perSecond: number }) {
    this.#clock = clock;
    this.#burst = burst;
    this.#perSecond = perSecond;
  }

  /** Seconds to wait; 0 = go ahead. */
  take(key: string): number {
    const nowMs = this.#clock.now();
    const bucket = this.#buckets.get(key) ?? { tokens: this.#burst, atMs: nowMs };
    const gained = (Math.max(0, nowMs - bucket.atMs) / 1000) * this.#perSecond;
    const tokens = Math.min(this.#burst, bucket.tokens + gained);
    if (this.#buckets.size > 10_000) this.#buckets.clear();
    this.#buckets.set(key, { tokens: Math.max(0, tokens - 1), atMs: nowMs });
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / this.#perSecond);
  }
}
