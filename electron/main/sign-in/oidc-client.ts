import * as oidc from "openid-client";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import { isProtected } from "../security/is-protected.ts";
import type { OidcProvider } from "../services/connection-store.ts";
import type { Renewal, TokenGrant } from "./backend-session.ts";

export interface OidcPorts {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The laptop's clock, in ms since the epoch. */
  readonly now: () => number;
  readonly onFault: (where: string, error: unknown) => void;
}

/** A sign-in that waits for the user: where the browser goes, and what only this process knows of it. */
export interface Authorization {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface OidcClient {
  /** Where the user signs in. `another` asks the provider not to take whoever its browser page knows already. */
  authorize(provider: OidcProvider, redirectUri: string, state: string, another: boolean): Promise<Result<Authorization, BridgeError>>;
  /** Turns what came back into tokens; the address has been checked to carry the authorization's state. */
  exchange(provider: OidcProvider, authorization: Authorization, returned: URL): Promise<Result<TokenGrant, BridgeError>>;
  renew(provider: OidcProvider, refreshToken: string): Promise<Renewal>;
  /** RFC 7009. false = nobody knows; try again later. */
  revoke(provider: OidcProvider, refreshToken: string): Promise<boolean>;
}

const patienceS = 10;
/** The provider's word that this refresh token, or this console, will never do again. Anything else may pass. */
const finalErrors = new Set([
  "invalid_grant",
  "invalid_client",
  "unauthorized_client",
  "interaction_required",
  "login_required",
  "consent_required",
]);

/**
 * Microsoft Entra gives refresh tokens for `offline_access` without `prompt=consent`, and with it may ask for an administrator every time;
 * others follow OpenID Connect Core, section 11, and give none without it.
 */
function promptOf(provider: OidcProvider, another: boolean): string | null {
  const wanted = another ? ["login"] : [];
  const entra = new URL(provider.issuer).hostname === "login.microsoftonline.com";
  if (provider.scope.split(" ").includes("offline_access") && !entra) wanted.push("consent");
  return wanted.length === 0 ? null : wanted.join(" ");
}

/** Seconds that the laptop's clock is behind the answer's `Date`; null = it carries none. */
function skewOf(date: string | null, nowMs: number): number | null {
  const ms = date === null ? Number.NaN : Date.parse(date);
  return Number.isFinite(ms) ? Math.round((ms - nowMs) / 1000) : null;
}

function unreachable(): { readonly ok: false; readonly error: BridgeError } {
  return err({ code: "issuer-unavailable", message: "the identity provider cannot be reached" });
}

/** OpenID Connect for a public client on a laptop: authorization code with PKCE (RFC 7636, RFC 8252). Holds nothing between calls. */
export function createOidcClient(ports: OidcPorts): OidcClient {
  /**
   * Asked anew each time: endpoints and the clock's error are then those of this minute, and a look-up an hour costs nothing. ID tokens are
   * checked against the provider's clock, because the laptop's own may be wrong by years.
   */
  const configure = async (provider: OidcProvider): Promise<oidc.Configuration | null> => {
    const issuer = new URL(provider.issuer);
    if (!isProtected(issuer)) return null;
    let skewS: number | null = null;
    const send: oidc.CustomFetch = async (url, init) => {
      if (!isProtected(new URL(url))) throw new Error("an endpoint of the identity provider is not protected");
      const body = init.body ?? null;
      const answer = await ports.fetch(url, { ...init, body, redirect: "error", credentials: "omit", cache: "no-store" });
      skewS ??= skewOf(answer.headers.get("date"), ports.now());
      return answer;
    };
    const onLoopback = issuer.protocol === "http:";
    const found = await oidc.discovery(issuer, provider.clientId, undefined, oidc.None(), {
      [oidc.customFetch]: send,
      timeout: patienceS,
      ...(onLoopback ? { execute: [oidc.allowInsecureRequests] } : {}),
    });
    const configuration = new oidc.Configuration(
      found.serverMetadata(),
      provider.clientId,
      { [oidc.clockSkew]: skewS ?? 0, [oidc.clockTolerance]: 60 },
      oidc.None(),
    );
    configuration[oidc.customFetch] = send;
    configuration.timeout = patienceS;
    if (onLoopback) oidc.allowInsecureRequests(configuration);
    return configuration;
  };
  const resourceOf = ({ resource }: OidcProvider): Record<string, string> => (resource === null ? {} : { resource });

  return {
    authorize: async (provider, redirectUri, state, another) => {
      const verifier = oidc.randomPKCECodeVerifier();
      const nonce = oidc.randomNonce();
      const prompt = promptOf(provider, another);
      try {
        const configuration = await configure(provider);
        if (configuration === null) return err({ code: "bad-request", message: "the identity provider's address is not protected" });
        const url = oidc.buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUri,
          scope: provider.scope,
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
          ...resourceOf(provider),
          ...(prompt === null ? {} : { prompt }),
        });
        if (!isProtected(url)) return err({ code: "bad-request", message: "the identity provider's sign-in page is not protected" });
        return ok({ url: url.href, state, nonce, verifier });
      } catch (error) {
        ports.onFault("asking the identity provider", error);
        return unreachable();
      }
    },
    exchange: async (provider, { state, nonce, verifier }, returned) => {
      const asked = async (): Promise<Result<TokenGrant, BridgeError>> => {
        const configuration = await configure(provider);
        if (configuration === null) return unreachable();
        const tokens = await oidc.authorizationCodeGrant(
          configuration,
          returned,
          { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
          resourceOf(provider),
        );
        return ok(grantOf(tokens));
      };
      try {
        return await asked();
      } catch (error) {
        if (error instanceof oidc.AuthorizationResponseError) {
          const givenUp = error.error === "access_denied";
          return err({ code: givenUp ? "cancelled" : "sign-in-refused", message: `the identity provider answered ${error.error}` });
        }
        ports.onFault("ending the sign-in", error);
        if (error instanceof oidc.ResponseBodyError) {
          return err({ code: "sign-in-refused", message: `the identity provider answered ${error.error}` });
        }
        return unreachable();
      }
    },
    renew: async (provider, refreshToken) => {
      try {
        const configuration = await configure(provider);
        if (configuration === null) return { state: "unreachable" };
        return { state: "granted", grant: grantOf(await oidc.refreshTokenGrant(configuration, refreshToken, resourceOf(provider))) };
      } catch (error) {
        if (error instanceof oidc.ResponseBodyError && finalErrors.has(error.error)) return { state: "rejected" };
        ports.onFault("renewing the sign-in", error);
        return { state: "unreachable" };
      }
    },
    revoke: async (provider, refreshToken) => {
      try {
        const configuration = await configure(provider);
        // A provider without the endpoint has nothing to be told: its tokens run out by themselves.
        if (configuration === null || configuration.serverMetadata().revocation_endpoint === undefined) return true;
        await oidc.tokenRevocation(configuration, refreshToken, { token_type_hint: "refresh_token" });
        return true;
      } catch (error) {
        if (error instanceof oidc.ResponseBodyError) return true;
        ports.onFault("revoking the sign-in", error);
        return false;
      }
    },
  };
}

function grantOf(tokens: { readonly access_token: string; readonly refresh_token?: string; readonly expires_in?: number }): TokenGrant {
  return { accessToken: tokens.access_token, expiresInS: tokens.expires_in ?? null, refreshToken: tokens.refresh_token ?? null };
}
