import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createToken } from "../../backend/auth/tokens.ts";
import { seedDemo } from "../../backend/demo/seed-demo.ts";
import { importFolder } from "../../backend/ingest/folder-import.ts";
import { parseMapping } from "../../backend/ingest/mapping.ts";
import { readReview } from "../../backend/review/read-review.ts";
import { type BackendServer, createServer } from "../../backend/server/create-server.ts";
import { localUser } from "../../backend/server/local-user.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import type { BackendStore } from "../../backend/storage/open-backend-store.ts";
import { defaultTenant } from "../../backend/storage/tenants.ts";
import type { DataClient, SyncStatus } from "../../renderer/data/data-client.ts";
import { buildSnapshot } from "../../shared/domain/review/evidence/build-snapshot.ts";
import { unpackSnapshot } from "../../shared/domain/review/evidence/pack-snapshot.ts";
import { answerKey } from "../../shared/domain/review/metrics/answer-question.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { openTestStore, testClock, testStartMs, type TestStore } from "../support/backend.ts";
import { injectFetch } from "../support/inject-fetch.ts";
import { Disk, type Laptop, startLaptop } from "../support/laptop.ts";

const root = resolve(import.meta.dirname, "../..");
const recorded = resolve(root, "../shared/real-input");
const hasRecorded = existsSync(join(recorded, "accounts.csv"));
const patient = 300_000;

async function demonstration(store: BackendStore): Promise<void> {
  await seedDemo(await store.importStore(undefined, "demo"), { size: "desk", seed: 7, endMs: testStartMs }, () => undefined);
}

async function recordedInput(store: BackendStore): Promise<void> {
  const mapping = parseMapping(readFileSync(join(root, "docs/examples/real-input.map.json"), "utf8"));
  if (!mapping.ok) throw new Error(mapping.error.message);
  await importFolder(recorded, mapping.value, await store.importStore(), () => undefined);
}

const companies = [
  {
    company: "the demonstration company",
    engine: "pglite",
    fill: demonstration,
    skip: false,
    accounts: 6,
    period: "2026-Q3",
    known: "quality",
  },
  {
    company: `recorded input${hasRecorded ? "" : " (left out: ../shared/real-input is not on this machine)"}`,
    engine: "postgres",
    fill: recordedInput,
    skip: !hasRecorded,
    accounts: 5,
    period: "2016-Q1",
    known: "incidents",
  },
] as const;

for (const { company, engine, fill, skip, accounts, period, known } of companies) {
  describe.skipIf(skip)(`${company} on ${engine}`, () => {
    let backend: TestStore;
    let server: BackendServer;
    let laptop: Laptop;

    beforeAll(async () => {
      backend = await openTestStore(engine);
      await fill(backend.store);
      const scope = await localUser(backend.store);
      const { token } = await createToken(backend.store.db, scope, "test", 1, testStartMs);
      server = await createServer({ db: backend.store.db, clock: testClock, random: seededRandom(7), limits: { rate: null } });
      laptop = startLaptop(new Disk(), { fetch: injectFetch(() => server, token), now: () => testStartMs });
      await synced(laptop.client);
    }, patient);
    afterAll(async () => {
      await laptop.kill();
      await server.close();
      await backend.dispose();
    }, patient);

    test("window and backend freeze the same rows under the same name", { timeout: patient }, async () => {
      const portfolio = await laptop.client.query("healthBook", undefined);
      let rows = 0;
      for (const { accountId } of portfolio.slice(0, accounts)) {
        await laptop.client.fetchQuality(accountId);
        const draft = await laptop.client.query("reviewDraft", { accountId, kind: "quarterly", period });
        if (draft.state !== "drafted") throw new Error(draft.state);
        const request = { kind: "quarterly" as const, period, takenMs: Date.parse(draft.snapshot.takenAt) };
        const stored = await backend.store.db.withTenant(serviceScope(defaultTenant.id, "headroom"), (tx) =>
          readReview(tx, codeOf(draft.snapshot.packed), request),
        );
        if (stored === null) throw new Error("the backend has the account");
        const snapshot = buildSnapshot(stored.sources, request);
        expect([snapshot.account.id, snapshot.digest]).toEqual([accountId, draft.snapshot.digest]);
        rows += snapshot.evidence[known].rows.length;
      }
      // The snapshots say something.
      expect(rows).toBeGreaterThan(accounts);
    });

    if (fill !== recordedInput) return;
    test("a quarter of New York has its days, by the names on record, and nothing that was not recorded", async () => {
      const request = { kind: "quarterly" as const, period: "2014-Q4", takenMs: testStartMs };
      const stored = await backend.store.db.withTenant(serviceScope(defaultTenant.id, "headroom"), (tx) => readReview(tx, "NYC", request));
      if (stored === null) throw new Error("there is New York");
      const snapshot = buildSnapshot(stored.sources, request);
      const own = snapshot.evidence.peaks.rows.filter((row) => row[1] === "outstanding" && Number(row[5]) >= snapshot.periods.q.fromMs);
      expect(own.map(([id, , , name, , , , , p50, , , actual]) => [String(id).slice(-10), name, p50, actual])).toEqual([
        ["2014-10-13", "Columbus Day", null, 24_915],
        // The marathon, and the night in which clocks went back: nobody wrote either down.
        ["2014-11-02", null, null, 39_197],
        ["2014-11-11", "Veterans Day", null, 22_905],
        ["2014-11-27", "Thanksgiving Day", null, 15_654],
        ["2014-12-25", "Christmas Day", null, 12_218],
        ["2014-12-31", "New Year's Eve", null, 27_804],
      ]);
      // The log begins in 2016, and nobody measured quality.
      const keys = ["incidents.opened#q", "sla.misses#q", "outreach.sent#q", "quality.video_freeze_600_rate#q", "peaks.weeks#q"];
      expect(keys.map((key) => answerKey(snapshot, key)?.value)).toEqual([null, null, null, null, 13]);
    });
  });
}

function codeOf(packed: string): string {
  const read = unpackSnapshot(packed);
  if (!read.ok) throw new Error(read.error.code);
  return read.value.account.code;
}

async function synced(client: DataClient): Promise<void> {
  await new Promise<void>((done) => {
    client.watchSync((status: SyncStatus) => {
      if (status.phase === "idle" && status.lastSyncMs !== null && status.progress === null) done();
    });
  });
}
