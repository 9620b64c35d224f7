import type { Random } from "../../shared/kernel/random.ts";

const firstMs = 500;
const longestMs = 60_000;

/** Full jitter: anything up to 0.5 s, 1 s, 2 s … 60 s; never gives up. `attempt` counts from 1. `Retry-After` is kept, plus jitter. */
export function backoffMs(attempt: number, random: Random, retryAfterMs: number | null = null): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 20));
  return (retryAfterMs ?? 0) + Math.floor(random() * ceiling);
}
