import { beforeEach, expect, test } from "vitest";
import { fillReplica, openReplica, ReplicaDisk, sampleHello, sampleRing } from "../../test/support/open-replica.ts";
import { sampleAccount } from "../../test/support/sample-book.ts";
import type { HealthSummary } from "../../shared/domain/health/health-result.ts";
import { hoursInMonth } from "../../shared/domain/metrics/series.ts";
import { packValues } from "../../shared/sync/chunks.ts";
import { encodePage } from "../../shared/sync/columnar.ts";
import type { Change, Mutation } from "../../shared/sync/protocol.ts";
import { CopyStore } from "./copy-store.ts";
import { Database, databaseName } from "./database.ts";
import { migrations } from "./migrations.ts";
import { NewerStoreError } from "./open-database.ts";
import { OutboxMirror } from "./outbox-mirror.ts";
import type { Replica } from "./replica.ts";
import { Sealer } from "./sealing.ts";

const canary = "canary-北极星";
let disk: ReplicaDisk;
beforeEach(() => {
  disk = new ReplicaDisk();
});

function rename(id: string, name: string): Parameters<Replica["edit"]>[0] {
  return [{ op: "patch", kind: "account", id, fields: { name } }];
}

function put(id: string, seq: number, fields: object = {}): Change {
  return { op: "put", seq, kind: "account", id, doc: { ...sampleAccount(id, fields), rev: seq } };
}

function scored(accountId: string, region: string | null): HealthSummary {
  return {
    accountId,
    atMs: disk.nowMs,
    scoreMilli: 71_234,
    grade: "watch",
    computedGrade: "watch",
    overridden: false,
    confidence: 0.8,
    change7dMilli: null,
    spark: [Number.NaN, 71.5],
    worst: { id: "urgent_open", measured: 2, target: null, slice: { region, carrier: null }, lostMilli: 4_000 } as HealthSummary["worst"],
    components: [{ id: "support", scoreMilli: 5, grade: "critical" }],
  };
}

async function rawRows(db: Database): Promise<string> {
  const tables = await Promise.all(db.dexie.tables.map((table) => table.toArray()));
  // Bytes as latin1 and as UTF-8, so that a text would be found in either.
  return JSON.stringify(tables, (_key, value: unknown) =>
    value instanceof Uint8Array ? [Buffer.from(value).toString("latin1"), Buffer.from(value).toString("utf8")] : value,
  );
}

test("no customer text is in any row of the database or line of the mirror", async () => {
  const { replica, db, fence, mirrored } = await fillReplica(disk);
  await replica.startSession(fence, { ...sampleHello, user: { ...sampleHello.user, name: canary }, tenant: { id: "t1", name: canary } });
  const doc = put("acc_9", 11, { name: canary, summary: canary });
  const touch: Change = {
    op: "put",
    seq: 12,
    kind: "timeline",
    id: "call_1",
    doc: {
      id: "call_1",
      accountId: "acc_9",
      at: sampleHello.now,
      type: "call",
      text: canary,
      authorId: null,
      refKind: null,
      refId: null,
      rev: 12,
    },
  };
  await replica.addChanges(fence, { changes: [doc, touch], seq: 12, scopeVersion: 1, lastMutationId: 0, caughtUp: true });
  const packed = packValues(new Float64Array(hoursInMonth("2026-10")).fill(7));
  const chunk = {
    accountId: "acc_9",
    metric: "pcu" as const,
    region: canary,
    carrier: null,
    sdk: null,
    platform: null,
    month: "2026-10",
    rev: 1,
    ...packed,
  };
  await replica.addUsage(fence, [chunk], { epoch: "e1", seq: 12, round: null });
  await replica.edit(rename("acc_1", canary));
  await replica.edit(rename("acc_2", canary));
  await replica.edit(rename("acc_3", canary));
  const refusal = { status: "refused" as const, code: "invalid" as const, message: canary, server: { name: canary } };
  await replica.addResults(fence, replica.view().clientId, [
    { mutationId: 1, ...refusal },
    { mutationId: 2, status: "applied", rev: 13 },
  ]);
  await replica.addChanges(fence, { changes: [], seq: 13, scopeVersion: 1, lastMutationId: 2, caughtUp: true });
  await replica.addChanges(fence, {
    changes: [put("acc_2", 14, { name: canary })],
    seq: 14,
    scopeVersion: 1,
    lastMutationId: 2,
    caughtUp: false,
  });
  await replica.tidy(fence);
  expect(replica.outbox.attention()[0]).toMatchObject({ message: canary, mine: { name: canary } });
  replica.engine.setHealth([scored("acc_1", canary)]);
  await replica.storeHealth();
  const raw = await rawRows(db);
  for (const text of [canary, "canary", "北极星", "Lin"]) expect(raw.includes(text)).toBe(false);
  expect((await Promise.all(db.dexie.tables.map((table) => table.count()))).every((rows) => rows > 0)).toBe(true);

  const lines: string[] = [];
  const ask = async (request: { readonly op: string; readonly lines?: readonly string[] }): Promise<object> => {
    lines.push(...(request.lines ?? []));
    return {};
  };
  await new OutboxMirror({ ask, report: () => undefined, onState: () => undefined }).append(mirrored);
  expect([lines.length, lines.join().includes("canary"), lines.join().includes("北极星")]).toEqual([3, false, false]);

  const again = await openReplica(disk);
  expect(again.replica.engine.get("account", "acc_9")?.name).toBe(canary);
  expect(again.replica.session?.user.name).toBe(canary);
  expect(again.replica.outbox.attention()[0]).toMatchObject({ message: canary, server: { name: canary }, mine: { name: canary } });
  expect((await again.replica.engine.series("acc_9", "usage"))[0]?.region).toBe(canary);
  expect(again.reports).toEqual([]);
});

test("with other keys nothing opens: the copy is fetched again, edits are kept, reported and shown", async () => {
  const { replica, db } = await fillReplica(disk);
  await replica.edit(rename("acc_1", canary));
  db.dexie.close();
  disk.salt = 9;
  const other = await openReplica(disk);
  expect([other.replica.view().current, other.replica.session, other.replica.engine.all("account")]).toEqual([null, undefined, []]);
  expect(other.replica.outbox.attention()).toMatchObject([{ code: "unreadable", recordId: "acc_1", op: "patch", mine: {} }]);
  expect(other.reports.length).toBeGreaterThan(0);
  expect(await other.db.outbox.count()).toBe(1);
  // It cannot be sent or tried again, and does not stand in the way of the next edits.
  await other.replica.resolveAttention(other.replica.view().clientId, 1, "retry");
  expect([other.replica.nextPush("user_1"), await other.db.outbox.count()]).toEqual([null, 1]);
  other.db.dexie.close();
  // With the right keys it is an edit like any other.
  disk.salt = 0;
  expect((await openReplica(disk)).replica.nextPush("user_1")?.mutations[0]?.fields["name"]?.new).toBe(canary);
});

test("a bit flipped in an edit costs that edit's text alone; the others go on under new numbers", async () => {
  const { replica, db, fence } = await fillReplica(disk);
  for (const id of ["acc_1", "acc_2", "acc_3"]) await replica.edit(rename(id, `${canary} ${id}`));
  const row = await db.outbox.get(2);
  if (row === undefined) throw new Error("no row");
  const sealed = row.sealed.slice();
  sealed[40] = (sealed[40] ?? 0) ^ 1;
  await db.outbox.put({ ...row, sealed });
  db.dexie.close();
  const again = await openReplica(disk);
  expect(again.replica.outbox.attention()).toMatchObject([{ code: "unreadable", recordId: "acc_2", mutationId: 2 }]);
  const lead = await again.replica.takeLead();
  expect(lead).toBeGreaterThan(fence);
  // What the sync client does when the backend misses a number.
  await again.replica.renumber(lead, 10);
  expect(again.replica.nextPush("user_1")?.mutations.map(({ mutationId, id }) => [mutationId, id])).toEqual([
    [1, "acc_1"],
    [2, "acc_3"],
  ]);
  expect(again.replica.outbox.attention()).toMatchObject([{ code: "unreadable", recordId: "acc_2" }]);
  const { clientId, mutationId } = again.replica.outbox.attention()[0] ?? { clientId: "", mutationId: 0 };
  await again.replica.resolveAttention(clientId, mutationId, "discard");
  expect(again.replica.outbox.attention()).toEqual([]);
});

test("a damaged pack costs itself and is fetched again", async () => {
  const { replica, db, fence, reports } = await fillReplica(disk);
  const packed = packValues(new Float64Array(hoursInMonth("2026-10")).fill(7));
  const chunk = {
    accountId: "acc_1",
    metric: "pcu" as const,
    region: "CN",
    carrier: null,
    sdk: null,
    platform: null,
    month: "2026-10",
    rev: 1,
    ...packed,
  };
  await replica.addUsage(fence, [chunk], { epoch: "e1", seq: 12, round: null });
  const row = await db.packs.get(["usage", "acc_1"]);
  if (row === undefined) throw new Error("no pack");
  await db.packs.put({ ...row, sealed: row.sealed.slice(0, -3) });
  expect(await replica.engine.series("acc_1", "usage")).toEqual([]);
  expect([reports.length, replica.view().usage, await db.packs.count(), replica.view().current?.complete]).toEqual([1, null, 0, true]);
});

/** A store of the first schema, in the clear: a copy, and one edit in each state. */
async function plainStore(): Promise<Database> {
  const db = new Database("test", disk.platform, migrations.slice(0, 1));
  db.useStore(0);
  await db.dexie.open();
  const mutation = (mutationId: number): Mutation => ({
    mutationId,
    at: sampleHello.now,
    kind: "account",
    id: `acc_${mutationId}`,
    op: "patch",
    baseRev: 1,
    fields: { name: { base: "old", new: `${canary} ${mutationId}` } },
  });
  const attention = { state: "attention", code: "invalid", message: canary, server: { name: canary } };
  const states = [{ state: "pending" }, { state: "applied" }, { state: "settled", atSeq: 9 }, attention, { state: "pending" }];
  await db.dexie
    .table("outbox")
    .bulkAdd(states.map((status, i) => ({ clientId: "client_1", userId: "user_1", mutationId: i + 1, mutation: mutation(i + 1), status })));
  await db.dexie.table("pages").put({ generation: 1, kind: "account", page: 0, bytes: new TextEncoder().encode(canary) });
  await db.dexie.table("log").put({ generation: 1, changes: canary });
  await db.dexie.table("meta").bulkPut([
    { key: "clientId", value: "client_1" },
    { key: "nextMutationId", value: 6 },
    { key: "current", value: { number: 1, kinds: {} } },
    { key: "session", value: { user: { id: "user_1", name: canary, role: "csm" }, tenant: { id: "t1", name: canary } } },
  ]);
  return db;
}

test("an unsealed store is upgraded with a full outbox: edits are sealed and kept, the copy is fetched again", async () => {
  (await plainStore()).dexie.close();
  const { replica, db } = await openReplica(disk);
  expect([replica.view().clientId, replica.view().nextMutationId, replica.view().current]).toEqual(["client_1", 6, null]);
  expect(replica.nextPush("user_1")?.mutations.map(({ mutationId, fields }) => [mutationId, fields["name"]?.new])).toEqual([
    [1, `${canary} 1`],
    [5, `${canary} 5`],
  ]);
  expect(replica.outbox.attention()).toMatchObject([
    { mutationId: 4, message: canary, server: { name: canary }, mine: { name: `${canary} 4` } },
  ]);
  expect(replica.outbox.shown().map((row) => row.mutationId)).toEqual([1, 2, 5]);
  const raw = await rawRows(db);
  expect([raw.includes("canary"), await db.outbox.count(), await db.pages.count(), await db.log.count()]).toEqual([false, 5, 0, 0]);
  // Settled ones can still be sent again to a backend that was restored from an older copy.
  const fence = await replica.takeLead();
  await replica.startSession(fence, sampleHello);
  await replica.renumber(fence, 5);
  expect(replica.nextPush("user_1")?.mutations.map(({ mutationId, id }) => [mutationId, id])).toEqual([
    [1, "acc_1"],
    [2, "acc_2"],
    [3, "acc_3"],
    [4, "acc_5"],
  ]);
});

test("a window of the earlier version holds the upgrade up only as long as it works; both go on and no edit is lost", async () => {
  const old = await plainStore();
  let held = true;
  const busy = old.dexie.transaction("rw", ["outbox"], async () => {
    while (held) await old.dexie.table("outbox").count();
  });
  let opened = false;
  const opening = openReplica(disk).then((replica) => {
    opened = true;
    return replica;
  });
  // As long as the other window writes the upgrade waits.
  for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(opened).toBe(false);
  held = false;
  await busy;
  const { replica, db } = await opening;
  expect(replica.view().pendingEdits).toBe(2);
  // The earlier version writes as it always did: its edit is sealed when it is read.
  const mutation = {
    mutationId: 6,
    at: sampleHello.now,
    kind: "account",
    id: "acc_6",
    op: "patch",
    baseRev: 1,
    fields: { name: { new: canary } },
  };
  await old.dexie.open();
  await old.dexie.table("outbox").add({ clientId: "client_1", userId: "user_1", mutationId: 6, mutation, status: { state: "pending" } });
  await replica.follow("outbox");
  expect(replica.nextPush("user_1")?.mutations.map(({ mutationId }) => mutationId)).toEqual([1, 5, 6]);
  expect((await rawRows(db)).includes("canary")).toBe(false);
  old.dexie.close();
});

test("a store of a newer version is left as it is", async () => {
  const { replica, db } = await fillReplica(disk);
  await replica.edit(rename("acc_1", canary));
  db.dexie.close();
  const newer = new Database("test", disk.platform, [...migrations, { version: 40, stores: { fresh: "id" } }]);
  newer.useStore(0);
  await newer.dexie.open();
  newer.dexie.close();
  await expect(openReplica(disk)).rejects.toThrow(NewerStoreError);
  await newer.dexie.open();
  expect([await newer.outbox.count(), await newer.pages.count()]).toEqual([1, await newer.dexie.table("pages").count()]);
  expect(await newer.pages.count()).toBeGreaterThan(0);
  newer.dexie.close();
  expect((await disk.platform.indexedDB.databases()).map(({ name }) => name)).toEqual([databaseName("test", 0)]);
});

test("changes of a kind that this version does not know outlive a fold", async () => {
  const { replica, db, fence } = await fillReplica(disk);
  const unknown: Change = { op: "put", seq: 11, kind: "hologram", id: "h_1", doc: { id: "h_1", name: canary, rev: 11 } };
  const newer: Change = { ...unknown, seq: 12, doc: { id: "h_1", name: `${canary} 2`, rev: 12 } };
  const add = (changes: readonly Change[], seq: number): Promise<void> =>
    replica.addChanges(fence, { changes, seq, scopeVersion: 1, lastMutationId: 0, caughtUp: true });
  await add([unknown], 11);
  await add([newer], 12);
  for (let seq = 13; seq < 130; seq += 1) await add([put("acc_1", seq, { name: `name ${seq}` })], seq);
  await replica.tidy(fence);
  expect(await db.log.count()).toBe(1);
  // And the next fold, and a restart.
  const again = await openReplica(disk);
  const lead = await again.replica.takeLead();
  for (let seq = 130; seq < 240; seq += 1)
    await again.replica.addChanges(lead, { changes: [put("acc_1", seq)], seq, scopeVersion: 1, lastMutationId: 0, caughtUp: true });
  await again.replica.tidy(lead);
  const copies = new CopyStore(db, new Sealer(sampleRing(disk.copyKeys), crypto));
  expect((await copies.readLog(1, 0)).map(({ changes }) => changes)).toEqual([[newer]]);
});

test("metrics of accounts that left go, those of the others stay", async () => {
  const { replica, db, fence } = await fillReplica(disk);
  const packed = packValues(new Float64Array(hoursInMonth("2026-10")).fill(7));
  const chunk = (accountId: string) => ({
    accountId,
    metric: "pcu" as const,
    region: "CN",
    carrier: null,
    sdk: null,
    platform: null,
    month: "2026-10",
    rev: 1,
    ...packed,
  });
  await replica.addUsage(fence, [chunk("acc_1"), chunk("acc_2")], { epoch: "e1", seq: 12, round: null });
  await replica.addPack("quality", "acc_1", [], 12);
  const gone: Change = { op: "delete", seq: 11, kind: "account", id: "acc_1" };
  await replica.addChanges(fence, { changes: [gone], seq: 11, scopeVersion: 1, lastMutationId: 0, caughtUp: true });
  await replica.tidy(fence);
  await replica.tidy(fence);
  expect(await db.packs.toCollection().primaryKeys()).toEqual([["usage", "acc_2"]]);
  expect((await openReplica(disk)).replica.engine.rollups().map((rollup) => rollup.accountId)).toEqual(["acc_2"]);
});

test("another user finds nothing of the first one's metrics, on disk or in memory", async () => {
  const { replica, db, fence, news } = await fillReplica(disk);
  const packed = packValues(new Float64Array(hoursInMonth("2026-10")).fill(7));
  const chunk = {
    accountId: "acc_1",
    metric: "pcu" as const,
    region: "CN",
    carrier: null,
    sdk: null,
    platform: null,
    month: "2026-10",
    rev: 1,
    ...packed,
  };
  await replica.addUsage(fence, [chunk], { epoch: "e1", seq: 12, round: null });
  news.length = 0;
  await replica.startSession(fence, { ...sampleHello, user: { ...sampleHello.user, id: "user_2" } });
  expect([replica.engine.rollups(), replica.engine.all("account"), await db.packs.count(), await db.rollups.count()]).toEqual([
    [],
    [],
    0,
    0,
  ]);
  expect(news).toEqual(["copy", "metrics"]);
});

test("rollups of the format before weeks were kept are shown as they are and made anew from the packs", async () => {
  const { replica, db, fence } = await fillReplica(disk);
  const packed = packValues(new Float64Array(hoursInMonth("2026-10")).fill(7));
  const chunk = {
    accountId: "acc_1",
    metric: "pcu" as const,
    region: "cn-east",
    carrier: null,
    sdk: null,
    platform: null,
    month: "2026-10",
    rev: 1,
    ...packed,
  };
  await replica.addUsage(fence, [chunk], { epoch: "e1", seq: 12, round: null });
  const whole = replica.engine.usageRollup("acc_1");
  const days = new Uint8Array(Float32Array.of(7).buffer);
  const firstDayMs = Date.UTC(2026, 9, 31);
  const bytes = encodePage("rollup", [{ accountId: "acc_1", lastHourMs: firstDayMs, region: "cn-east", firstDayMs, dailyMax: days }]);
  await db.rollups.clear();
  await db.rollups.add({ row: "r_old", sealed: await new Sealer(sampleRing(disk.copyKeys), crypto).seal(["rollups", "r_old"], bytes) });
  db.dexie.close();

  const upgraded = await openReplica(disk);
  expect(Array.from(upgraded.replica.engine.usageRollup("acc_1")?.regions[0]?.dailyMax ?? [])).toEqual([7]);
  await upgraded.replica.tidy(await upgraded.replica.takeLead());
  expect(upgraded.replica.engine.usageRollup("acc_1")).toEqual(whole);
  upgraded.db.dexie.close();
  const [region] = (await openReplica(disk)).replica.engine.usageRollup("acc_1")?.regions ?? [];
  expect([region?.weekSum, region?.weekHours]).toEqual([whole?.regions[0]?.weekSum, whole?.regions[0]?.weekHours]);
});

test("a start shows the scores of the last one, and none for accounts that have left; damaged ones are forgotten", async () => {
  const { replica, db } = await fillReplica(disk);
  replica.engine.setHealth([scored("acc_1", "cn-east"), scored("gone", null)]);
  await replica.storeHealth();
  db.dexie.close();
  const again = await openReplica(disk);
  expect(again.replica.engine.healths()).toEqual([scored("acc_1", "cn-east")]);
  await again.db.derived.update("health", { sealed: new Uint8Array(40) as never });
  again.db.dexie.close();
  const damaged = await openReplica(disk);
  expect([damaged.replica.engine.healths(), await damaged.db.derived.count(), damaged.reports.length]).toEqual([[], 0, 1]);
});
