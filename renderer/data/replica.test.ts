import { beforeEach, expect, test, vi } from "vitest";
import { fillReplica, openReplica, type OpenedReplica, ReplicaDisk, sampleHello as hello } from "../../test/support/open-replica.ts";
import { sampleAccount } from "../../test/support/sample-book.ts";
import type { Change } from "../../shared/sync/protocol.ts";
import { FencedError } from "../sync/sync-store.ts";
import { patchWithInverse } from "./inverse-edits.ts";
import type { Replica } from "./replica.ts";

let disk: ReplicaDisk;
beforeEach(() => {
  disk = new ReplicaDisk();
});

const open = (rest = true): Promise<OpenedReplica> => openReplica(disk, { rest });
const filled = (): ReturnType<typeof fillReplica> => fillReplica(disk);

function renamed(id: string, name: string, seq: number): Change {
  return { op: "put", seq, kind: "account", id, doc: { ...sampleAccount(id, { name }), rev: seq } };
}

async function names(replica: Replica): Promise<readonly string[]> {
  return replica.engine
    .all("account")
    .map((account) => account.name)
    .toSorted();
}

test("what was pulled is there after a restart, before and after it is folded into pages", async () => {
  const { replica, db, fence } = await filled();
  for (let i = 0; i < 120; i += 1) {
    await replica.addChanges(fence, {
      changes: [renamed(`acc_${(i % 2) + 1}`, `name ${i}`, 11 + i)],
      seq: 11 + i,
      scopeVersion: 1,
      lastMutationId: 0,
      caughtUp: true,
    });
  }
  const expected = ["acc_3", "name 118", "name 119"];
  const before = await open();
  expect(await names(before.replica)).toEqual(expected);
  before.db.dexie.close();
  expect(await db.log.count()).toBe(120);
  await replica.tidy(fence);
  expect(await db.log.count()).toBe(0);
  expect(await names(replica)).toEqual(expected);
  const after = await open();
  expect(await names(after.replica)).toEqual(expected);
  expect(after.replica.view().current?.seq).toBe(130);
});

test("who was last touched when is known before the timeline is read, and corrected by it", async () => {
  const { replica, fence, db } = await filled();
  const call = (at: string, seq: number): Change => ({
    op: "put",
    seq,
    kind: "timeline",
    id: `call_${seq}`,
    doc: { id: `call_${seq}`, accountId: "acc_1", at, type: "call", text: "", authorId: null, refKind: null, refId: null, rev: seq },
  });
  const add = (changes: readonly Change[], seq: number): Promise<void> =>
    replica.addChanges(fence, { changes: [...changes], seq, scopeVersion: 1, lastMutationId: 0, caughtUp: true });
  await add([call("2026-10-01T00:00:00.000Z", 11)], 11);
  await replica.tidy(fence);
  // Told after the last tidying: only the timeline itself knows of it.
  await add([call("2026-10-02T00:00:00.000Z", 12)], 12);
  db.dexie.close();

  const again = await open(false);
  expect(again.replica.engine.lastTouchMs("acc_1")).toBe(Date.parse("2026-10-01T00:00:00.000Z"));
  await again.replica.openRest();
  expect(again.replica.engine.lastTouchMs("acc_1")).toBe(Date.parse("2026-10-02T00:00:00.000Z"));
});

test("a fold that was not committed leaves log and pages as they were", async () => {
  const { replica, db, fence } = await filled();
  for (let i = 0; i < 120; i += 1) {
    await replica.addChanges(fence, {
      changes: [renamed("acc_1", `name ${i}`, 11 + i)],
      seq: 11 + i,
      scopeVersion: 1,
      lastMutationId: 0,
      caughtUp: true,
    });
  }
  // Another window takes the lead in the middle: the commit is refused.
  await (await open()).replica.takeLead();
  await expect(replica.tidy(fence)).rejects.toThrow(FencedError);
  expect(await db.log.count()).toBe(120);
  expect(await names((await open()).replica)).toEqual(["acc_2", "acc_3", "name 119"]);
});

test("a leader that was replaced while it slept writes nothing", async () => {
  const zombie = await filled();
  const heir = await open();
  const fence = await heir.replica.takeLead();
  const late = { changes: [renamed("acc_1", "late", 11)], seq: 11, scopeVersion: 1, lastMutationId: 0, caughtUp: true };
  await expect(zombie.replica.addChanges(zombie.fence, late)).rejects.toThrow(FencedError);
  await heir.replica.addChanges(fence, { ...late, changes: [renamed("acc_1", "newer", 11)] });
  expect(await names((await open()).replica)).toEqual(["acc_2", "acc_3", "newer"]);
});

test.each(["missing", "cut", "rubbish"])("a %s page costs the copy, never the outbox", async (damage) => {
  const { replica, db } = await filled();
  await replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "typed" } }]);
  const page = await db.pages.where("[generation+kind+page]").equals([1, "account", 0]).first();
  if (page === undefined) throw new Error("no page");
  if (damage === "missing") await db.pages.delete([1, "account", 0]);
  if (damage === "cut") await db.pages.put({ ...page, sealed: page.sealed.slice(0, page.sealed.byteLength - 40) });
  if (damage === "rubbish") await db.pages.put({ ...page, sealed: new Uint8Array(200) });
  const again = await open();
  expect(again.replica.view().current).toBeNull();
  expect(again.replica.nextPush("user_1")?.mutations.map((mutation) => mutation.fields)).toEqual([
    { name: { base: "acc_1", new: "typed" } },
  ]);
});

test("an edit on a full disk is taken back and said", async () => {
  const { replica, db } = await filled();
  vi.spyOn(db.outbox, "bulkAdd").mockImplementation(() => {
    throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
  });
  const done = replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "typed" } }]);
  expect(await names(replica)).toContain("typed");
  expect(await done).toEqual({ ok: false, error: { code: "disk-full", message: "no space left for the edit" } });
  expect(await names(replica)).toEqual(["acc_1", "acc_2", "acc_3"]);
  vi.restoreAllMocks();
  expect(await replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "again" } }])).toEqual({
    ok: true,
    value: undefined,
  });
  // Numbers have no gap.
  expect(replica.nextPush("user_1")?.mutations.map((mutation) => mutation.mutationId)).toEqual([1]);
});

test("edits are taken whole or not at all, and only what a laptop may change", async () => {
  const { replica } = await filled();
  const refused = await replica.edit([
    { op: "patch", kind: "account", id: "acc_1", fields: { name: "typed" } },
    { op: "patch", kind: "account", id: "acc_2", fields: { country: "nowhere" } },
  ]);
  expect(refused.ok ? null : refused.error.code).toBe("invalid");
  expect(await names(replica)).toEqual(["acc_1", "acc_2", "acc_3"]);
  expect((await replica.edit([{ op: "delete", kind: "incident", id: "inc_1" }])).ok).toBe(false);
  expect((await replica.edit([{ op: "patch", kind: "account", id: "acc_9", fields: { name: "x" } }])).ok).toBe(false);
  expect(replica.view().pendingEdits).toBe(0);
});

test("two edits of one field are two mutations, the second over the first", async () => {
  const { replica, mirrored } = await filled();
  await Promise.all([
    replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "one" } }]),
    replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "two", tier: "premium" } }]),
    replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "two" } }]),
  ]);
  expect(mirrored.map(({ mutationId }) => mutationId)).toEqual([1, 2]);
  const sent = replica.nextPush("user_1")?.mutations ?? [];
  expect(sent.map(({ mutationId, baseRev, fields }) => [mutationId, baseRev, fields])).toEqual([
    [1, 1, { name: { base: "acc_1", new: "one" } }],
    [2, 1, { name: { base: "one", new: "two" }, tier: { base: "standard", new: "premium" } }],
  ]);
});

test.each([
  ["the same scope of the same backend", {}, { usage: 10, quality: 9 }],
  ["accounts that came into scope", { scopeVersion: 2 }, { usage: null, quality: 9 }],
  ["another epoch", { epoch: "e2" }, { usage: null, quality: null }],
  ["a backend restored from an older copy", { head: 5 }, { usage: null, quality: null }],
])("a new copy of %s believes of its metrics what still holds", async (_name, changed, known) => {
  const { replica, fence } = await filled();
  await replica.addUsage(fence, [], { epoch: "e1", seq: 10, round: null });
  await replica.addPack("quality", "acc_1", [], 9);
  await replica.beginCopy(fence, { ...hello, ...changed });
  const seen = async (of: Replica) => ({ usage: of.view().usage?.seq ?? null, quality: await of.packAsOf("quality", "acc_1") });
  expect([await seen(replica), await seen((await open()).replica)]).toEqual([known, known]);
});

test("what a form was opened on is the base of its edit, whatever was pulled while it was open", async () => {
  const { replica, fence } = await filled();
  const opened = replica.engine.get("account", "acc_1");
  if (opened === undefined) throw new Error("no account");
  const theirs = { op: "put" as const, seq: 11, kind: "account", id: "acc_1" };
  const doc = { ...sampleAccount("acc_1", { name: "theirs", tags: ["new"] }), rev: 11 };
  await replica.addChanges(fence, { changes: [{ ...theirs, doc }], seq: 11, scopeVersion: 1, lastMutationId: 0, caughtUp: true });
  const { edit } = patchWithInverse("account", opened, { name: "mine", tags: [...opened.tags, "typed"] });
  expect(await replica.edit([edit])).toEqual({ ok: true, value: undefined });
  const [mutation] = replica.nextPush("user_1")?.mutations ?? [];
  expect(mutation).toMatchObject({ baseRev: 11, fields: { name: { base: "acc_1", new: "mine" }, tags: { base: opened.tags } } });
  // Members that others added stay, on the screen as on the backend.
  expect(replica.engine.get("account", "acc_1")?.tags).toEqual(["typed", "new"]);
});

test("long notes are sent in pushes that a backend takes", async () => {
  const { replica, fence } = await filled();
  const note = (id: string) => ({
    op: "create" as const,
    kind: "timeline" as const,
    id,
    fields: {
      accountId: "acc_1",
      at: hello.now,
      type: "note" as const,
      text: "记".repeat(20_000),
      authorId: "user_1",
      refKind: null,
      refId: null,
    },
  });
  const written = await replica.edit(Array.from({ length: 60 }, (_, i) => note(`note_${i}`)));
  expect(written).toEqual({ ok: true, value: undefined });
  const sent: number[][] = [];
  for (let batch = replica.nextPush("user_1"); batch !== null; batch = replica.nextPush("user_1")) {
    const ids = batch.mutations.map(({ mutationId }) => mutationId);
    sent.push(ids);
    await replica.addResults(
      fence,
      batch.clientId,
      ids.map((mutationId) => ({ mutationId, status: "applied", rev: 10 + mutationId })),
    );
  }
  expect(sent.flat()).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  expect(sent.map((ids) => ids.length)).toEqual([24, 24, 12]);
});

test("another user gets a client id and a copy of his own; the first one's edits wait for him", async () => {
  const { replica, fence } = await filled();
  await replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "mine" } }]);
  const { clientId } = replica.view();
  await replica.startSession(fence, { ...hello, user: { ...hello.user, id: "user_2" } });
  expect([replica.view().current, replica.nextPush("user_2")]).toEqual([null, null]);
  expect(replica.view().clientId).not.toBe(clientId);
  expect(replica.nextPush("user_1")?.clientId).toBe(clientId);
  // Nor is what he wrote shown to the other.
  expect([replica.outbox.shown(), replica.outbox.attention()]).toEqual([[], []]);
});

test("a text that the pull brings before its answer is not merged with itself, and is asked for again", async () => {
  const { replica, fence } = await filled();
  const summary = async (): Promise<unknown> => replica.engine.get("account", "acc_1")?.summary;
  await replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { summary: "one" } }]);
  await replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { summary: "one\ntwo" } }]);
  const stored = { ...sampleAccount("acc_1"), summary: "one\ntwo" };
  await replica.addChanges(fence, {
    changes: [{ op: "put", seq: 9, kind: "account", id: "acc_1", doc: stored }],
    seq: 9,
    scopeVersion: 1,
    lastMutationId: 2,
    caughtUp: true,
  });
  expect(await summary()).toBe("one\ntwo");
  expect(replica.nextPush("user_1")?.mutations.map((mutation) => mutation.mutationId)).toEqual([1, 2]);
  await replica.addResults(fence, replica.view().clientId, [
    { mutationId: 1, status: "skipped" },
    { mutationId: 2, status: "skipped" },
  ]);
  expect(await summary()).toBe("one\ntwo");
  expect(replica.nextPush("user_1")).toBeNull();
  expect(replica.outbox.shown()).toEqual([]);
});

test("a store that cannot be opened is kept aside and another one begun; one that fails once is not", async () => {
  const { db, replica } = await filled();
  await replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "typed" } }]);
  db.dexie.close();
  const factory = disk.platform.indexedDB;
  const real = factory.open.bind(factory);
  const failing = vi.spyOn(factory, "open");
  const fail = (): IDBOpenDBRequest => {
    throw new DOMException("Internal error opening backing store", "UnknownError");
  };
  failing.mockImplementationOnce(fail).mockImplementation(real);
  const passing = await open();
  expect(passing.replica.nextPush("user_1")?.mutations.length).toBe(1);
  disk.mark = passing.replica.mark();
  passing.db.dexie.close();
  failing.mockImplementation((name, version) => (name === "headroom-test" ? fail() : real(name, version)));
  const anew = await open();
  expect(anew.opening).toEqual({ lost: true, editsMissing: true });
  expect([anew.replica.view().current, anew.replica.view().pendingEdits]).toEqual([null, 0]);
  // Under the client id that the backend knows, with numbers that were never given.
  expect([anew.replica.view().clientId, anew.replica.view().nextMutationId]).toEqual([disk.mark?.clientId, 2]);
  anew.db.dexie.close();
  // The next start uses the newer one at once; the older one is still there.
  const again = await open();
  expect(again.opening).toEqual({ lost: false, editsMissing: true });
  failing.mockImplementation(real);
  expect((await factory.databases()).map(({ name }) => name).toSorted()).toEqual(["headroom-test", "headroom-test.1"]);
  vi.restoreAllMocks();
});
