import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createToken } from "../../backend/auth/tokens.ts";
import { type AccountScore, judgeBook } from "../../backend/cli/health.ts";
import { seedDemo } from "../../backend/demo/seed-demo.ts";
import { importFolder } from "../../backend/ingest/folder-import.ts";
import { parseMapping } from "../../backend/ingest/mapping.ts";
import { type BackendServer, createServer } from "../../backend/server/create-server.ts";
import { localUser } from "../../backend/server/local-user.ts";
import type { BackendStore } from "../../backend/storage/open-backend-store.ts";
import { defaultTenant } from "../../backend/storage/tenants.ts";
import type { DataClient, SyncStatus } from "../../renderer/data/data-client.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { engines, openTestStore, testClock, testStartMs, type TestStore } from "../support/backend.ts";
import { injectFetch } from "../support/inject-fetch.ts";
import { Disk, type Laptop, startLaptop } from "../support/laptop.ts";

const root = resolve(import.meta.dirname, "../..");
const recorded = resolve(root, "../shared/real-input");
const hasRecorded = existsSync(join(recorded, "accounts.csv"));
const dayMs = 86_400_000;
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
    fill: demonstration,
    skip: false,
    accounts: 60,
    instants: [testStartMs, testStartMs - 40 * dayMs],
  },
  {
    company: `recorded input${hasRecorded ? "" : " (left out: ../shared/real-input is not on this machine)"}`,
    fill: recordedInput,
    skip: !hasRecorded,
    accounts: 5,
    instants: [testStartMs, Date.UTC(2016, 4, 1, 7, 30)],
  },
] as const;

for (const { company, fill, skip, accounts, instants } of companies) {
  describe.skipIf(skip).each(engines)(`${company} on %s`, (engine) => {
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

    test("window and backend judge every account alike, to the last digit", { timeout: patient }, async () => {
      const measured = new Set<number | null>();
      for (const atMs of instants) {
        const scores: AccountScore[] = [];
        await judgeBook(backend.store.db, defaultTenant.id, { code: null, atMs }, (score) => scores.push(score));
        expect(scores).toHaveLength(accounts);
        for (const { code, result } of scores) {
          await laptop.client.fetchQuality(result.accountId);
          const shown = await laptop.client.query("accountHealth", { accountId: result.accountId, atMs });
          expect([code, plain(shown?.result)]).toEqual([code, plain(result)]);
        }
        for (const { result } of scores) for (const rule of result.components.flatMap(({ rules }) => rules)) measured.add(rule.measured);
      }
      // Judging says something.
      expect(measured.size).toBeGreaterThan(accounts);
    });

    test("what the worker keeps for the lists is what the page shows", { timeout: patient }, async () => {
      const book = await vi.waitFor(
        async () => {
          const found = await laptop.client.query("healthBook", undefined);
          expect(found).toHaveLength(accounts);
          return found;
        },
        { timeout: 60_000 },
      );
      for (const summary of book.slice(0, 5)) {
        const page = await laptop.client.query("accountHealth", { accountId: summary.accountId, atMs: null });
        expect(page?.summary.scoreMilli).toBe(page?.result.scoreMilli);
      }
    });
  });
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

async function synced(client: DataClient): Promise<void> {
  await new Promise<void>((done) => {
    client.watchSync((status: SyncStatus) => {
      if (status.phase === "idle" && status.lastSyncMs !== null && status.progress === null) done();
    });
  });
}
