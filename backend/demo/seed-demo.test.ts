import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Account } from "../../shared/domain/account/account.ts";
import type { ImportAccount, ImportChunk, ImportRecord, ImportStore } from "../storage/import-store.ts";
import { openBackendStore } from "../storage/open-backend-store.ts";
import { seedDemo } from "./seed-demo.ts";

const endMs = Date.UTC(2026, 10, 20, 18);
const desk = { size: "desk", seed: 7, endMs } as const;
const ignore = () => undefined;

/** What was written, in order; `failAfter` calls it breaks down. */
function memoryStore(failAfter = Number.POSITIVE_INFINITY) {
  const records = new Map<string, string>();
  const chunks = new Set<string>();
  const accounts = new Map<string, ImportAccount>();
  const order: string[] = [];
  let calls = 0;
  let limit = failAfter;
  const call = () => {
    calls += 1;
    if (calls > limit) throw new Error("the connection is gone");
  };
  const putRecord = ({ kind, id, fields }: ImportRecord) => {
    const key = `${kind} ${id}`;
    const text = JSON.stringify(fields);
    if (records.get(key) === text) return "unchanged" as const;
    records.set(key, text);
    order.push(kind);
    if (kind === "account") {
      const account = fields as unknown as Account;
      accounts.set(account.code, { id, timeZone: account.timeZone, regions: account.regions });
    }
    return "stored" as const;
  };
  const putChunk = (chunk: ImportChunk) => {
    chunks.add(`${chunk.accountId} ${chunk.metric} ${chunk.region} ${chunk.carrier} ${chunk.sdk} ${chunk.platform} ${chunk.month}`);
    order.push(chunk.metric === "pcu" ? "usage" : "quality");
    return new Uint8Array(chunk.values.length).fill(1);
  };
  const store: ImportStore = {
    putRecords: async (batch) => {
      call();
      return batch.map(putRecord);
    },
    putChunks: async (batch) => {
      call();
      return batch.map(putChunk);
    },
    accountsByCode: async () => accounts,
    counts: async () => ({ accounts: accounts.size, incidents: 0, incidentEvents: 0, series: 0 }),
  };
  return { store, records, chunks, order, mend: () => (limit = Number.POSITIVE_INFINITY) };
}

describe("seedDemo", () => {
  it("writes the whole company, what screens need first before the rest, and counts it", async () => {
    const { store, records, chunks, order } = memoryStore();
    const steps: (readonly [number, number])[] = [];
    const summary = await seedDemo(store, desk, (done, total) => steps.push([done, total]));
    expect([summary.outcome, summary.accounts, summary.records, summary.stored, records.size]).toEqual(["seeded", 60, 6_000, 6_000, 6_000]);
    expect(chunks.size).toBe(summary.chunks);
    expect(order.indexOf("incident")).toBeLessThan(order.indexOf("usage"));
    expect(order.indexOf("usage")).toBeLessThan(order.indexOf("timeline"));
    expect(order.indexOf("incidentEvent")).toBeLessThan(order.indexOf("quality"));
    const total = summary.records + summary.chunks;
    expect(steps.at(-1)).toEqual([total, total]);
    expect(steps.map(([done]) => done)).toEqual(steps.map(([done]) => done).toSorted((a, b) => a - b));
  });

  it("leaves a company that is there as it is, even hours later", async () => {
    const { store, order } = memoryStore();
    await seedDemo(store, desk, ignore);
    const written = order.length;
    expect(await seedDemo(store, { ...desk, endMs: endMs + 5 * 3_600_000 }, ignore)).toMatchObject({ outcome: "already-there", stored: 0 });
    expect(order.length).toBe(written);
  });

  it("takes an interrupted run up again", async () => {
    const { store, records, mend } = memoryStore(6);
    await expect(seedDemo(store, desk, ignore)).rejects.toThrow("the connection is gone");
    mend();
    const before = records.size;
    expect(before).toBeLessThan(6_000);
    expect(await seedDemo(store, desk, ignore)).toMatchObject({ outcome: "seeded", stored: 6_000 - before });
    expect(records.size).toBe(6_000);
  });

  it("never mixes with other customers, nor with another seed", async () => {
    const { store, order } = memoryStore();
    await seedDemo(store, desk, ignore);
    const written = order.length;
    expect((await seedDemo(store, { ...desk, seed: 8 }, ignore)).outcome).toBe("other-company");
    expect(order.length).toBe(written);
  });

  it("is stored by the embedded database, and found again", async () => {
    const folder = await mkdtemp(join(tmpdir(), "headroom-demo-"));
    const backend = await openBackendStore({ dataDir: folder });
    try {
      const store = await backend.importStore();
      expect(await seedDemo(store, desk, ignore)).toMatchObject({ outcome: "seeded", stored: 6_000 });
      const counts = await store.counts();
      expect([counts.accounts, counts.incidents > 200, counts.incidentEvents > 1_500, counts.series > 1_000]).toEqual([
        60,
        true,
        true,
        true,
      ]);
      expect((await seedDemo(store, desk, ignore)).outcome).toBe("already-there");
    } finally {
      await backend.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
