import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { type Configuration, Provider } from "oidc-provider";
import { z } from "zod";
import { oidcStorage } from "./oidc-storage.ts";

/** Somebody who can sign in at the provider. */
export interface OidcAccount {
  /** What is typed into the sign-in page, and the `sub` of the tokens. */
  readonly login: string;
  readonly email: string;
  readonly emailVerified?: boolean;
  /** Further claims of the access token, for example a tenant. */
  readonly claims?: Readonly<Record<string, string>>;
}

export interface OidcLifetimes {
  readonly accessTokenS: number;
  readonly refreshTokenS: number;
}

export interface OidcTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

/** A real OpenID provider on loopback: authorization code with PKCE, rotated refresh tokens, revocation, JWT access tokens (RFC 9068). */
export interface OidcTestProvider {
  readonly issuer: string;
  /** Public client of the desktop; its redirect is `http://127.0.0.1:PORT/callback` with any port. */
  readonly clientId: string;
  /** Audience of the access tokens, and the resource to ask for. */
  readonly audience: string;
  readonly scope: string;
  /** What the backend is told: its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Holds for tokens that are given from now on. */
  setLifetimes(lifetimes: Partial<OidcLifetimes>): void;
  /** Signs with a new key from now on. Tokens of the old one stay good unless `forget`. */
  rotateKeys(options?: { readonly forget?: boolean }): Promise<void>;
  /**
   * What a person does in the browser: opens the desktop's authorization address, signs in as `login`, agrees. Answers the address on loopback that
   * the browser is sent to at the end (`code` and `state`, or `error`); it is not opened.
   */
  signIn(authorizationUrl: string, login: string): Promise<string>;
  /** The whole code flow, as a desktop would go through it. */
  tokensOf(login: string): Promise<OidcTokens>;
  /** Ends everything that the account was given: its refresh tokens are refused from now on. */
  revoke(login: string): void;
  /** A token signed with the present key over any claims: `claims` over those of a good one; undefined takes a claim out. */
  sign(claims: Readonly<Record<string, unknown>>, header?: { readonly typ?: string; readonly kid?: string }): Promise<string>;
  /** As if the machine had gone: connections are refused until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

const clientId = "headroom-desktop";
const audience = "https://headroom.example/api";
const scope = "openid email offline_access";
const tokenAnswer = z.object({ access_token: z.string(), refresh_token: z.string().optional() });

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomBytes(6).toString("hex"), alg: "RS256", use: "sig" };
}

function listenAt(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("no port"));
      else resolve(address.port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

interface Setting {
  readonly accounts: ReadonlyMap<string, OidcAccount>;
  readonly lifetimes: { current: OidcLifetimes };
  readonly storage: ReturnType<typeof oidcStorage>;
}

function configuration({ accounts, lifetimes, storage }: Setting, keys: readonly JWK[]): Configuration {
  return {
    adapter: storage.adapter,
    jwks: { keys: [...keys] as never },
    cookies: { keys: ["test-only"] },
    clients: [
      {
        client_id: clientId,
        application_type: "native",
        token_endpoint_auth_method: "none",
        redirect_uris: ["http://127.0.0.1/callback"],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
      },
    ],
    scopes: ["openid", "email", "offline_access"],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    findAccount: (_ctx, sub) => {
      const account = accounts.get(sub);
      if (account === undefined) return undefined;
      return {
        accountId: sub,
        claims: () => ({ sub, email: account.email, email_verified: account.emailVerified ?? true }),
      };
    },
    extraTokenClaims: (_ctx, token) => {
      const account = "accountId" in token && token.accountId !== undefined ? accounts.get(token.accountId) : undefined;
      return account && { email: account.email, email_verified: account.emailVerified ?? true, ...account.claims };
    },
    rotateRefreshToken: true,
    ttl: {
      AccessToken: () => lifetimes.current.accessTokenS,
      RefreshToken: () => lifetimes.current.refreshTokenS,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 600,
      Session: 86_400,
      Grant: 86_400,
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: "openid email offline_access",
          audience,
          accessTokenTTL: lifetimes.current.accessTokenS,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
  };
}

function page(accounts: Iterable<OidcAccount>, uid: string): string {
  const links = [...accounts].map(({ login }) => `<li><a href="/interaction/${uid}?login=${encodeURIComponent(login)}">${login}</a></li>`);
  return `<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in</h1><ul>${links.join("")}</ul>
    <p><a href="/interaction/${uid}?abort=1">Cancel</a></p></html>`;
}

/** The provider's own sign-in page: lists the accounts; `?login=NAME` signs in, `?abort=1` goes back without. Consent is given unasked. */
async function interact(provider: Provider, setting: Setting, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, uid, session, grantId } = await provider.interactionDetails(request, response);
  const query = new URL(request.url ?? "", "http://127.0.0.1").searchParams;
  if (query.has("abort")) {
    return provider.interactionFinished(request, response, { error: "access_denied", error_description: "the user cancelled" });
  }
  if (prompt.name === "login") {
    const login = query.get("login") ?? "";
    if (setting.accounts.has(login)) return provider.interactionFinished(request, response, { login: { accountId: login } });
    response.writeHead(login === "" ? 200 : 401, { "content-type": "text/html" }).end(page(setting.accounts.values(), uid));
    return;
  }
  const grant =
    (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ??
    new provider.Grant({ accountId: session?.accountId ?? "", clientId: String(params["client_id"]) });
  grant.addOIDCScope(String(params["scope"]));
  grant.addResourceScope(audience, scope);
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
}

/** Follows redirects as a browser with cookies does, up to the first address that is not the provider's. */
async function browse(issuer: string, start: string, login: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = new URL(start);
  for (let hops = 0; hops < 12; hops += 1) {
    if (url.origin !== issuer) return url.href;
    if (url.pathname.startsWith("/interaction/")) url.searchParams.set("login", login);
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = answer.headers.get("location");
    if (location === null) throw new Error(`the provider answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    url = new URL(location, url);
  }
  throw new Error("the provider redirects for ever");
}

async function codeFlow(issuer: string, login: string): Promise<OidcTokens> {
  const verifier = randomBytes(32).toString("base64url");
  const redirectUri = "http://127.0.0.1:49152/callback";
  const search = new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    redirect_uri: redirectUri,
    scope,
    resource: audience,
    prompt: "consent",
    state: "state",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const end = new URL(await browse(issuer, `${issuer}/auth?${search}`, login));
  const answer = await fetch(`${issuer}/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: clientId,
      code: end.searchParams.get("code") ?? "",
      redirect_uri: redirectUri,
      code_verifier: verifier,
      resource: audience,
    }),
  });
  if (!answer.ok) throw new Error(`the provider gave no token: ${await answer.text()}`);
  const { access_token: accessToken, refresh_token: refreshToken = null } = tokenAnswer.parse(await answer.json());
  return { accessToken, refreshToken };
}

export async function startOidcProvider(
  accounts: readonly OidcAccount[],
  options: { readonly lifetimes?: Partial<OidcLifetimes>; readonly tenantId?: string } = {},
): Promise<OidcTestProvider> {
  const setting: Setting = {
    accounts: new Map(accounts.map((account) => [account.login, account])),
    lifetimes: { current: { accessTokenS: 600, refreshTokenS: 86_400, ...options.lifetimes } },
    storage: oidcStorage(),
  };
  let keys: readonly JWK[] = [await newKey()];
  let provider: Provider;
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/interaction/") !== true) {
      void provider.callback()(request, response);
      return;
    }
    interact(provider, setting, request, response).catch((error: unknown) => {
      response.writeHead(400).end(error instanceof Error ? error.message : "failed");
    });
  });
  const port = await listenAt(server, 0);
  const issuer = `http://127.0.0.1:${port}`;
  const renew = (): void => {
    provider = new Provider(issuer, configuration(setting, keys));
  };
  renew();
  return {
    issuer,
    clientId,
    audience,
    scope,
    environment: {
      HEADROOM_OIDC_ISSUER: issuer,
      HEADROOM_OIDC_CLIENT_ID: clientId,
      HEADROOM_OIDC_AUDIENCE: audience,
      HEADROOM_OIDC_SCOPE: scope,
      HEADROOM_OIDC_TENANT: options.tenantId ?? "default",
    },
    setLifetimes: (lifetimes) => {
      setting.lifetimes.current = { ...setting.lifetimes.current, ...lifetimes };
    },
    rotateKeys: async ({ forget = false } = {}) => {
      keys = [await newKey(), ...(forget ? [] : keys)];
      renew();
    },
    signIn: (authorizationUrl, login) => browse(issuer, authorizationUrl, login),
    tokensOf: (login) => codeFlow(issuer, login),
    revoke: (login) => setting.storage.forgetGrantsOf(login),
    sign: async (claims, header = {}) => {
      const [key = {}] = keys;
      const nowS = Math.floor(Date.now() / 1000);
      const good = { iss: issuer, aud: audience, sub: "nobody", client_id: clientId, jti: randomBytes(8).toString("hex") };
      return new SignJWT({ ...good, iat: nowS, exp: nowS + 600, ...claims })
        .setProtectedHeader({ alg: "RS256", typ: "at+jwt", kid: key.kid ?? "", ...header })
        .sign(await importJWK(key, "RS256"));
    },
    pause: () => stop(server),
    resume: async () => {
      await listenAt(server, port);
    },
    close: () => stop(server),
  };
}
