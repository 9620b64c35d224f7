import { IDBFactory } from "fake-indexeddb";
import { expect, test } from "vitest";
import { thawStore } from "../../test/support/frozen/thaw-store.ts";
import { openReplica, type OpenedReplica, ReplicaDisk } from "../../test/support/open-replica.ts";
import { Database } from "./database.ts";
import { migrations } from "./migrations.ts";

const textOf = (n: number): string => `离线第 ${n} 次编辑 / edit ${n}`;
const texts = (from: number, to: number): readonly string[] => Array.from({ length: to - from + 1 }, (_, i) => textOf(from + i));

/** Sends everything as the sync client does, to a backend that takes each number once; what arrived, in its order. */
async function arrived({ replica }: OpenedReplica, known: number): Promise<readonly unknown[]> {
  const fence = await replica.takeLead();
  const taken: unknown[] = [];
  let last = known;
  for (let batch = replica.nextPush("user_1"); batch !== null; batch = replica.nextPush("user_1")) {
    for (const { mutationId, fields } of batch.mutations) {
      if (mutationId <= last) continue;
      expect(mutationId).toBe(last + 1);
      last = mutationId;
      taken.push(fields["summary"]?.new);
    }
    await replica.addResults(
      fence,
      batch.clientId,
      batch.mutations.map(({ mutationId }) => ({ mutationId, status: "applied", rev: 1_000 + mutationId })),
    );
  }
  return taken;
}

test("an update with a full outbox: every edit of the version before arrives once, in its order, and none of those that had", async () => {
  const disk = new ReplicaDisk();
  await thawStore(disk, "store-3.json.gz");
  const updated = await openReplica(disk);
  expect(updated.reports).toEqual([]);
  expect(updated.db.dexie.verno).toBe(migrations.at(-1)?.version);
  expect(updated.opening).toEqual({ lost: false, editsMissing: false });
  expect([await updated.db.outbox.count(), await updated.db.settled.count()]).toEqual([90, 30]);
  await updated.replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { summary: "after the update" } }]);
  // The backend had 40: the answers to the last ten of them were known already.
  expect(await arrived(updated, 40)).toEqual([...texts(41, 120), "after the update"]);
});

test("killed within the update, again and again, the next start still has every edit", async () => {
  const disk = new ReplicaDisk();
  await thawStore(disk, "store-3.json.gz");
  // Ended before its transaction was, the upgrade leaves the store at the version before.
  const cut = { version: 4, stores: { derived: "key" }, upgrade: () => Promise.reject(new Error("killed")) };
  for (let kill = 0; kill < 3; kill += 1) {
    const { indexedDB, IDBKeyRange } = disk.platform;
    const killed = new Database("test", { indexedDB, IDBKeyRange }, [...migrations.slice(0, 3), cut]);
    killed.useStore(0);
    await expect(killed.dexie.open()).rejects.toThrow("killed");
    killed.dexie.close();
  }
  expect(await arrived(await openReplica(disk), 40)).toEqual(texts(41, 120));
});

test("a store that does not survive the update: the mirror of the version before brings its edits back", async () => {
  const disk = new ReplicaDisk();
  const mirrored = await thawStore(disk, "store-3.json.gz");
  disk.platform = { ...disk.platform, indexedDB: new IDBFactory() };
  const updated = await openReplica(disk);
  expect(updated.opening).toMatchObject({ editsMissing: true });
  expect(await updated.replica.restoreEdits(mirrored.slice(30))).toBe(90);
  expect(await arrived(updated, 40)).toEqual(texts(41, 120));
});
