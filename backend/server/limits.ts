import type { Rate } from "./rate-limiter.ts";

/** Every limit of the HTTP server in one place; a time-out of 0, Fastify's default, would let a slow or dead peer hold a connection for good. */
export interface ServerLimits {
  /** A whole request must have arrived within. */
  readonly requestTimeoutMs: number;
  /** A socket may be silent for as long. */
  readonly connectionTimeoutMs: number;
  /** A handler must have answered within. */
  readonly handlerTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  /** Body of a request that is not a push or an import. */
  readonly bodyBytes: number;
  /** 500 mutations with long notes. */
  readonly pushBodyBytes: number;
  readonly jsonDepth: number;
  /** Open event streams of one user. */
  readonly streamsPerUser: number;
  /** Requests of one user in a burst, and a second; null = unlimited. */
  readonly rate: Rate | null;
  /** Tokens that were not good, of one address (an IPv6 network), in a burst and a second; null = unlimited. */
  readonly failedSignIns: Rate | null;
}

export const defaultLimits: ServerLimits = {
  requestTimeoutMs: 30_000,
  connectionTimeoutMs: 60_000,
  handlerTimeoutMs: 60_000,
  keepAliveTimeoutMs: 72_000,
  bodyBytes: 64 * 1024,
  pushBodyBytes: 8 * 1024 * 1024,
  jsonDepth: 32,
  streamsPerUser: 20,
  rate: { burst: 400, perSecond: 50 },
  // An office behind one address whose tokens all ran out overnight must get through; guessing 256 bits at this rate is hopeless.
  failedSignIns: { burst: 300, perSecond: 10 },
};

/** Whether objects and arrays are nested deeper than `max`. Walks without recursion: the depth is the attacker's choice. */
export function deeperThan(value: unknown, max: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const member of level) {
      if (typeof member !== "object" || member === null) continue;
      if (depth >= max) return true;
      // Scalars are not gathered: a body can be one list of a million numbers.
      for (const inner of Array.isArray(member) ? (member as unknown[]) : Object.values(member))
        if (typeof inner === "object") next.push(inner);
    }
    level = next;
  }
  return false;
}
