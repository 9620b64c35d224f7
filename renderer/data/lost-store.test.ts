import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { fillReplica, openReplica, type OpenedReplica, ReplicaDisk, takeCopy } from "../../test/support/open-replica.ts";
import { rowsOf } from "./replica-core.ts";

let disk: ReplicaDisk;
beforeEach(() => {
  disk = new ReplicaDisk();
});

function rename(id: string, name: string): Parameters<OpenedReplica["replica"]["edit"]>[0] {
  return [{ op: "patch", kind: "account", id, fields: { name } }];
}

function lose(): void {
  disk.platform = { ...disk.platform, indexedDB: new IDBFactory() };
}

test("a store that opens empty although there was one is lost: edits come back under their numbers, new ones are numbered above", async () => {
  const before = await fillReplica(disk);
  for (const id of ["acc_1", "acc_2", "acc_3"]) await before.replica.edit(rename(id, `typed ${id}`));
  disk.mark = before.replica.mark();
  expect(disk.mark).toEqual({ clientId: before.replica.view().clientId, nextMutationId: 4, copy: { generation: 1, rows: 3 }, unsent: 3 });
  lose();
  const after = await openReplica(disk);
  expect(after.opening).toEqual({ lost: true, editsMissing: true });
  // The first one was acknowledged and trimmed from the mirror.
  expect(await after.replica.restoreEdits(before.mirrored.slice(1))).toBe(2);
  expect(after.replica.view()).toMatchObject({ clientId: disk.mark?.clientId, nextMutationId: 4, current: null });
  expect(after.replica.nextPush("user_1")?.mutations.map(({ mutationId, fields }) => [mutationId, fields["name"]?.new])).toEqual([
    [2, "typed acc_2"],
    [3, "typed acc_3"],
  ]);
  // Once only, and never in place of what is there.
  expect(await after.replica.restoreEdits(before.mirrored.slice(1))).toBe(0);
  const fence = await after.replica.takeLead();
  await takeCopy(after.replica, fence);
  // A copy's number is not given twice, so that the mark of the lost one is not held against it.
  expect(after.replica.mark()?.copy).toEqual({ generation: 2, rows: 3 });
  await after.replica.edit(rename("acc_1", "new"));
  expect(after.mirrored.map((row) => row.mutationId)).toEqual([4]);
});

test("killed before the edits came back, the next start takes them", async () => {
  const before = await fillReplica(disk);
  await before.replica.edit(rename("acc_1", "typed"));
  disk.mark = before.replica.mark();
  lose();
  const killed = await openReplica(disk);
  killed.db.dexie.close();
  disk.mark = null;
  const after = await openReplica(disk);
  expect(after.opening.editsMissing).toBe(true);
  await after.replica.restoreEdits(before.mirrored);
  expect(after.replica.nextPush("user_1")?.mutations.length).toBe(1);
  after.db.dexie.close();
  expect((await openReplica(disk)).opening).toEqual({ lost: false, editsMissing: false });
});

test("an older state of the store gives out no number twice and takes another copy", async () => {
  const { replica, db, fence, mirrored } = await fillReplica(disk);
  await replica.edit(rename("acc_1", "one"));
  const outbox = await db.outbox.toArray();
  const meta = await db.meta.toArray();
  await replica.edit(rename("acc_2", "two"));
  await takeCopy(replica, fence);
  disk.mark = replica.mark();
  await db.outbox.clear();
  await db.outbox.bulkAdd(outbox);
  await db.meta.bulkPut(meta);
  db.dexie.close();
  const after = await openReplica(disk);
  expect(after.opening).toEqual({ lost: false, editsMissing: true });
  expect([after.replica.view().current, after.replica.view().nextMutationId]).toEqual([null, 3]);
  expect(await after.replica.restoreEdits(mirrored)).toBe(1);
  expect(after.replica.nextPush("user_1")?.mutations.map(({ mutationId }) => mutationId)).toEqual([1, 2]);
});

test("a copy that holds fewer rows than it did is dropped", async () => {
  const { replica, db } = await fillReplica(disk);
  disk.mark = replica.mark();
  const current = await db.getMeta("current");
  if (current === undefined) throw new Error("no copy");
  const [page] = await db.pages.toArray();
  expect([rowsOf(current), page?.kind !== undefined]).toEqual([3, true]);
  await db.putMeta("current", { ...current, kinds: { ...current.kinds, account: { pages: 0, rows: 0, next: null, done: true } } });
  db.dexie.close();
  const after = await openReplica(disk);
  expect([after.replica.view().current, after.opening]).toEqual([null, { lost: false, editsMissing: false }]);
});

test("edits that were in the outbox and are not any more are taken from the mirror", async () => {
  const { replica, db, mirrored } = await fillReplica(disk);
  await replica.edit(rename("acc_1", "typed"));
  disk.mark = replica.mark();
  await db.outbox.clear();
  db.dexie.close();
  const after = await openReplica(disk);
  expect(after.opening).toEqual({ lost: false, editsMissing: true });
  await after.replica.restoreEdits(mirrored);
  expect(after.replica.engine.get("account", "acc_1")?.name).toBe("typed");
});

test("an edit that the database cannot read any more is read from the mirror", async () => {
  const { replica, db, mirrored } = await fillReplica(disk);
  await replica.edit(rename("acc_1", "typed"));
  const [row] = await db.outbox.toArray();
  if (row === undefined) throw new Error("no edit");
  await db.outbox.put({ ...row, sealed: row.sealed.map((byte, at) => (at === 50 ? byte ^ 4 : byte)) });
  db.dexie.close();
  const after = await openReplica(disk);
  expect([after.opening, after.replica.nextPush("user_1")]).toEqual([{ lost: false, editsMissing: true }, null]);
  expect(await after.replica.restoreEdits(mirrored)).toBe(1);
  expect(after.replica.nextPush("user_1")?.mutations.map(({ mutationId, fields }) => [mutationId, fields["name"]?.new])).toEqual([
    [1, "typed"],
  ]);
  expect(after.replica.outbox.attention()).toEqual([]);
});

test("the mark is lowered before rows leave the copy, so that a kill in between costs nothing", async () => {
  const { replica, fence } = await fillReplica(disk);
  disk.mark = replica.mark();
  const gone = { op: "delete" as const, kind: "account", id: "acc_1" };
  await replica.addChanges(fence, { changes: [{ ...gone, seq: 11 }], seq: 11, scopeVersion: 1, lastMutationId: 0, caughtUp: true });
  for (let seq = 12; seq < 130; seq += 1)
    await replica.addChanges(fence, { changes: [{ ...gone, seq }], seq, scopeVersion: 1, lastMutationId: 0, caughtUp: true });
  await replica.tidy(fence);
  expect(disk.mark?.copy?.rows).toBe(2);
  const after = await openReplica(disk);
  expect(after.replica.engine.all("account").length).toBe(2);
});
