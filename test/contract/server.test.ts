import { request } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createToken, revokeTokens } from "../../backend/auth/tokens.ts";
import { createServer } from "../../backend/server/create-server.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { fixedClock } from "../../shared/kernel/clock.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { errorBody } from "../../shared/sync/protocol.ts";
import { contactFields, engines, startTestBackend, tenant, type TestBackend, testClock, type TestClient } from "../support/backend.ts";

const scope = { tenantId: tenant, userId: "lead" };
const routes = [
  "hello?clientId=c",
  "snapshot?kind=account",
  "pull?clientId=c&epoch=e&seq=0&scopeVersion=1",
  "chunks?group=usage",
  "events",
];

/** `METHOD /path` of every route in Fastify's tree, in the form of OpenAPI. */
function servedRoutes(tree: string): readonly string[] {
  const path: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const [, indent = "", part = "", methods = ""] = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
    if (part === "") return [];
    path.splice(indent.length / 4, Number.POSITIVE_INFINITY, part.replaceAll(/:(\w+)/g, "{$1}"));
    return methods.split(", ").flatMap((method) => (method === "" || method === "HEAD" ? [] : [`${method} ${path.join("")}`]));
  });
}

describe.each(engines)("the server on %s", (engine) => {
  let backend: TestBackend;
  let client: TestClient;
  beforeAll(async () => {
    backend = await startTestBackend(engine, { limits: { rate: null } });
    client = await backend.client("lead");
  });
  afterAll(() => backend.close());

  test.each(routes)("%s needs a token: none, a foreign form, an unknown, an expired, a revoked one are refused alike", async (route) => {
    const { db } = backend.test.store;
    const clock = fixedClock(testClock.now());
    const server = await createServer({ db, clock, random: seededRandom(1) });
    const { token } = await createToken(db, { tenantId: tenant, userId: "viewer" }, "short", 1, clock.now());
    const forged = `hr~other~${token.split("~")[2]}`;
    const ask = (authorization?: string) =>
      server.app.inject({
        url: `/v1/sync/${route}`,
        payloadAsStream: true,
        ...(authorization === undefined ? {} : { headers: { authorization } }),
      });
    for (const wrong of [
      undefined,
      "",
      "Basic eDp5",
      "Bearer",
      `Bearer ${"x".repeat(600)}`,
      "Bearer hr~acme~short",
      `Bearer ${forged}`,
      `Bearer ${token}x`,
    ]) {
      expect((await ask(wrong)).statusCode, String(wrong)).toBe(401);
    }
    const good = await ask(`Bearer ${token}`);
    expect(good.statusCode).toBe(200);
    good.stream().destroy();
    clock.advance(86_400_000);
    expect((await ask(`Bearer ${token}`)).statusCode).toBe(401);
    const { token: second } = await createToken(db, { tenantId: tenant, userId: "viewer" }, "short", 9, clock.now());
    await revokeTokens(db, { tenantId: tenant, userId: "viewer" }, clock.now());
    expect((await ask(`Bearer ${second}`)).statusCode).toBe(401);
    await server.close();
  });

  test("only the hash of a token is stored", async () => {
    const { token } = await createToken(backend.test.store.db, scope, "canary", 1, testClock.now());
    const rows = await backend.test.store.db.withTenant(serviceScope(tenant, "test"), ({ db }) =>
      db.selectFrom("access_token").selectAll().execute(),
    );
    expect(JSON.stringify(rows)).not.toContain(token.split("~")[2]);
  });

  test("a user who is gone has no access although the token is valid", async () => {
    const nobody = await createToken(backend.test.store.db, { tenantId: tenant, userId: "nobody" }, "x", 1, testClock.now());
    const answer = await backend.server.app.inject({
      url: "/v1/sync/hello?clientId=c",
      headers: { authorization: `Bearer ${nobody.token}` },
    });
    expect([answer.statusCode, answer.json()]).toEqual([403, { error: { code: "forbidden", message: "this user has no access" } }]);
  });

  test("health and the description are open; the description lists every route", async () => {
    const health = await backend.server.app.inject("/v1/health");
    expect([health.statusCode, health.json()]).toEqual([200, { status: "ok" }]);
    const answer = await backend.server.app.inject("/v1/openapi.json");
    const { paths } = answer.json<{ paths: Record<string, Record<string, { summary: string }>> }>();
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { summary }]) => ({ route: `${method.toUpperCase()} ${path}`, summary })),
    );
    expect(described.filter(({ summary }) => !summary)).toEqual([]);
    expect(described.map(({ route }) => route).sort()).toEqual(
      [...servedRoutes(backend.server.app.printRoutes({ commonPrefix: false }))].sort(),
    );
    expect(described.map(({ route }) => route)).toEqual(
      expect.arrayContaining([
        "GET /v1/sync/hello",
        "GET /v1/sync/snapshot",
        "GET /v1/sync/pull",
        "POST /v1/sync/push",
        "GET /v1/sync/chunks",
        "GET /v1/sync/events",
      ]),
    );
    expect(answer.body).not.toContain("$defs");
  });

  test.each([
    ["GET", "/v1/sync/hello", 400, "bad-request"],
    ["GET", "/v1/sync/hello?clientId=../x", 400, "bad-request"],
    ["GET", "/v1/sync/hello?clientId=a&clientId=b", 400, "bad-request"],
    ["GET", "/v1/sync/pull?clientId=c&epoch=e&seq=-1&scopeVersion=1", 400, "bad-request"],
    ["GET", "/v1/sync/pull?clientId=c&epoch=e&seq=0&scopeVersion=1&limit=9999999", 400, "bad-request"],
    ["GET", "/v1/sync/snapshot?kind=secrets", 400, "bad-request"],
    ["GET", "/v1/sync/chunks?group=usage&after=%27;drop", 400, "bad-request"],
    ["GET", "/v1/sync/nothing", 404, "not-found"],
    ["POST", "/v1/sync/push", 400, "bad-request"],
  ] as const)("%s %s is answered %i %s in the protocol's form, without echoing the request", async (method, url, status, code) => {
    const answer = await client.inject(method, url, method === "POST" ? { clientId: "canary canary" } : undefined);
    expect(answer.statusCode).toBe(status);
    expect(errorBody.parse(answer.json()).error.code).toBe(code);
    expect(answer.body).not.toContain("canary");
  });

  test("no answer is kept or taken for what it is not, and none is for another origin", async () => {
    for (const url of ["/v1/health", "/v1/sync/hello?clientId=c", "/v1/sync/nothing", "/v1/sync/snapshot?kind=account"]) {
      const { headers } = await client.inject("GET", url);
      expect([url, headers["x-content-type-options"], headers["cache-control"]]).toEqual([url, "nosniff", "no-store"]);
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
    expect((await backend.server.app.inject({ method: "TRACE" as "GET", url: "/v1/health" })).statusCode).toBe(404);
  });

  test("a body that is too large, too deep, no JSON or poisoned is refused, and the server goes on", async () => {
    const send = (payload: string, type = "application/json") =>
      backend.server.app.inject({
        method: "POST",
        url: "/v1/sync/push",
        headers: { authorization: `Bearer ${client.token}`, "content-type": type },
        payload,
      });
    const valid = JSON.stringify(client.draft([{ kind: "contact", id: "b1", op: "create", fields: contactFields("acc1") }]));
    const bodies: readonly (readonly [string, number])[] = [
      [" ".repeat(9 * 1024 * 1024), 413],
      ["[".repeat(200_000), 400],
      [`{"a":${"[".repeat(5_000)}${"]".repeat(5_000)}}`, 400],
      ["{", 400],
      ["", 400],
      ["null", 400],
      [valid.replace('"clientId"', '"__proto__":{"admin":true},"clientId"'), 400],
      [valid.replace('"clientId"', '"constructor":{"prototype":{"admin":true}},"clientId"'), 400],
      [valid.replace('"fields":{', '"fields":{"__proto__":{"new":1},'), 400],
    ];
    for (const [body, status] of bodies) {
      const answer = await send(body);
      expect(answer.statusCode, body.slice(0, 60)).toBe(status);
      errorBody.parse(answer.json());
    }
    expect((await send(valid, "text/plain")).statusCode).toBe(400);
    expect((await client.hello()).lastMutationId).toBe(0);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  test("any JSON as a push is answered with the protocol, never with an internal error", async () => {
    const mutation = fc.record(
      {
        mutationId: fc.oneof(fc.integer(), fc.constant(1)),
        at: fc.oneof(fc.string(), fc.constant("2026-10-29T02:00:00.000Z")),
        kind: fc.oneof(
          fc.constantFrom("contact", "account", "savedView", "timeline", "__proto__", "toString"),
          fc.string({ unit: "binary" }),
        ),
        id: fc.oneof(fc.constantFrom("acc1", "fuzz"), fc.string({ unit: "binary" })),
        op: fc.constantFrom("create", "patch", "delete", "drop"),
        baseRev: fc.oneof(fc.integer(), fc.double()),
        fields: fc.oneof(
          fc.dictionary(
            fc.oneof(fc.constantFrom("name", "accountId", "tags", "summary", "id"), fc.string({ unit: "binary" })),
            fc.record({ base: fc.jsonValue(), new: fc.jsonValue() }),
          ),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: ["kind", "op"] },
    );
    const body = fc.oneof(
      { weight: 1, arbitrary: fc.jsonValue() },
      {
        weight: 4,
        arbitrary: fc.record({
          clientId: fc.constant("fuzz"),
          schemaHash: fc.constant("x"),
          mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
        }),
      },
    );
    // One that passes validation, with anything in its fields.
    const plausible = fc
      .record({
        kind: fc.constantFrom("contact", "account", "savedView", "task", "conflict", "nonsense\0"),
        op: fc.constantFrom("create", "patch", "delete"),
        fields: fc.dictionary(
          fc.constantFrom("name", "accountId", "tags", "summary", "title", "id", "a\0"),
          fc.record({ new: fc.jsonValue() }),
        ),
      })
      .map((one) => ({
        clientId: "fuzz",
        schemaHash: "x",
        mutations: [{ mutationId: 1, at: "2026-10-29T02:00:00.000Z", id: "acc1", baseRev: 0, ...one }],
      }));
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(body, plausible), async (payload) => {
        const answer = await client.inject("POST", "/v1/sync/push", payload === null || typeof payload !== "object" ? [payload] : payload);
        if (answer.statusCode === 200) answered += 1;
        else expect([400, 409], answer.body).toContain(answer.statusCode);
      }),
      { numRuns: 1_000, seed: 5 },
    );
    expect(answered).toBeGreaterThan(0);
  });

  test("a request over the rate waits: 429 with Retry-After, for that user alone", async () => {
    const clock = fixedClock(testClock.now());
    const server = await createServer({
      db: backend.test.store.db,
      clock,
      random: seededRandom(1),
      limits: { rate: { burst: 3, perSecond: 1 } },
    });
    const ask = (token: string) =>
      server.app.inject({ url: "/v1/sync/hello?clientId=rate", headers: { authorization: `Bearer ${token}` } });
    const [mine, other] = [await backend.token("lead"), await backend.token("viewer")];
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await ask(mine)).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await ask(mine);
    expect([refused.headers["retry-after"], refused.json()]).toEqual([
      "1",
      { error: { code: "too-many-requests", message: "too many requests" } },
    ]);
    expect(
      (await server.app.inject({ url: "/v1/sync/hello?clientId=rate2", headers: { authorization: `Bearer ${other}` } })).statusCode,
    ).toBe(200);
    clock.advance(1_000);
    expect((await ask(mine)).statusCode).toBe(200);
    await server.close();
  });

  test("logs hold no token, no address and no customer text", async () => {
    const lines: string[] = [];
    const server = await createServer({
      db: backend.test.store.db,
      clock: testClock,
      random: seededRandom(1),
      log: { level: "debug", write: (line) => lines.push(line) },
    });
    const token = await backend.token("lead");
    const send = (payload: object) =>
      server.app.inject({ method: "POST", url: "/v1/sync/push?name=canary", headers: { authorization: `Bearer ${token}` }, payload });
    await send({ canary: "canary" });
    await send({
      ...client.draft([{ kind: "contact", id: "canary1", op: "create", fields: contactFields("acc1", { name: "canary" }) }]),
      clientId: "canary-client",
    });
    await server.close();
    expect(lines.map((line) => (JSON.parse(line) as { status?: number }).status).filter((status) => status !== undefined)).toEqual([
      400, 200,
    ]);
    expect(lines.join("")).not.toMatch(/canary|hr~/);
  });
});

describe.each(engines)("over a socket on %s", (engine) => {
  async function listening(limits: object = {}) {
    const backend = await startTestBackend(engine, { limits: { rate: null, ...limits } });
    const port = await backend.server.listen({ host: "127.0.0.1", port: 0 });
    return { backend, port, token: await backend.token("lead") };
  }

  /** Lines of an event stream as they come. */
  function events(port: number, token: string) {
    const lines: string[] = [];
    let wake = (): void => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      request({ port, host: "127.0.0.1", path: "/v1/sync/events", headers: { authorization: `Bearer ${token}` } }, (answer) => {
        answer.setEncoding("utf8");
        answer.on("data", (text: string) => {
          lines.push(...text.split("\n").filter((line) => line !== ""));
          wake();
        });
        answer.on("end", resolve);
        answer.on("error", reject);
      })
        .on("error", reject)
        .end();
    });
    const until = async (found: () => boolean): Promise<void> => {
      while (!found()) await new Promise<void>((resolve) => (wake = resolve));
    };
    const heads = () => lines.flatMap((line) => (line.startsWith("data: ") ? [(JSON.parse(line.slice(6)) as { head: number }).head] : []));
    return { lines, heads, until, ended };
  }

  test("a stream says the head at once and after each commit, of its own tenant alone", async () => {
    const { backend, port, token } = await listening();
    const stream = events(port, token);
    await stream.until(() => stream.heads().length === 1);
    const client = await backend.client("lead");
    const { head } = await client.push({ kind: "contact", id: "sse", op: "create", fields: contactFields("acc1") });
    await stream.until(() => stream.heads().at(-1) === head);
    const strangers = events(port, await backend.token("stranger", "other"));
    await strangers.until(() => strangers.heads().length === 1);
    const second = await client.push({ kind: "contact", id: "sse", op: "patch", fields: { title: { base: "", new: "x" } } });
    await stream.until(() => stream.heads().at(-1) === second.head);
    expect(strangers.heads()).toHaveLength(1);
    expect(stream.lines.filter((line) => !line.startsWith("event: head") && !line.startsWith("data: "))).toEqual([]);
    await backend.close();
    await Promise.all([stream.ended, strangers.ended]);
  });

  test("a graceful stop ends streams, finishes what has begun and takes nothing new", async () => {
    const { backend, port, token } = await listening();
    const stream = events(port, token);
    await stream.until(() => stream.heads().length === 1);
    const client = await backend.client("lead");
    const push = client.draft([{ kind: "contact", id: "last", op: "create", fields: contactFields("acc1") }]);
    // The head's row is held elsewhere, so that the push is in the middle of its work when the stop comes.
    const held = Promise.withResolvers<void>();
    const holding = Promise.withResolvers<void>();
    const holder = backend.test.store.db.withTenant(scope, async (tx) => {
      await tx.db.selectFrom("sync_head").select("seq").forUpdate().execute();
      holding.resolve();
      await held.promise;
    });
    await holding.promise;
    const arrived = new Promise((resolve) => backend.server.app.server.once("request", resolve));
    const answer = fetch(`http://127.0.0.1:${port}/v1/sync/push`, {
      method: "POST",
      headers: { authorization: `Bearer ${client.token}`, "content-type": "application/json" },
      body: JSON.stringify(push),
    });
    await arrived;
    const closing = backend.server.close();
    await stream.ended;
    held.resolve();
    await holder;
    expect(await (await answer).json()).toMatchObject({ lastMutationId: 1, results: [{ status: "applied" }] });
    await closing;
    await expect(fetch(`http://127.0.0.1:${port}/v1/health`)).rejects.toThrow();
    await backend.test.dispose();
  });

  test("a body that does not come is given up", async () => {
    const { backend, port, token } = await listening({ requestTimeoutMs: 300 });
    const socket = connect(port, "127.0.0.1");
    const answer = new Promise<string>((resolve) => {
      let text = "";
      socket.on("data", (data) => (text += data.toString()));
      socket.on("close", () => resolve(text));
    });
    socket.write(
      `POST /v1/sync/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    );
    expect(await answer).toMatch(/^HTTP\/1.1 4\d\d |^$/);
    await backend.close();
  });
});
