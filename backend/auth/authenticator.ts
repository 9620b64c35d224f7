import { timingSafeEqual } from "node:crypto";
import type { Clock } from "../../shared/kernel/clock.ts";
import { ApiError } from "../server/api-error.ts";
import type { Database, TenantScope } from "../storage/database.ts";
import { findToken, hashToken } from "./tokens.ts";

/** A token that is known from the configuration, not from the database: the desktop's own, new at every start. */
export interface FixedToken {
  readonly token: string;
  readonly scope: TenantScope;
}

export interface Authenticator {
  /** Throws ApiError (`unauthorized`). `authorization` is the header. */
  authenticate(authorization: string | undefined): Promise<TenantScope>;
}

/** A revoked or expired token works on for as long, and saves a query a request meanwhile. */
const cacheMs = 5_000;
const cacheSize = 1_000;

export function createAuthenticator(db: Database, clock: Clock, fixed: readonly FixedToken[]): Authenticator {
  const cache = new Map<string, { readonly scope: TenantScope; readonly untilMs: number }>();
  const fixedHashes = fixed.map(({ token, scope }) => ({ hash: Buffer.from(hashToken(token)), scope }));
  return {
    authenticate: async (authorization) => {
      const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? "")?.[1];
      if (token === undefined) throw new ApiError("unauthorized", "a bearer token is needed");
      const hash = hashToken(token);
      const own = fixedHashes.find((candidate) => timingSafeEqual(candidate.hash, Buffer.from(hash)));
      if (own !== undefined) return own.scope;
      const nowMs = clock.now();
      const cached = cache.get(hash);
      if (cached !== undefined && cached.untilMs > nowMs) return cached.scope;
      cache.delete(hash);
      const scope = await findToken(db, token, nowMs);
      if (scope === null) throw new ApiError("unauthorized", "the token is unknown or has expired");
      if (cache.size >= cacheSize) cache.clear();
      cache.set(hash, { scope, untilMs: nowMs + cacheMs });
      return scope;
    },
  };
}
