import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hourMs } from "../../shared/domain/metrics/series.ts";
import { engines, startTestBackend, testClock, testStartMs, type TestBackend } from "../support/backend.ts";
import { addTestConnector, forgetConnectors, runOnce, storedConnector, storedHours } from "../support/connector-runs.ts";
import { findPrometheus, type PrometheusServer, type Sample, startPrometheus } from "../support/prometheus.ts";

const historyHours = 48;
const everyS = 300;
/** Between the borders of hours, so that it does not matter to which hour a border belongs. */
const offsetS = 150;
const firstMs = testStartMs - historyHours * hourMs;
/** Hours of the first customer in which nothing was scraped. */
const gap = [10, 11];

function pcuOf(customer: number, hour: number, sample: number): number {
  return 1_000 * customer + hour * 10 + ((sample * 7) % 12);
}

function madeSamples(): readonly Sample[] {
  const samples: Sample[] = [];
  const add = (name: string, labels: Readonly<Record<string, string>>, value: (hour: number, sample: number) => number | null): void => {
    for (let i = 0; i < historyHours * 12; i += 1) {
      const given = value(Math.floor(i / 12), i % 12);
      if (given !== null) samples.push({ name, labels, atS: firstMs / 1_000 + offsetS + i * everyS, value: given });
    }
  };
  add("rtc_online", { customer: "ACC1", zone: "bj" }, (hour, sample) => (gap.includes(hour) ? null : pcuOf(1, hour, sample)));
  add("rtc_online", { customer: "ACC2", zone: "bj" }, (hour, sample) => pcuOf(2, hour, sample));
  add("rtc_online", { customer: "NOBODY", zone: "bj" }, (hour) => (hour < 5 ? 1 : null));
  // The instance begins anew in hour 20: the counter falls back to 10.
  let joined = 1_000;
  add("rtc_joins_total", { customer: "ACC1" }, (hour, sample) => (joined = hour === 20 && sample === 4 ? 10 : joined + 10));
  add("rtc_freeze", { customer: "ACC1" }, (hour) =>
    hour === 7 ? Number.NaN : hour === 8 ? Number.POSITIVE_INFINITY : hour === 9 ? 250 : 12.5,
  );
  return samples;
}

function hourName(hour: number): string {
  return new Date(firstMs + hour * hourMs).toISOString().slice(0, 13);
}

function hoursOf(value: (hour: number) => number | null, hours = historyHours): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Array.from({ length: hours }, (_, hour) => [hourName(hour), value(hour)] as const).filter(
      (one): one is [string, number] => one[1] !== null,
    ),
  );
}

function maxOf(customer: number, hour: number): number {
  return Math.max(...Array.from({ length: 12 }, (_, sample) => pcuOf(customer, hour, sample)));
}

const pcuQuery = {
  name: "online",
  query: "max_over_time(rtc_online[1h])",
  metric: "pcu",
  unit: "users",
  account: { by: "code", label: "customer" },
  region: { label: "zone", values: { bj: "cn-north" } },
};
const joinsQuery = {
  name: "joins",
  query: "increase(rtc_joins_total[1h])",
  metric: "sessions",
  unit: "sessions",
  account: { by: "code", label: "customer" },
};
const freezeQuery = {
  name: "freeze",
  query: "max_over_time(rtc_freeze[1h])",
  metric: "video_freeze_600_rate",
  unit: "percent",
  account: { by: "code", label: "customer" },
};

function config(url: string, more: object = {}): object {
  return { kind: "prometheus", url, historyDays: 3, delayMinutes: 0, queries: [pcuQuery, joinsQuery, freezeQuery], ...more };
}

const installed = findPrometheus() !== null;
if (!installed) process.stderr.write("headroom: Prometheus is not installed: its connector was not tested against it\n");

describe.skipIf(!installed).each(engines)("a connector to a real Prometheus, on %s,", (engine) => {
  let prometheus: PrometheusServer;
  let backend: TestBackend;
  beforeAll(async () => {
    prometheus = await startPrometheus(madeSamples());
    backend = await startTestBackend(engine);
  });
  afterAll(async () => {
    await prometheus?.stop();
    await backend?.close();
  });
  afterEach(() => forgetConnectors(backend.test.store.db));

  it("stores every hour as it was, leaves gaps as gaps, and counts what cannot be taken", async () => {
    const { db } = backend.test.store;
    await addTestConnector(db, "prom", config(prometheus.url));
    const report = await runOnce(db, "prom");
    const joins = (await storedHours(db))["acc1 sessions cn-east"] ?? {};
    expect(await storedHours(db)).toEqual({
      "acc1 pcu cn-north": hoursOf((hour) => (gap.includes(hour) ? null : maxOf(1, hour))),
      "acc2 pcu cn-north": hoursOf((hour) => maxOf(2, hour)),
      "acc1 sessions cn-east": joins,
      "acc1 video_freeze_600_rate cn-east": hoursOf((hour) => ([7, 8, 9].includes(hour) ? null : 0.125)),
    });
    // Eleven steps of ten, of fifty-five minutes of the hour: 120 an hour, also where the counter began anew.
    expect(Object.keys(joins)).toHaveLength(historyHours);
    for (const [hour, value] of Object.entries(joins)) expect([hour, Math.round(value * 1e6) / 1e6]).toEqual([hour, 120]);
    const stored = historyHours - gap.length + historyHours + historyHours + historyHours - 3;
    expect(report).toMatchObject({
      fault: null,
      backlog: 0,
      rows: { read: stored + 8, stored, unchanged: 0, dropped: 8, byReason: { "unknown-account": 5, "not-finite": 2, "bad-value": 1 } },
    });
    expect(report.faults[0]).toEqual({
      place: 'online [["customer","NOBODY"],["zone","bj"]]',
      line: null,
      reason: "unknown-account",
      message: 'no account is known by code "NOBODY"',
    });
    expect((await storedConnector(db, "prom")).dataUpTo?.toISOString()).toBe(new Date(testStartMs).toISOString());
  });

  it("goes on after the last hour, and asks for some hours again without storing them twice", async () => {
    const { db } = backend.test.store;
    const clock = { now: () => testStartMs - 24 * hourMs };
    await addTestConnector(db, "prom", config(prometheus.url, { queries: [pcuQuery], overlapHours: 3 }));
    const first = await runOnce(db, "prom", { clock });
    expect(first.rows).toMatchObject({ stored: 24 - gap.length + 24, unchanged: 0 });
    const second = await runOnce(db, "prom", { clock });
    expect(second.rows).toMatchObject({ stored: 0, unchanged: 6 });
    const third = await runOnce(db, "prom");
    expect(third.rows).toMatchObject({ stored: 48, unchanged: 6 });
    expect((await storedHours(db))["acc2 pcu cn-north"]).toEqual(hoursOf((hour) => maxOf(2, hour)));
    expect((await storedConnector(db, "prom")).total).toMatchObject({ stored: 24 - gap.length + 24 + 48, unchanged: 12 });
  });

  it("tells what Prometheus has against a query, and asks the others all the same", async () => {
    const { db } = backend.test.store;
    await addTestConnector(
      db,
      "prom",
      config(prometheus.url, { queries: [{ ...pcuQuery, name: "broken", query: "max_over_time(" }, pcuQuery] }),
    );
    const report = await runOnce(db, "prom");
    expect(report.fault).toMatchObject({ code: "bad-query", failures: 1 });
    expect(report.fault?.detail).toMatch(/^broken: bad_data: .*parse error/);
    expect(Object.keys(await storedHours(db))).toEqual(["acc1 pcu cn-north", "acc2 pcu cn-north"]);
    expect((await storedConnector(db, "prom")).nextRunAt?.getTime()).toBe(testClock.now() + 15_000);
  });

  it("asks for no more than Prometheus answers, over a history that is longer than that", async () => {
    const { db } = backend.test.store;
    await addTestConnector(db, "prom", config(prometheus.url, { queries: [pcuQuery], historyDays: 800, windowHours: 10_000 }));
    expect((await runOnce(db, "prom")).fault).toBeNull();
    expect((await storedHours(db))["acc2 pcu cn-north"]).toEqual(hoursOf((hour) => maxOf(2, hour)));
  });
});

/** Answers as it is told, to see what a source does that Prometheus does seldom. */
interface FakeSource {
  readonly url: string;
  readonly asked: { readonly query: string; readonly startS: number; readonly endS: number; readonly authorization: string | undefined }[];
  answer: (asked: FakeSource["asked"][number], response: ServerResponse) => void;
  close(): Promise<void>;
}

function success(result: readonly unknown[], warnings?: readonly string[]): string {
  return JSON.stringify({ status: "success", data: { resultType: "matrix", result }, ...(warnings === undefined ? {} : { warnings }) });
}

/** A figure at the end of every hour that was asked for. */
function everyHour({ startS, endS }: FakeSource["asked"][number], value: number): readonly unknown[] {
  const values = [];
  for (let atS = startS; atS <= endS; atS += 3_600) values.push([atS, String(value)]);
  return [{ metric: { customer: "ACC1", zone: "bj" }, values }];
}

async function startFakeSource(): Promise<FakeSource> {
  const source: FakeSource = {
    url: "",
    asked: [],
    answer: (asked, response) => void response.end(success(everyHour(asked, 5))),
    close: async () => undefined,
  };
  const server: Server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const form = new URLSearchParams(Buffer.concat(parts).toString("utf8"));
      const asked = {
        query: form.get("query") ?? "",
        startS: Number(form.get("start")),
        endS: Number(form.get("end")),
        authorization: request.headers.authorization,
      };
      source.asked.push(asked);
      source.answer(asked, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(source, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

describe("a source that does not answer as it should", () => {
  let source: FakeSource;
  let backend: TestBackend;
  beforeAll(async () => {
    backend = await startTestBackend("pglite");
  });
  afterAll(() => backend.close());
  beforeEach(async () => {
    source = await startFakeSource();
  });
  afterEach(async () => {
    await source.close();
    await forgetConnectors(backend.test.store.db);
  });
  const one = (more: object = {}): object => config(source.url, { queries: [pcuQuery], ...more });

  it.each([
    [429, { "retry-after": "120" }, "{}", "too-many-requests", 120_000],
    [503, { "retry-after": "90" }, "busy", "source-failed", 90_000],
    [500, {}, "<html>", "source-failed", 15_000],
    [401, {}, "", "credentials-refused", 15_000],
    [302, { location: "http://127.0.0.1:1/" }, "", "redirected", 15_000],
    [404, {}, "not here", "bad-answer", 15_000],
    [200, {}, "<html>captive portal</html>", "bad-answer", 15_000],
    [200, {}, '{"status":"success","data":{"resultType":"vector","result":[]}}', "bad-answer", 15_000],
  ] as const)("is left alone after %i %j, for as long as it asks", async (status, headers, body, code, waitMs) => {
    const { db } = backend.test.store;
    const name = "refused";
    await addTestConnector(db, name, one());
    source.answer = (_asked, response) => void response.writeHead(status, headers).end(body);
    const report = await runOnce(db, name);
    expect(report.fault).toMatchObject({ code, failures: 1 });
    expect(source.asked).toHaveLength(1);
    expect((await storedConnector(db, name)).nextRunAt?.getTime()).toBe(testClock.now() + waitMs);
    const again = await runOnce(db, name);
    expect(again.fault?.failures).toBe(2);
    expect((await storedConnector(db, name)).nextRunAt?.getTime()).toBe(testClock.now() + Math.max(waitMs, 30_000));
  });

  it("is told apart when it is not there, or does not end its answer", async () => {
    const { db } = backend.test.store;
    await addTestConnector(db, "gone", one());
    await source.close();
    expect((await runOnce(db, "gone")).fault).toMatchObject({ code: "unreachable", detail: "ECONNREFUSED" });
    source = await startFakeSource();
    await addTestConnector(db, "silent", one({ timeoutSeconds: 1 }));
    source.answer = (_asked, response) => void response.writeHead(200).write("{");
    expect((await runOnce(db, "silent")).fault).toMatchObject({ code: "timed-out" });
    source.answer = (_asked, response) => response.socket?.destroy();
    expect((await runOnce(db, "silent")).fault).toMatchObject({ code: "unreachable" });
  });

  it("is asked for less at a time when it answers too much at once", async () => {
    const { db } = backend.test.store;
    await addTestConnector(db, "large", one({ windowHours: 72 }));
    const most = 20;
    source.answer = (asked, response) => {
      const hours = (asked.endS - asked.startS) / 3_600 + 1;
      if (hours > most)
        response.writeHead(422).end('{"status":"error","errorType":"execution","error":"query processing would load too many samples"}');
      else response.end(success(everyHour(asked, 5)));
    };
    const report = await runOnce(db, "large");
    expect([report.fault, report.rows.stored]).toEqual([null, 72]);
    expect((await storedHours(db))["acc1 pcu cn-north"]).toEqual(
      Object.fromEntries(Array.from({ length: 72 }, (_, i) => [new Date(testStartMs - (i + 1) * hourMs).toISOString().slice(0, 13), 5])),
    );
  });

  it("is not held in memory beyond a limit", async () => {
    const { db } = backend.test.store;
    await addTestConnector(db, "endless", one({ windowHours: 1, historyDays: 1 }));
    source.answer = (_asked, response) => {
      response.on("error", () => undefined);
      const more = (): void => {
        if (!response.destroyed) response.write(" ".repeat(65_536), more);
      };
      more();
    };
    expect((await runOnce(db, "endless", { answerBytes: 1_048_576 })).fault).toMatchObject({ code: "answer-too-large" });
  });

  it("is asked again for what was not whole, and the gap closes", async () => {
    const { db } = backend.test.store;
    await addTestConnector(db, "partial", one({ windowHours: 24, overlapHours: 0 }));
    const brokenS = testStartMs / 1_000 - 60 * 3_600;
    source.answer = (asked, response) => {
      const partial = asked.startS <= brokenS && asked.endS >= brokenS;
      response.end(partial ? success([], ["a store did not answer"]) : success(everyHour(asked, 6)));
    };
    const first = await runOnce(db, "partial");
    expect([first.rows.stored, first.notes]).toEqual([
      48,
      [{ code: "partial-answer", detail: "online: a store did not answer", count: 1 }],
    ]);
    source.answer = (asked, response) => void response.end(success(everyHour(asked, 6)));
    const second = await runOnce(db, "partial");
    expect([second.rows.stored, second.rows.unchanged, second.notes]).toEqual([24, 48, []]);
    source.asked.length = 0;
    const third = await runOnce(db, "partial");
    expect([third.rows.read, source.asked]).toEqual([0, []]);
  });

  it("is shown its secret alone, and nothing tells it", async () => {
    const { db } = backend.test.store;
    const secret = "canary-secret-9417";
    const bearer = { auth: { type: "bearer", token: { from: "sealed" } } };
    await addTestConnector(db, "bearer", one(bearer), secret);
    await runOnce(db, "bearer");
    await addTestConnector(
      db,
      "basic",
      one({ auth: { type: "basic", user: "headroom", password: { from: "env", name: "HEADROOM_CONNECTOR_P" } } }),
    );
    await runOnce(db, "basic", { environment: { HEADROOM_CONNECTOR_P: secret } });
    expect([...new Set(source.asked.map(({ authorization }) => authorization))]).toEqual([
      `Bearer ${secret}`,
      `Basic ${Buffer.from(`headroom:${secret}`).toString("base64")}`,
    ]);
    expect((await runOnce(db, "basic")).fault).toMatchObject({ code: "no-secret", detail: "HEADROOM_CONNECTOR_P" });
    const stored = JSON.stringify([await storedConnector(db, "bearer"), await storedConnector(db, "basic")]);
    expect(stored).not.toContain(secret);
    const { app } = backend.server;
    await backend.imports.putRecords([
      {
        kind: "user",
        id: "admin",
        fields: { name: "a", email: "a@acme.example", role: "admin", locale: "en", timeZone: "UTC" },
        defaults: {},
      },
    ]);
    const list = await app.inject({ url: "/v1/connectors", headers: { authorization: `Bearer ${await backend.token("admin")}` } });
    expect([list.statusCode, list.body.includes(secret), list.body.includes("sealed")]).toEqual([200, false, false]);
  });

  it("loses its turn to another backend that has taken over, and writes nothing more", async () => {
    const { db } = backend.test.store;
    await addTestConnector(db, "slow", one({ windowHours: 24 }));
    let otherReport: unknown = null;
    source.answer = (asked, response) => {
      if (source.asked.length !== 1) return void response.end(success(everyHour(asked, 7)));
      // The first backend has been silent for so long that its lease ran out.
      void runOnce(db, "slow", { clock: { now: () => testStartMs + 70_000 } }).then((report) => {
        otherReport = report;
        response.end(success(everyHour(asked, 7)));
      });
    };
    await expect(runOnce(db, "slow")).rejects.toThrow("the run was not made");
    expect(otherReport).toMatchObject({ fault: null, rows: { stored: 72 } });
    expect((await storedConnector(db, "slow")).total).toMatchObject({ stored: 72 });
  });
});
