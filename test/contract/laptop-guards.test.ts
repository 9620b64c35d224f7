import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { orderWipe } from "../../backend/sync/laptops.ts";
import { conflictEdits } from "../../renderer/data/conflict-edits.ts";
import type { Edit, SyncStatus } from "../../renderer/data/data-client.ts";
import type { Fetch } from "../../renderer/sync/sync-requests.ts";
import type { Conflict } from "../../shared/domain/conflict/conflict.ts";
import type { Kind } from "../../shared/domain/kinds.ts";
import type { Json } from "../../shared/kernel/json.ts";
import { contactFields, startTestBackend, tenant, type TestBackend, testClock } from "../support/backend.ts";
import { Disk, type Laptop, startLaptop } from "../support/laptop.ts";
import { seededRandom } from "../../shared/kernel/random.ts";

/** The real client against the real backend. What the backend does on each database is in guards.test.ts; here one is enough. */
const dayMs = 86_400_000;
let backend: TestBackend;
/** A slow machine takes its time; a hanging one is ended by the test's own limit. */
const eventually = (check: () => unknown): Promise<unknown> => vi.waitFor(check, { timeout: 60_000, interval: 20 });
const laptops: Laptop[] = [];
let seeds = 0;

beforeAll(async () => {
  backend = await startTestBackend("postgres", { logDays: 90 });
});
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.kill();
});
afterAll(() => backend.close());

interface User {
  readonly laptop: Laptop;
  readonly disk: Disk;
  /** While true, no request gets through. */
  offline: boolean;
}

async function user(userId: string): Promise<User> {
  const authorization = `Bearer ${await backend.token(userId)}`;
  const disk = new Disk();
  const fetch: Fetch = async (path, init) => {
    if (self.offline) throw new TypeError("no network");
    const answer = await backend.server.app.inject({
      method: init.method === "POST" ? "POST" : "GET",
      url: path.replace(/^\/api/, "/v1"),
      headers: { authorization, "content-type": "application/json" },
      ...(typeof init.body === "string" ? { payload: init.body } : {}),
    });
    return new Response(new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: { "content-type": String(answer.headers["content-type"]) },
    });
  };
  const laptop = startLaptop(disk, { fetch, now: () => testClock.now(), random: seededRandom((seeds += 1)) });
  const self: User = { laptop, disk, offline: false };
  laptops.push(laptop);
  await quiet(self);
  return self;
}

function status({ laptop }: User, holds: (status: SyncStatus) => boolean): Promise<SyncStatus> {
  return new Promise((resolve) => {
    const stop = laptop.client.watchSync((now) => {
      if (!holds(now)) return;
      queueMicrotask(() => stop());
      resolve(now);
    });
  });
}

function quiet(who: User): Promise<SyncStatus> {
  return status(who, (now) => now.phase === "idle" && now.pendingEdits === 0 && now.progress === null);
}

/** Goes online and is equal to the backend when the promise resolves. */
async function online(who: User): Promise<SyncStatus> {
  who.offline = false;
  const before = (await status(who, () => true)).lastSyncMs ?? 0;
  testClock.advance(1_000);
  who.laptop.client.syncNow();
  return status(who, (now) => now.phase === "idle" && now.pendingEdits === 0 && (now.lastSyncMs ?? 0) > before);
}

const edit = async (who: User, ...edits: readonly Edit[]): Promise<void> => {
  expect(await who.laptop.client.edit(edits)).toEqual({ ok: true, value: undefined });
};
const patch = (kind: Kind, id: string, fields: Readonly<Record<string, Json>>): Edit => ({ op: "patch", kind, id, fields });

/** What the backend has; a manager's pages are made when they are asked for. */
async function stored(kind: Kind, id: string, userId = "csm1"): Promise<Readonly<Record<string, unknown>> | undefined> {
  return (await (await backend.client(userId)).rows(kind)).find((row) => row["id"] === id);
}

async function openConflicts(who: User): Promise<readonly Conflict[]> {
  return (await who.laptop.client.query("conflicts", {})).map((item) => item.conflict);
}

test("an edit of what a colleague deleted waits, and brings the record back with the values of both", async () => {
  const lead = await backend.client("lead");
  await lead.push({ kind: "contact", id: "lg1", op: "create", fields: contactFields("acc1", { note: "first line" }) });
  const csm = await user("csm1");
  csm.offline = true;
  await edit(csm, patch("contact", "lg1", { title: "CEO", note: "first line\ntyped on the train" }));
  await lead.push({ kind: "contact", id: "lg1", op: "patch", fields: { name: { base: "王芳", new: "王小芳" } } });
  await lead.push({ kind: "contact", id: "lg1", op: "delete", baseRev: 1_000_000 });
  const { attention } = await online(csm);
  expect(attention).toMatchObject([{ kind: "contact", recordId: "lg1", op: "patch", code: "deleted", server: { name: "王小芳" } }]);
  await csm.laptop.client.resolveAttention(attention[0]?.clientId ?? "", attention[0]?.mutationId ?? 0, "bring-back");
  await eventually(async () =>
    expect(await stored("contact", "lg1")).toMatchObject({
      title: "CEO",
      name: "王小芳",
      note: "first line\ntyped on the train",
      accountId: "acc1",
    }),
  );
  expect((await online(csm)).attention).toEqual([]);
  expect(await openConflicts(csm)).toEqual([]);
});

test("a deletion of what a colleague changed meanwhile keeps his values, one click away, under the same id", async () => {
  const lead = await backend.client("lead");
  await lead.push({ kind: "contact", id: "lg2", op: "create", fields: contactFields("acc1") });
  const csm = await user("csm1");
  csm.offline = true;
  await edit(csm, { op: "delete", kind: "contact", id: "lg2" });
  await lead.push({ kind: "contact", id: "lg2", op: "patch", fields: { title: { base: "", new: "new boss" } } });
  await online(csm);
  const [conflict] = await openConflicts(csm);
  expect(conflict).toMatchObject({ targetId: "lg2", field: "*", lostBy: "lead", lost: { title: "new boss" } });
  if (conflict === undefined) throw new Error("no conflict");
  const { edits, inverses } = conflictEdits(conflict, "restored");
  await edit(csm, ...edits);
  await online(csm);
  expect(await stored("contact", "lg2")).toMatchObject({ title: "new boss", accountId: "acc1" });
  expect(await openConflicts(csm)).toEqual([]);
  await edit(csm, ...inverses);
  await online(csm);
  expect(await stored("contact", "lg2")).toBeUndefined();
});

test("one click restores a lost value of every sort, and takes the restoring back", async () => {
  const lead = await backend.client("lead");
  const task = { accountId: "acc1", title: "Ask", ownerId: "csm1", dueOn: null, state: "open", doneOn: null, playbook: null };
  const long = (name: string): string => Array.from({ length: 2_100 }, (_, i) => (i === 5 ? name : "x")).join("\n");
  const hours = (startMinute: number, endMinute: number) => ({ startMinute, endMinute });
  const first = { title: "", preferredHours: hours(0, 60), channels: [], note: long("as it was") };
  const theirs = { title: "CTO", preferredHours: null, channels: [{ type: "email", value: "wang@example.com" }], note: long("theirs") };
  const mine = { title: "CEO", preferredHours: hours(540, 1020), channels: [{ type: "phone", value: "+86 10" }], note: long("mine") };
  await lead.push(
    { kind: "contact", id: "lg3", op: "create", fields: contactFields("acc1", first) },
    {
      kind: "task",
      id: "lg3",
      op: "create",
      fields: Object.fromEntries(Object.entries(task).map(([name, value]) => [name, { new: value }])),
    },
  );
  const csm = await user("csm1");
  csm.offline = true;
  await lead.push({
    kind: "contact",
    id: "lg3",
    op: "patch",
    fields: Object.fromEntries(
      Object.entries(theirs).map(([name, value]) => [name, { base: first[name as keyof typeof first], new: value }]),
    ),
  });
  await lead.push({
    kind: "task",
    id: "lg3",
    op: "patch",
    fields: { state: { base: "open", new: "done" }, doneOn: { base: null, new: "2026-10-29" } },
  });
  await edit(csm, patch("contact", "lg3", mine), patch("task", "lg3", { state: "dropped" }));
  await online(csm);
  expect(await stored("contact", "lg3")).toMatchObject(mine);
  const conflicts = (await openConflicts(csm)).filter(({ targetId }) => targetId === "lg3");
  // Text, null against a value, lists, coupled fields, and a text that is too long to merge.
  expect(conflicts.map(({ field }) => field).toSorted()).toEqual(["channels", "note", "preferredHours", "state+doneOn", "title"]);
  const inverses: Edit[] = [];
  for (const conflict of conflicts) {
    const decided = conflictEdits(conflict, "restored");
    await edit(csm, ...decided.edits);
    inverses.push(...decided.inverses);
  }
  await online(csm);
  expect(await stored("contact", "lg3")).toMatchObject(theirs);
  expect(await stored("task", "lg3")).toMatchObject({ state: "done", doneOn: "2026-10-29" });
  expect((await openConflicts(csm)).filter(({ targetId }) => targetId === "lg3")).toEqual([]);
  await edit(csm, ...inverses);
  await online(csm);
  expect(await stored("contact", "lg3")).toMatchObject(mine);
  expect(await stored("task", "lg3")).toMatchObject({ state: "dropped", doneOn: null });
});

test("two hundred days offline with a full outbox: a new copy, and every edit is applied, kept as a conflict or waits for the user", async () => {
  const lead = await backend.client("lead");
  const ids = Array.from({ length: 12 }, (_, i) => `old${i}`);
  await lead.push(...ids.map((id) => ({ kind: "contact", id, op: "create" as const, fields: contactFields("acc1") })));
  const csm = await user("csm1");
  csm.offline = true;
  for (const id of ids) await edit(csm, patch("contact", id, { title: `typed for ${id}` }));
  await edit(csm, {
    op: "create",
    kind: "contact",
    id: "old-new",
    fields: Object.fromEntries(Object.entries(contactFields("acc1")).map(([name, { new: value }]) => [name, value as Json])),
  });
  await edit(csm, { op: "delete", kind: "contact", id: "old11" });
  // Meanwhile: four deleted, four changed, the rest left alone.
  await lead.push(
    ...ids.slice(0, 4).map((id) => ({ kind: "contact", id, op: "delete" as const, baseRev: 1_000_000 })),
    ...ids.slice(4, 8).map((id) => ({
      kind: "contact",
      id,
      op: "patch" as const,
      fields: { title: { base: "", new: "CTO" }, onCall: { base: false, new: true } },
    })),
  );
  await backend.server.logs.trim(tenant);
  testClock.advance(200 * dayMs);
  await backend.test.store.db.withTenant({ tenantId: tenant, userId: "t", service: true }, ({ db }) =>
    db.updateTable("sync_head").set({ page_build: 0 }).where("tenant_id", "=", tenant).execute(),
  );
  await backend.server.pages.refresh(tenant);
  const floor = await backend.server.logs.trim(tenant);
  expect(floor).toBeGreaterThan(0);
  const { attention } = await online(csm);
  expect(attention.map(({ recordId, code, mine }) => [recordId, code, mine["title"]]).toSorted()).toEqual(
    ids.slice(0, 4).map((id) => [id, "not-found", `typed for ${id}`]),
  );
  const titles = new Map((await (await backend.client("csm1")).rows("contact")).map((row) => [row["id"], row["title"]]));
  expect(ids.slice(0, 4).map((id) => titles.has(id))).toEqual([false, false, false, false]);
  expect(ids.slice(4, 11).map((id) => titles.get(id))).toEqual(ids.slice(4, 11).map((id) => `typed for ${id}`));
  expect([titles.has("old-new"), titles.has("old11")]).toEqual([true, false]);
  const conflicts = (await openConflicts(csm)).filter(({ targetId }) => ids.includes(targetId));
  expect(conflicts.map(({ targetId, lost, lostBy }) => [targetId, lost, lostBy]).toSorted()).toEqual(
    ids.slice(4, 8).map((id) => [id, "CTO", "lead"]),
  );
  csm.laptop.client.checkCopy();
  const { drift, checkedAtMs } = await status(csm, (now) => now.checkedAtMs === testClock.now());
  expect([drift, checkedAtMs]).toEqual([null, testClock.now()]);
});

test("a laptop that is to be wiped gets nothing more and sends nothing more", async () => {
  const csm = await user("csm2");
  csm.offline = true;
  await edit(csm, {
    op: "create",
    kind: "contact",
    id: "thief",
    fields: Object.fromEntries(Object.entries(contactFields("acc2")).map(([name, { new: value }]) => [name, value as Json])),
  });
  expect(
    await orderWipe(backend.test.store.db, { tenantId: tenant, userId: "csm2", service: true }, null, testClock.now()),
  ).toBeGreaterThan(0);
  csm.offline = false;
  csm.laptop.client.syncNow();
  const { pausedBy, pendingEdits } = await status(csm, (now) => now.phase === "paused");
  expect([pausedBy, pendingEdits]).toEqual(["forbidden", 1]);
  expect(await stored("contact", "thief", "csm2")).toBeUndefined();
});
