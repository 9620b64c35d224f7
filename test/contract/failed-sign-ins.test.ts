import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAuthenticator } from "../../backend/auth/authenticator.ts";
import { createToken, tenantOfToken } from "../../backend/auth/tokens.ts";
import { createServer } from "../../backend/server/create-server.ts";
import { RateLimiter } from "../../backend/server/rate-limiter.ts";
import type { Database } from "../../backend/storage/database.ts";
import { fixedClock } from "../../shared/kernel/clock.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { startTestBackend, tenant, type TestBackend, testStartMs } from "../support/backend.ts";

const secret = (n: number): string => String(n).padStart(43, "A");

describe("tokens that are not good", () => {
  let backend: TestBackend;
  beforeAll(async () => {
    backend = await startTestBackend("pglite");
  });
  afterAll(() => backend.close());

  /** The database, counting what is asked of it. */
  function counted(): { readonly db: Database; readonly asked: () => number } {
    let asked = 0;
    const { db } = backend.test.store;
    return {
      db: {
        ...db,
        withTenant: (...args) => {
          asked += 1;
          return db.withTenant(...args);
        },
      },
      asked: () => asked,
    };
  }

  test("whatever is sent as a token, the answer is 401: no fault, no other word", async () => {
    const server = await createServer({
      db: backend.test.store.db,
      clock: fixedClock(testStartMs),
      random: seededRandom(1),
      limits: { failedSignIns: null },
    });
    const part = fc.oneof(
      fc.constantFrom("hr", tenant, "other", "nowhere", secret(1), "", "~", "..", "%00", "eyJhbGciOiJub25lIn0"),
      fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
      fc.base64String({ maxLength: 80 }),
    );
    const header = fc.oneof(
      fc.array(part, { maxLength: 5 }).map((parts) => `Bearer ${parts.join("~")}`),
      fc.array(part, { maxLength: 4 }).map((parts) => `Bearer ${parts.join(".")}`),
      fc.tuple(fc.constantFrom("bearer", "Basic", "BEARER", "Token", ""), part).map(([scheme, rest]) => `${scheme} ${rest}`),
      fc.tuple(part, fc.integer({ min: 1, max: 12_000 })).map(([text, times]) => `Bearer ${text.repeat(times).slice(0, 12_000)}`),
      fc.string({ unit: "binary-ascii", maxLength: 200 }),
    );
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(header, async (authorization) => {
        runs += 1;
        const answer = await server.app.inject({ url: "/v1/sync/hello?clientId=c", headers: { authorization } });
        expect(answer.statusCode).toBe(401);
        expect(answer.body).toMatch(/^\{"error":\{"code":"unauthorized","message":"[a-z ]+"\}\}$/);
      }),
      { numRuns: 1_500, seed: 8 },
    );
    expect(runs).toBeGreaterThanOrEqual(1_500);
    await server.close();
  });

  test("the form of a token is read without a fault, and only one form names a tenant", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(fc.string()).map((parts) => parts.join("~")),
        ),
        (token) => {
          const named = tenantOfToken(token);
          expect(named === null || token.startsWith(`hr~${named}~`)).toBe(true);
        },
      ),
      { numRuns: 2_000, seed: 9 },
    );
    expect(tenantOfToken(`hr~acme~${secret(1)}`)).toBe("acme");
    for (const wrong of [`hr~../x~${secret(1)}`, `hr~acme~${secret(1)}~`, `hr~acme~${secret(1)}x`, `HR~acme~${secret(1)}`, "hr~acme", ""]) {
      expect(tenantOfToken(wrong), wrong).toBeNull();
    }
  });

  test("an unknown token asks the database once; the same again does not, until it has aged", async () => {
    const clock = fixedClock(testStartMs);
    const { db, asked } = counted();
    const authenticator = createAuthenticator({ db, clock, fixedTokens: [], oidc: null, failures: null, failed: () => undefined });
    const refused = () =>
      expect(authenticator.authenticate(`Bearer hr~${tenant}~${secret(2)}`, "192.0.2.1")).rejects.toMatchObject({ code: "unauthorized" });
    for (let i = 0; i < 20; i += 1) await refused();
    expect(asked()).toBe(1);
    clock.advance(5_001);
    await refused();
    expect(asked()).toBe(2);
  });

  test("an address that keeps guessing waits, with Retry-After; who is signed in there, and others elsewhere, go on", async () => {
    const clock = fixedClock(testStartMs);
    const server = await createServer({
      db: backend.test.store.db,
      clock,
      random: seededRandom(1),
      limits: { failedSignIns: { burst: 5, perSecond: 0.5 } },
      trustedProxies: ["127.0.0.1"],
    });
    const ask = (token: string, from: string) =>
      server.app.inject({
        url: "/v1/sync/pull?clientId=g&epoch=e&seq=0&scopeVersion=1",
        headers: { authorization: `Bearer ${token}`, "x-forwarded-for": from },
      });
    const own = async (user: string): Promise<string> =>
      (await createToken(backend.test.store.db, { tenantId: tenant, userId: user }, "t", 9, clock.now())).token;
    const [signedIn, newcomer] = [await own("lead"), await own("viewer")];
    expect((await ask(signedIn, "192.0.2.7")).statusCode).toBe(200);
    const statuses: number[] = [];
    for (let i = 0; i < 7; i += 1) statuses.push((await ask(`hr~${tenant}~${secret(100 + i)}`, "192.0.2.7")).statusCode);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const refused = await ask(newcomer, "192.0.2.7");
    expect([refused.statusCode, refused.headers["retry-after"], refused.json()]).toEqual([
      429,
      "2",
      { error: { code: "too-many-requests", message: "too many failed sign-ins from this address" } },
    ]);
    expect((await ask(signedIn, "192.0.2.7")).statusCode).toBe(200);
    expect((await ask(newcomer, "192.0.2.8")).statusCode).toBe(200);
    // One network of IPv6 is one guesser.
    const network = [];
    for (let i = 0; i < 7; i += 1) network.push((await ask(`hr~${tenant}~${secret(200 + i)}`, `2001:db8:1:2::${i}`)).statusCode);
    expect(network).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await ask(`hr~${tenant}~${secret(300)}`, "2001:db8:1:3::1")).statusCode).toBe(401);
    clock.advance(2_000);
    expect((await ask(newcomer, "192.0.2.7")).statusCode).toBe(200);
    await server.close();
  });

  test("an address is believed only from a proxy that is trusted", async () => {
    const server = await createServer({
      db: backend.test.store.db,
      clock: fixedClock(testStartMs),
      random: seededRandom(1),
      limits: { failedSignIns: { burst: 2, perSecond: 0.5 } },
    });
    const statuses = [];
    for (let i = 0; i < 4; i += 1) {
      const headers = { authorization: `Bearer hr~${tenant}~${secret(400 + i)}`, "x-forwarded-for": `192.0.2.${i}` };
      statuses.push((await server.app.inject({ url: "/v1/sync/hello?clientId=g", headers })).statusCode);
    }
    expect(statuses).toEqual([401, 401, 429, 429]);
    await server.close();
  });

  test("a flood of addresses is forgotten from its oldest, whoever guesses now is not", () => {
    const limiter = new RateLimiter(fixedClock(0), { burst: 1, perSecond: 1 });
    for (let i = 0; i < 25_000; i += 1) limiter.take(`address ${i}`);
    expect(limiter.size).toBe(10_000);
    expect([limiter.wait("address 24999"), limiter.wait("address 15000"), limiter.wait("address 14999")]).toEqual([1, 1, 0]);
  });
});
