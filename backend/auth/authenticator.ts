import { timingSafeEqual } from "node:crypto";
import { isIPv6 } from "node:net";
import type { Clock } from "../../shared/kernel/clock.ts";
import { ApiError } from "../server/api-error.ts";
import { type Rate, RateLimiter } from "../server/rate-limiter.ts";
import type { Database, TenantScope } from "../storage/database.ts";
import type { FailedSignIn } from "../audit/failed-sign-ins.ts";
import { userOfIdentity } from "./identities.ts";
import { ExpiredToken, isJwt, type OidcVerifier } from "./oidc-verifier.ts";
import { findToken, hashToken, tenantOfToken } from "./tokens.ts";

/** A token that is known from the configuration, not from the database: the desktop's own, new at every start. */
export interface FixedToken {
  readonly token: string;
  readonly scope: TenantScope;
}

export interface Authenticator {
  /**
   * Throws ApiError: `unauthorized` (no good token: refresh it or sign in), `forbidden` (a good one of nobody here), `too-many-requests` (too many
   * failures from the peer's `address`), `unavailable` (the OpenID provider does not answer). `authorization` is the header.
   */
  authenticate(authorization: string | undefined, address: string): Promise<TenantScope>;
}

export interface AuthenticatorParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly fixedTokens: readonly FixedToken[];
  /** null = only own tokens are taken. */
  readonly oidc: OidcVerifier | null;
  /** Failures of one address; null = unlimited. */
  readonly failures: Rate | null;
  /** Told of every failure at a company that the token names. */
  readonly failed: (failed: FailedSignIn) => void;
}

/** A revoked or expired token works on for as long, and saves a query a request meanwhile; an unknown one stays unknown for as long. */
const cacheMs = 5_000;
const cacheSize = 1_000;
const bearer = /^Bearer ([\x21-\x7e]{1,8192})$/i;

interface Cached {
  /** null = the token is unknown. */
  readonly scope: TenantScope | null;
  readonly untilMs: number;
}

/** What a token was found to be, for a while. The oldest goes first: a flood of unknown ones must not cost memory. */
class TokenCache {
  readonly #entries = new Map<string, Cached>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(hash: string): Cached | undefined {
    const entry = this.#entries.get(hash);
    if (entry === undefined || entry.untilMs > this.#clock.now()) return entry;
    this.#entries.delete(hash);
    return undefined;
  }

  put(hash: string, scope: TenantScope | null, atMostUntilMs = Number.POSITIVE_INFINITY): void {
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= cacheSize && oldest !== undefined) this.#entries.delete(oldest);
    this.#entries.set(hash, { scope, untilMs: Math.min(this.#clock.now() + cacheMs, atMostUntilMs) });
  }
}

/** One household or office of IPv6 has 2^64 addresses. */
function networkOf(address: string): string {
  return isIPv6(address) && !address.startsWith("::ffff:") ? address.split(":").slice(0, 4).join(":") : address;
}

function unknownToken(): ApiError {
  return new ApiError("unauthorized", "the token is unknown or has expired");
}

export function createAuthenticator({ db, clock, fixedTokens, oidc, failures, failed }: AuthenticatorParts): Authenticator {
  const known = new TokenCache(clock);
  const unknown = new TokenCache(clock);
  const limiter = failures === null ? null : new RateLimiter(clock, failures);
  const fixedHashes = fixedTokens.map(({ token, scope }) => ({ hash: Buffer.from(hashToken(token)), scope }));

  const lookUp = async (token: string, hash: string, from: string): Promise<TenantScope> => {
    if (oidc !== null && tenantOfToken(token) === null && isJwt(token)) {
      const subject = await oidc.verify(token);
      const scope = await userOfIdentity(db, subject, clock.now()).catch((error: unknown) => {
        if (error instanceof ApiError && error.code === "forbidden") failed({ tenantId: subject.tenantId, reason: "no-user", from });
        throw error;
      });
      known.put(hash, scope, subject.expiresAtMs);
      return scope;
    }
    const tenantId = tenantOfToken(token);
    const refuse = (): ApiError => {
      if (tenantId !== null) failed({ tenantId, reason: "unknown-token", from });
      return unknownToken();
    };
    if (unknown.get(hash) !== undefined) throw refuse();
    const scope = await findToken(db, token, clock.now());
    (scope === null ? unknown : known).put(hash, scope);
    if (scope === null) throw refuse();
    return scope;
  };

  return {
    authenticate: async (authorization, address) => {
      const token = bearer.exec(authorization ?? "")?.[1];
      if (token === undefined) throw new ApiError("unauthorized", "a bearer token is needed");
      const hash = hashToken(token);
      const own = fixedHashes.find((candidate) => timingSafeEqual(candidate.hash, Buffer.from(hash)));
      if (own !== undefined) return own.scope;
      const cached = known.get(hash)?.scope ?? null;
      if (cached !== null) return cached;
      // Only now: who is signed in goes on although others behind the same address guess.
      const network = networkOf(address);
      const waitS = limiter?.wait(network) ?? 0;
      if (waitS > 0) throw new ApiError("too-many-requests", "too many failed sign-ins from this address", waitS);
      try {
        return await lookUp(token, hash, network);
      } catch (error) {
        const isFailure = error instanceof ApiError && (error.code === "unauthorized" || error.code === "forbidden");
        if (isFailure && !(error instanceof ExpiredToken)) limiter?.take(network);
        throw error;
      }
    },
  };
}
