import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBackendMetrics } from "../../backend/metrics/backend-metrics.ts";
import { type MetricsServer, serveMetrics } from "../../backend/metrics/metrics-server.ts";
import { fixedClock } from "../../shared/kernel/clock.ts";
import { contactFields, engines, otherTenant, startTestBackend, tenant, type TestBackend, testStartMs } from "../support/backend.ts";

const token = "scrape-token-of-the-test";
const canary = "金丝雀客户 canary@customer.example";

describe.each(engines)("metrics on %s", (engine) => {
  const clock = fixedClock(testStartMs);
  let backend: TestBackend;
  let scraped: MetricsServer;
  beforeAll(async () => {
    const metrics = createBackendMetrics({ version: "9.9.9", engine });
    backend = await startTestBackend(engine, { metrics, clock });
    scraped = await serveMetrics({ host: "127.0.0.1", port: 0, token }, { metrics, db: backend.test.store.db, clock });
  });
  afterAll(async () => {
    await scraped.close();
    await backend.close();
  });

  const ask = (path: string, authorization?: string, method = "GET"): Promise<Response> =>
    fetch(`http://127.0.0.1:${scraped.port}${path}`, { method, headers: authorization === undefined ? {} : { authorization } });

  test("are told to who shows the token, on their own port alone", async () => {
    const bearer = `Bearer ${token}`;
    const asked = [
      await ask("/metrics"),
      await ask("/metrics", "Bearer wrong-token-of-the-test"),
      await ask("/metrics", token),
      await ask("/", bearer),
      await ask("/v1/sync/hello", bearer),
      await ask("/metrics", bearer, "POST"),
      await ask("/metrics", bearer),
    ];
    expect(asked.map(({ status }) => status)).toEqual([401, 401, 401, 404, 404, 405, 200]);
    expect(asked[6]?.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const admin = await backend.token("lead");
    for (const authorization of [bearer, `Bearer ${admin}`]) {
      const answer = await backend.server.app.inject({ method: "PUT", url: "/metrics", headers: { authorization } });
      expect(answer.statusCode).toBe(404);
    }
  });

  test("count what was done, and name no company, person or text", async () => {
    const client = await backend.client("csm1");
    const cursor = await client.cursor();
    await client.push({ kind: "contact", id: "c1", op: "create", fields: contactFields("acc1", { name: canary }) });
    await client.push({ kind: "contact", id: "c2", op: "create", fields: contactFields("acc2", { name: canary }) });
    await client.pull(cursor);
    await client.pull({ ...cursor, epoch: "another" });
    await client.inject("GET", `/v1/sync/nothing-${encodeURIComponent(canary)}?q=${encodeURIComponent(canary)}`);
    // Figures of the database are asked for again after this.
    clock.advance(5_000);
    const text = await (await ask("/metrics", `Bearer ${token}`)).text();
    const rows = text.split("\n");
    for (const row of [
      `headroom_build_info{version="9.9.9",engine="${engine}"} 1`,
      'headroom_http_request_duration_seconds_count{method="POST",route="/v1/sync/push",code="200"} 2',
      'headroom_http_request_duration_seconds_count{method="GET",route="none",code="404"} 1',
      'headroom_sync_pulls_total{result="changes"} 1',
      'headroom_sync_pulls_total{result="snapshot"} 1',
      "headroom_sync_pulled_changes_total 1",
      "headroom_sync_pushes_total 2",
      'headroom_sync_mutations_total{result="applied"} 1',
      'headroom_sync_mutations_total{result="refused"} 1',
      "headroom_sync_edit_age_seconds_sum 0",
      "headroom_sync_edit_age_seconds_count 2",
      "headroom_http_requests_in_flight 0",
      "headroom_database_up 1",
      "headroom_tenants 2",
      'headroom_laptops_seen{within="5m"} 1',
    ])
      expect(rows.filter((other) => other.split(" ")[0] === row.split(" ")[0])).toEqual([row]);
    expect(rows.some((row) => /^process_resident_memory_bytes \d/.test(row))).toBe(true);
    for (const secret of [tenant, otherTenant, "csm1", "acc1", "client-1", 'c1"', "canary", "金丝雀", token])
      expect(text).not.toContain(secret);
  });
});

test("more than one scrape at once asks the database once; another comes after five seconds", async () => {
  const clock = fixedClock(testStartMs);
  const metrics = createBackendMetrics({ version: "1", engine: "pglite" });
  const backend = await startTestBackend("pglite", { metrics, clock });
  const { db } = backend.test.store;
  let asked = 0;
  const counted = { ...db, withOperator: ((work, options) => ((asked += 1), db.withOperator(work, options))) as typeof db.withOperator };
  const scraped = await serveMetrics({ host: "127.0.0.1", port: 0, token: null }, { metrics, db: counted, clock });
  const scrape = async (): Promise<number> => (await fetch(`http://127.0.0.1:${scraped.port}/metrics`)).status;
  expect(await Promise.all([scrape(), scrape(), scrape()])).toEqual([200, 200, 200]);
  expect(asked).toBe(1);
  clock.advance(5_000);
  await scrape();
  expect(asked).toBe(2);
  await scraped.close();
  await backend.close();
});
