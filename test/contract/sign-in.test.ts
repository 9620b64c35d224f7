import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { unlinkIdentity } from "../../backend/auth/identities.ts";
import { readOidcSettings } from "../../backend/auth/oidc-settings.ts";
import { setDisabled } from "../../backend/auth/users.ts";
import { type BackendServer, createServer } from "../../backend/server/create-server.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { authConfig } from "../../shared/sync/auth-config.ts";
import { engines, otherTenant, startTestBackend, tenant, type TestBackend, userRecord } from "../support/backend.ts";
import { type OidcTestProvider, startOidcProvider } from "../support/oidc-provider.ts";

const email = (user: string): string => `${user}@acme.example`;

describe.each(engines)("sign-in by OpenID Connect on %s", (engine) => {
  let backend: TestBackend;
  let provider: OidcTestProvider;
  let server: BackendServer;

  const serve = (options: { readonly tenantClaim?: string; readonly keyCooldownMs?: number } = {}): Promise<BackendServer> => {
    const { issuer, clientId, audience, scope } = provider;
    const tenantOf = options.tenantClaim === undefined ? { tenant } : { tenantClaim: options.tenantClaim };
    const settings = readOidcSettings({ issuer, clientId, audience, scope, ...tenantOf });
    return createServer({
      db: backend.test.store.db,
      clock: systemClock,
      random: seededRandom(3),
      limits: { failedSignIns: null },
      oidc: settings && { ...settings, keyCooldownMs: options.keyCooldownMs ?? 0 },
    });
  };
  const hello = async (token: string, at = server): Promise<readonly [status: number, told: unknown]> => {
    const answer = await at.app.inject({
      url: `/v1/sync/hello?clientId=c${token.slice(-12)}`,
      headers: { authorization: `Bearer ${token}` },
    });
    const body = answer.json<{ user?: { id: string }; error?: { code: string; message: string } }>();
    return [answer.statusCode, body.user?.id ?? `${body.error?.code}: ${body.error?.message}`];
  };
  const notLinked = [403, "forbidden: no user of this company can be linked to the e-mail address of this sign-in: ask your administrator"];
  const notValid = [401, "unauthorized: the access token is not valid here"];

  beforeAll(async () => {
    backend = await startTestBackend(engine);
    await backend.imports.putRecords([
      userRecord("twin1", "csm"),
      { ...userRecord("twin2", "csm"), fields: { ...userRecord("twin2", "csm").fields, email: "TWIN1@acme.example" } },
    ]);
    provider = await startOidcProvider([
      { login: "ruoxi", email: "CSM1@Acme.example", claims: { company: tenant } },
      { login: "impostor", email: email("csm1"), claims: { company: otherTenant } },
      { login: "unproven", email: email("csm2"), emailVerified: false },
      { login: "guest", email: "guest@elsewhere.example" },
      { login: "twin", email: email("twin1") },
      { login: "boss", email: email("lead") },
    ]);
    server = await serve();
  });
  afterAll(async () => {
    await server.close();
    await provider.close();
    await backend.close();
  });
  beforeEach(async () => {
    await unlinkIdentity(backend.test.store.db, { tenantId: tenant, userId: "csm1" });
  });

  test("everybody is told how to sign in; without a provider, that there is none", async () => {
    const answer = await server.app.inject("/v1/auth/config");
    const { issuer, clientId, scope, audience } = provider;
    expect([answer.statusCode, authConfig.parse(answer.json())]).toEqual([
      200,
      { oidc: { issuer, clientId, scope, resource: audience }, development: null },
    ]);
    const plain = await backend.server.app.inject("/v1/auth/config");
    expect([plain.statusCode, plain.json()]).toEqual([200, { oidc: null, development: null }]);
  });

  test("the first sign-in links by the verified address, in any case; from then on the identity counts, not the address", async () => {
    const { accessToken } = await provider.tokensOf("ruoxi");
    expect(await hello(accessToken)).toEqual([200, "csm1"]);
    const moved = await provider.sign({ sub: "ruoxi", email: "other@acme.example", email_verified: true });
    expect(await hello(moved)).toEqual([200, "csm1"]);
    // The same address with another identity at the provider: the user has one already.
    expect(await hello((await provider.tokensOf("impostor")).accessToken)).toEqual(notLinked);
    await unlinkIdentity(backend.test.store.db, { tenantId: tenant, userId: "csm1" });
    const fresh = await serve();
    expect(await hello((await provider.tokensOf("impostor")).accessToken, fresh)).toEqual([200, "csm1"]);
    await fresh.close();
  });

  test("two first sign-ins at once end with one link", async () => {
    const tokens = await Promise.all(
      ["a", "b", "c"].map((jti) => provider.sign({ jti, sub: "ruoxi", email: email("csm1"), email_verified: true })),
    );
    expect(await Promise.all(tokens.map((token) => hello(token)))).toEqual(tokens.map(() => [200, "csm1"]));
  });

  test("an address that is not verified, unknown or shared by two users links nobody", async () => {
    expect(await hello((await provider.tokensOf("unproven")).accessToken)).toEqual([
      403,
      "forbidden: the sign-in brings no verified e-mail address, and no user is linked to it: ask your administrator",
    ]);
    expect(await hello((await provider.tokensOf("guest")).accessToken)).toEqual(notLinked);
    expect(await hello((await provider.tokensOf("twin")).accessToken)).toEqual(notLinked);
  });

  test("a disabled user is refused for good (403), not asked to sign in again (401); enabled, they go on", async () => {
    const { accessToken } = await provider.tokensOf("boss");
    expect(await hello(accessToken)).toEqual([200, "lead"]);
    const scope = { tenantId: tenant, userId: "lead" };
    expect(await setDisabled(backend.test.store.db, scope, new Date())).toBe(true);
    expect(await hello(accessToken)).toEqual([403, "forbidden: this user has been disabled"]);
    await setDisabled(backend.test.store.db, scope, null);
    expect(await hello(accessToken)).toEqual([200, "lead"]);
    expect(await setDisabled(backend.test.store.db, { tenantId: tenant, userId: "nobody" }, null)).toBe(false);
  });

  test("a claim of the token names the company; one that is missing, malformed or unknown lets nobody in", async () => {
    const several = await serve({ tenantClaim: "company" });
    expect(await hello((await provider.tokensOf("ruoxi")).accessToken, several)).toEqual([200, "csm1"]);
    expect(await hello((await provider.tokensOf("impostor")).accessToken, several)).toEqual(notLinked);
    const none = [403, "forbidden: the sign-in names no company of this backend: ask your administrator"];
    expect(await hello((await provider.tokensOf("boss")).accessToken, several)).toEqual(none);
    const claims = { sub: "ruoxi", email: email("csm1"), email_verified: true };
    for (const company of ["../acme", "", 7, null]) expect(await hello(await provider.sign({ ...claims, company }), several)).toEqual(none);
    expect(await hello(await provider.sign({ ...claims, company: "nowhere" }), several)).toEqual(notLinked);
    await several.close();
  });

  test("an expired token is 401, with some leeway for clocks; one of the future waits", async () => {
    const nowS = Math.floor(Date.now() / 1000);
    const claims = { sub: "ruoxi", email: email("csm1"), email_verified: true };
    expect(await hello(await provider.sign({ ...claims, exp: nowS - 600 }))).toEqual([401, "unauthorized: the access token has expired"]);
    expect(await hello(await provider.sign({ ...claims, exp: nowS - 5 }))).toEqual([200, "csm1"]);
    expect(await hello(await provider.sign({ ...claims, nbf: nowS + 600 }))).toEqual(notValid);
    expect(await hello(await provider.sign({ ...claims, nbf: nowS + 5 }))).toEqual([200, "csm1"]);
  });

  test("an ID token, another audience, issuer or key, and claims left out are not valid here", async () => {
    const claims = { sub: "ruoxi", email: email("csm1"), email_verified: true };
    const other = await startOidcProvider([]);
    const wrong = [
      await provider.sign(claims, { typ: "JWT" }),
      await provider.sign({ ...claims, aud: "https://other.example/api" }),
      await provider.sign({ ...claims, iss: "https://login.example" }),
      await provider.sign({ ...claims, exp: undefined }),
      await provider.sign({ ...claims, sub: undefined }),
      await provider.sign({ ...claims, sub: "" }),
      await provider.sign(claims, { kid: "another" }),
      await other.sign({ ...claims, iss: provider.issuer }),
    ];
    await other.close();
    for (const token of wrong) expect(await hello(token)).toEqual(notValid);
  });

  test("a key that the provider changes to is taken; one that it has withdrawn is refused", async () => {
    const claims = { sub: "ruoxi", email: email("csm1"), email_verified: true };
    const before = await provider.sign({ ...claims, jti: "before" });
    expect(await hello(await provider.sign(claims))).toEqual([200, "csm1"]);
    await provider.rotateKeys();
    expect(await hello(await provider.sign(claims))).toEqual([200, "csm1"]);
    expect(await hello(before)).toEqual([200, "csm1"]);
    const withdrawn = await provider.sign({ ...claims, jti: "withdrawn" });
    await provider.rotateKeys({ forget: true });
    expect(await hello(await provider.sign(claims))).toEqual([200, "csm1"]);
    expect(await hello(withdrawn)).toEqual(notValid);
  });

  test("while the provider does not answer, known keys suffice; without them the laptop waits (503), it is not sent to sign in", async () => {
    const claims = { sub: "ruoxi", email: email("csm1"), email_verified: true };
    const token = await provider.sign(claims);
    expect(await hello(token)).toEqual([200, "csm1"]);
    const fresh = await serve();
    await provider.pause();
    try {
      expect(await hello(await provider.sign({ ...claims, jti: "offline" }))).toEqual([200, "csm1"]);
      expect(await hello(token, fresh)).toEqual([503, "unavailable: the OpenID provider does not answer"]);
    } finally {
      await provider.resume();
    }
    await expect.poll(() => hello(token, fresh), { timeout: 20_000, interval: 200 }).toEqual([200, "csm1"]);
    await fresh.close();
  });
});

test.each([
  [{ issuer: "http://login.example.com" }, /HEADROOM_OIDC_ISSUER is no address/],
  [{ issuer: "login" }, /HEADROOM_OIDC_ISSUER is no address/],
  [{ issuer: "https://login.example.com" }, /needs HEADROOM_OIDC_CLIENT_ID/],
  [{ issuer: "https://login.example.com", clientId: "c" }, /needs HEADROOM_OIDC_AUDIENCE/],
  [{ issuer: "https://login.example.com", clientId: "c", audience: "a" }, /give either HEADROOM_OIDC_TENANT/],
  [
    { issuer: "https://login.example.com", clientId: "c", audience: "a", tenant: "t", tenantClaim: "c" },
    /give either HEADROOM_OIDC_TENANT/,
  ],
  [{ issuer: "https://login.example.com", clientId: "c", audience: "a", tenant: "../t" }, /HEADROOM_OIDC_TENANT is no id/],
  [{ issuer: "https://login.example.com", clientId: "c", audience: "a", tenant: "t", scope: "email" }, /must have openid/],
] as const)("settings %j are refused", (options, message) => {
  expect(() => readOidcSettings(options)).toThrow(message);
});
