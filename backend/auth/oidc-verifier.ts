import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type RemoteJWKSet } from "jose";
import { z } from "zod";
import { idPattern } from "../../shared/kernel/ids.ts";
import type { Clock } from "../../shared/kernel/clock.ts";
import { ApiError } from "../server/api-error.ts";
import { isLoopbackHost } from "../server/loopback.ts";
import type { OidcSettings } from "./oidc-settings.ts";

/** Who a good access token stands for, in the provider's words. */
export interface OidcSubject {
  readonly tenantId: string;
  readonly issuer: string;
  readonly subject: string;
  /** Only when the provider vouches for it (`email_verified`). */
  readonly verifiedEmail: string | null;
  /** From then on the token is worth nothing. */
  readonly expiresAtMs: number;
}

export interface OidcVerifier {
  /** Throws ApiError: `unauthorized` when the token is not good, `unavailable` when the provider's keys cannot be had. */
  verify(token: string): Promise<OidcSubject>;
}

/** A genuine token past its time: the laptop refreshes it. Not counted against the address it came from. */
export class ExpiredToken extends ApiError {
  constructor() {
    super("unauthorized", "the access token has expired");
  }
}

/** Only signatures that need the provider's private key: with HS256 its public key would be the secret, with `none` there is none. */
const algorithms = ["RS256", "PS256", "ES256", "EdDSA"];
/** RFC 9068: any other JWT of the provider, such as an ID token, is no access token. */
const tokenType = "at+jwt";
/** Clocks of provider and backend may differ by as much. */
const leewayS = 30;
const providerTimeoutMs = 5_000;
/** After a failed request the provider is left alone for as long. */
const pauseMs = 1_000;
const discoveryPath = "/.well-known/openid-configuration";
const longestToken = 8_192;

const metadata = z.object({ issuer: z.string(), jwks_uri: z.url() });
const jwtShape = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Whether a bearer token has the form of a signed JWT. */
export function isJwt(token: string): boolean {
  return token.length <= longestToken && jwtShape.test(token);
}

function unavailable(): ApiError {
  return new ApiError("unavailable", "the OpenID provider does not answer", 5);
}

async function discover(issuer: string): Promise<URL> {
  const answer = await fetch(`${issuer.replace(/\/$/, "")}${discoveryPath}`, {
    redirect: "error",
    signal: AbortSignal.timeout(providerTimeoutMs),
  });
  if (!answer.ok) throw new Error(`the provider answered ${answer.status}`);
  const parsed = metadata.parse(await answer.json());
  const keys = new URL(parsed.jwks_uri);
  // The keys decide who is let in: they come from the issuer that was configured, on a way that nobody can change.
  if (parsed.issuer !== issuer) throw new Error("the provider calls itself by another issuer");
  if (keys.protocol !== "https:" && !isLoopbackHost(keys.hostname)) throw new Error("the provider's keys are not behind TLS");
  return keys;
}

export interface VerifierOptions {
  /** An unknown key id makes the keys be fetched again, at most this often; 5 s by default. */
  readonly keyCooldownMs?: number;
}

/** Checks JWT access tokens against the provider's published keys, which are cached and fetched again when a new one appears. */
export function createOidcVerifier(settings: OidcSettings, clock: Clock, { keyCooldownMs = 5_000 }: VerifierOptions = {}): OidcVerifier {
  let keys: Promise<RemoteJWKSet> | null = null;
  let pauseUntilMs = Number.NEGATIVE_INFINITY;

  const keySet = (): Promise<RemoteJWKSet> => {
    if (keys !== null) return keys;
    if (clock.now() < pauseUntilMs) throw unavailable();
    keys = discover(settings.issuer).then((url) =>
      createRemoteJWKSet(url, { timeoutDuration: providerTimeoutMs, cooldownDuration: keyCooldownMs }),
    );
    keys.catch(() => {
      keys = null;
      pauseUntilMs = clock.now() + pauseMs;
    });
    return keys;
  };

  return {
    verify: async (token) => {
      const found = await keySet().catch(() => {
        throw unavailable();
      });
      let claims: JWTPayload;
      try {
        const options = {
          issuer: settings.issuer,
          audience: settings.audience,
          typ: tokenType,
          algorithms,
          clockTolerance: leewayS,
          currentDate: new Date(clock.now()),
          requiredClaims: ["exp", "sub"],
        };
        claims = (await jwtVerify(token, found, options)).payload;
      } catch (error) {
        throw refusal(error);
      }
      return subjectOf(settings, claims);
    },
  };
}

/** What is wrong with the token is said in general: a good one was asked for, and a forger learns nothing. */
function refusal(error: unknown): ApiError {
  if (error instanceof errors.JWTExpired) return new ExpiredToken();
  const aboutTheToken =
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported;
  return aboutTheToken ? new ApiError("unauthorized", "the access token is not valid here") : unavailable();
}

const verifiedClaims = z.object({ email: z.email().max(200), email_verified: z.literal(true) });

function subjectOf({ issuer, tenant }: OidcSettings, claims: JWTPayload): OidcSubject {
  const tenantId = "id" in tenant ? tenant.id : claims[tenant.claim];
  if (typeof claims.sub !== "string" || claims.sub.length === 0 || claims.sub.length > 255 || claims.exp === undefined) {
    throw new ApiError("unauthorized", "the access token is not valid here");
  }
  if (typeof tenantId !== "string" || !idPattern.test(tenantId)) {
    throw new ApiError("forbidden", "the sign-in names no company of this backend: ask your administrator");
  }
  const email = verifiedClaims.safeParse(claims);
  return {
    tenantId,
    issuer,
    subject: claims.sub,
    verifiedEmail: email.success ? email.data.email : null,
    expiresAtMs: (claims.exp + leewayS) * 1000,
  };
}
