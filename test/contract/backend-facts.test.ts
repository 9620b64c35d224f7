import { afterAll, beforeAll, expect, test } from "vitest";
import { backendFacts } from "../../backend/server/backend-facts.ts";
import { accountRecord, startTestBackend, tenant, type TestBackend, testStartMs } from "../support/backend.ts";

const canaries = ["CanaryCustomer", "金丝雀客户", "canary@customer.example", "hr~acme~s3cretTokenOfTheTest"];
const text = canaries.join(" ");
let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend("pglite");
});
afterAll(() => backend.close());

test("what the backend tells of itself holds counts, and no name, text, address or secret", async () => {
  await backend.imports.putRecords([accountRecord("acc9", "csm1", { name: text, summary: text })]);
  const log = [
    JSON.stringify({ level: 30, time: 1, method: "GET", route: "/v1/sync/pull", status: 200, ms: 4, msg: "request" }),
    JSON.stringify({ level: 50, time: 2, fault: text, msg: text }),
    text,
  ].join("\n");
  const facts = await backendFacts(backend.test.store.db, {
    version: "1.2.3",
    environment: { DATABASE_URL: `postgres://${text}@db/x`, HEADROOM_METRICS_TOKEN: text, HEADROOM_KEEP_SLA: "", SECRET_OF_OTHERS: text },
    machine: { node: "24" },
    log,
    nowMs: testStartMs,
  });
  expect(facts).toMatchObject({
    at: "2026-10-29T02:00:00.000Z",
    version: "1.2.3",
    engine: "pglite",
    configured: ["DATABASE_URL", "HEADROOM_METRICS_TOKEN"],
    figures: { tenants: 2, laptops: { "5m": 0, "1h": 0, "1d": 0 } },
    log: [
      '{"level":30,"time":1,"method":"GET","route":"/v1/sync/pull","status":200,"ms":4,"msg":"request"}',
      '{"level":50,"time":2,"fault":"OtherError","msg":"other"}',
      "(1 lines of text left out)",
    ],
  });
  const whole = JSON.stringify(facts);
  for (const secret of [...canaries, tenant, "csm1", "acc9", "SECRET_OF_OTHERS"]) expect(whole).not.toContain(secret);
});
