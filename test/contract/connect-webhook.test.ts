import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { signDelivery } from "../../backend/connect/webhook/signature.ts";
import { rotateSecret } from "../../backend/connect/connector-admin.ts";
import { type BackendServer, createServer } from "../../backend/server/create-server.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { engines, startTestBackend, tenant, testClock, testStartMs, type TestBackend } from "../support/backend.ts";
import { addTestConnector, forgetConnectors, runOnce, storedConnector, storedHours, testSealer } from "../support/connector-runs.ts";

const usageEntry = {
  files: "usage.hour",
  target: "usage",
  account: { by: "code", column: "data.customer" },
  fields: { at: { column: "data.at", date: "iso" }, value: "data.users" },
};
const incidentEntry = {
  files: "incident.changed",
  target: "incidents",
  account: { by: "code", column: "data.customer" },
  fields: {
    number: "data.number",
    title: "data.title",
    severity: "data.severity",
    state: "data.state",
    at: { column: "timestamp", date: "iso" },
  },
};
const config = { kind: "webhook", typeField: "type", mapping: { version: 1, source: "pager", files: [usageEntry, incidentEntry] } };
const usage = (users: number, hour = 0): object => ({
  type: "usage.hour",
  data: { customer: "ACC1", at: new Date(Date.UTC(2026, 9, 1, hour)).toISOString(), users },
});

describe.each(engines)("a webhook, on %s,", (engine) => {
  let backend: TestBackend;
  let server: BackendServer;
  let secret = "";
  beforeAll(async () => {
    backend = await startTestBackend(engine);
    server = await createServer({
      db: backend.test.store.db,
      clock: testClock,
      random: seededRandom(3),
      limits: { failedSignIns: null, rate: null },
      connect: { sealer: testSealer, environment: {}, runs: false },
    });
  });
  afterAll(async () => {
    await server.close();
    await backend.close();
  });
  afterEach(() => forgetConnectors(backend.test.store.db));
  const add = async (more: object = {}): Promise<void> => {
    secret = (await addTestConnector(backend.test.store.db, "pager", { ...config, ...more })) ?? "";
  };
  interface Sending {
    readonly id?: string;
    readonly atS?: number;
    readonly by?: string;
    readonly signature?: string;
    readonly to?: string;
    readonly type?: string;
  }
  const nowS = testStartMs / 1_000;
  const send = async (
    body: object | string | Uint8Array,
    { id = "msg_1", atS = nowS, by = secret, signature, to = `${tenant}~pager`, type }: Sending = {},
  ) => {
    const bytes = body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    const answer = await server.app.inject({
      method: "POST",
      url: `/v1/ingest/webhooks/${to}`,
      headers: {
        "content-type": type ?? "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(atS),
        "webhook-signature": signature ?? signDelivery(by, id, atS, bytes),
      },
      payload: bytes,
    });
    return { status: answer.statusCode, body: answer.json<unknown>(), retryAfter: answer.headers["retry-after"] };
  };
  const waiting = async (): Promise<number> => {
    const scope = serviceScope(tenant, "test");
    const { n } = await backend.test.store.db.withTenant(scope, ({ db }) =>
      db
        .selectFrom("connector_delivery")
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .where("tenant_id", "=", tenant)
        .where("settled_at", "is", null)
        .executeTakeFirstOrThrow(),
    );
    return n;
  };
  const run = () => runOnce(backend.test.store.db, "pager");

  it("stores what was signed, asks for a run, and takes a message once", async () => {
    await add();
    expect(await send(usage(70))).toMatchObject({ status: 200, body: { status: "accepted" } });
    expect((await storedConnector(backend.test.store.db, "pager")).runAskedAt?.getTime()).toBe(testStartMs);
    expect(await send(usage(70))).toMatchObject({ status: 200, body: { status: "repeated" } });
    const report = await run();
    expect(report).toMatchObject({ fault: null, backlog: 0, rows: { read: 1, stored: 1 } });
    // Also when it has been stored, and whatever it says by now.
    expect(await send(usage(90))).toMatchObject({ status: 200, body: { status: "repeated" } });
    expect((await run()).rows.read).toBe(0);
    expect(await storedHours(backend.test.store.db)).toEqual({ "acc1 pcu cn-east": { "2026-10-01T00": 70 } });
    expect((await storedConnector(backend.test.store.db, "pager")).dataUpTo?.getTime()).toBe(testStartMs);
  });

  it("makes an incident of its messages, in whatever order they come", async () => {
    await add();
    const line = (minute: number, state: string) => ({
      type: "incident.changed",
      timestamp: new Date(Date.UTC(2026, 9, 2, 8, minute)).toISOString(),
      data: { customer: "ACC1", number: "P-7", title: "No sound", severity: "P1", state },
    });
    await send(line(30, "resolved"), { id: "b" });
    await send(line(0, "new"), { id: "a" });
    await run();
    await send(line(10, "active"), { id: "c" });
    expect((await run()).rows).toMatchObject({ read: 1, stored: 1, dropped: 0 });
    const records = await backend.test.store.db.withTenant(serviceScope(tenant, "test"), ({ db }) =>
      db
        .selectFrom("record")
        .select(["kind", "doc"])
        .where("tenant_id", "=", tenant)
        .where("kind", "in", ["incident", "incidentEvent"])
        .orderBy("kind")
        .execute(),
    );
    expect(records.map(({ kind, doc }) => [kind, kind === "incident" ? [doc["state"], doc["openedAt"]] : doc["state"]]).sort()).toEqual([
      ["incident", ["resolved", "2026-10-02T08:00:00.000Z"]],
      ["incidentEvent", "active"],
      ["incidentEvent", "new"],
      ["incidentEvent", "resolved"],
    ]);
  });

  it("refuses alike whatever is wrong with a signature, and keeps nothing of it", async () => {
    await add();
    const body = usage(1);
    const bytes = Buffer.from(JSON.stringify(body));
    const good = signDelivery(secret, "msg_1", nowS, bytes);
    const wrong: readonly Sending[] = [
      { signature: "" },
      { signature: "v1," },
      { signature: good.slice(0, -4) },
      { signature: good.replace("v1,", "v2,") },
      { signature: good, id: "msg_2" },
      { signature: good, atS: nowS + 1 },
      { atS: nowS - 301 },
      { atS: nowS + 301 },
      { by: `whsec_${Buffer.alloc(32).toString("base64")}` },
      { to: "other~pager" },
      { to: `${tenant}~nothing` },
      { to: "pager" },
      { to: "..%2f" },
      { id: "with.dot" },
    ];
    for (const sending of wrong) {
      const { status, body: told } = await send(body, sending);
      expect([sending, status, told]).toEqual([
        sending,
        401,
        { error: { code: "unauthorized", message: "the delivery is not signed by a known secret within five minutes" } },
      ]);
    }
    expect(await send(usage(2), { signature: good })).toMatchObject({ status: 401 });
    expect(await waiting()).toBe(0);
    for (const atS of [nowS - 300, nowS + 300]) expect(await send(body, { atS, id: `at${atS}` })).toMatchObject({ status: 200 });
    // A sender that changes keys signs with both.
    expect(await send(body, { id: "both", signature: `v1a,xyz v1,AAAA ${signDelivery(secret, "both", nowS, bytes)}` })).toMatchObject({
      status: 200,
    });
  });

  it("takes the old secret beside the new one until the next change", async () => {
    await add();
    const { db } = backend.test.store;
    const first = secret;
    const rotate = async (): Promise<string> => {
      const made = await rotateSecret({ db, sealer: testSealer, nowMs: testStartMs }, serviceScope(tenant, "admin"), "pager");
      if (!made.ok) throw new Error(made.error.message);
      return made.value.webhookSecret;
    };
    const second = await rotate();
    for (const [i, by] of [first, second].entries()) expect(await send(usage(1), { by, id: `m${i}` })).toMatchObject({ status: 200 });
    const third = await rotate();
    expect(await send(usage(1), { by: first, id: "old" })).toMatchObject({ status: 401 });
    for (const [i, by] of [second, third].entries()) expect(await send(usage(1), { by, id: `n${i}` })).toMatchObject({ status: 200 });
  });

  it("tells a sender to wait when its queue is full, and goes on when it has been read", async () => {
    await add({ queue: 3 });
    const statuses = async (from: number): Promise<readonly number[]> => {
      const found: number[] = [];
      for (let i = from; i < from + 5; i += 1) found.push((await send(usage(i, i), { id: `q${i}` })).status);
      return found;
    };
    expect(await statuses(0)).toEqual([200, 200, 200, 429, 429]);
    expect(await send(usage(9), { id: "q9" })).toMatchObject({ status: 429, retryAfter: "30" });
    expect(await send(usage(0), { id: "q0" })).toMatchObject({ status: 200, body: { status: "repeated" } });
    expect((await run()).rows.stored).toBe(3);
    expect(await send(usage(3, 3), { id: "q3" })).toMatchObject({ status: 200 });
    expect((await run()).backlog).toBe(0);
    expect((await storedHours(backend.test.store.db))["acc1 pcu cn-east"]).toEqual({
      "2026-10-01T00": 0,
      "2026-10-01T01": 1,
      "2026-10-01T02": 2,
      "2026-10-01T03": 3,
    });
  });

  it("limits the size, and counts what no entry reads", async () => {
    await add({ bodyBytes: 1_024 });
    expect(await send({ type: "usage.hour", pad: "x".repeat(2_000) })).toMatchObject({ status: 413 });
    expect(await send({ type: "something.else" }, { id: "i1" })).toMatchObject({ status: 200 });
    expect(await send([], { id: "i2" })).toMatchObject({ status: 200 });
    const report = await run();
    expect([report.notes, await waiting()]).toEqual([[{ code: "delivery-ignored", detail: "", count: 2 }], 0]);
  });

  it("keeps deliveries while it is paused and while the store fails, and loses none", async () => {
    await add();
    await send(usage(5));
    const { db } = backend.test.store;
    const away = new Proxy(db, {
      get: (target, name, receiver) =>
        name === "withTenant"
          ? (...args: Parameters<typeof db.withTenant>) =>
              String(args[1]).includes("importChunks")
                ? Promise.reject(Object.assign(new Error("gone"), { code: "57P01" }))
                : target.withTenant(...args)
          : (Reflect.get(target, name, receiver) as unknown),
    });
    const failed = await runOnce(away, "pager");
    expect([failed.fault?.code, await waiting()]).toEqual(["internal", 1]);
    expect((await run()).rows.stored).toBe(1);
  });

  it("answers every malformed delivery with an error of its own and stays up (1,000 made ones)", async () => {
    await add();
    let n = 0;
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ maxLength: 300 }).map((text) => Buffer.from(text)),
      fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
      fc
        .constantFrom(
          '{"__proto__":{"x":1}}',
          '{"constructor":{"prototype":{}}}',
          "[".repeat(5_000),
          `${'{"a":'.repeat(60)}1${"}".repeat(60)}`,
          "null",
          "1",
          '"x"',
          "{}",
          "\uFEFF{}",
          '{"type":"usage.hour","data":null}',
          '{"type":"usage.hour","data":{"customer":"ACC1\\u0000","at":"x","users":"=1+1"}}',
          '{"type":["usage.hour"]}',
        )
        .map((text) => Buffer.from(text)),
    );
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        anything,
        fc.constantFrom("application/json", "text/plain", "application/xml"),
        fc.boolean(),
        async (body, type, signed) => {
          n += 1;
          const { status } = await send(body, {
            id: `f${n}`,
            type,
            ...(signed ? {} : { signature: `v1,${Buffer.from(body).toString("base64")}` }),
          });
          seen.add(status);
          expect([200, 400, 401]).toContain(status);
          if (!signed) expect(status).not.toBe(200);
        },
      ),
      { numRuns: 1_000 },
    );
    expect([...seen].sort()).toEqual([200, 400, 401]);
    const report = await run();
    expect([report.fault, report.backlog, await waiting()]).toEqual([null, 0, 0]);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
    expect(await storedHours(backend.test.store.db)).toEqual({});
  });
});
