import { afterEach, describe, expect, test, vi } from "vitest";
import { FakeSyncServer } from "../../test/support/fake-sync-server.ts";
import { Disk, type Laptop, type LaptopOptions, startLaptop } from "../../test/support/laptop.ts";
import { sampleAccount, sampleNote } from "../../test/support/sample-book.ts";
import type { SyncStatus } from "../data/data-client.ts";
import { seededRandom } from "../../shared/kernel/random.ts";

/** A slow machine takes its time; a hanging one is ended by the test's own limit. */
const eventually = (check: () => unknown): Promise<unknown> => vi.waitFor(check, { timeout: 60_000, interval: 20 });
const laptops: Laptop[] = [];
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.kill();
});

const yearMs = 365 * 86_400_000;
/** What the backend of these tests says the time is. */
const serverMs = Date.parse("2026-10-29T08:00:00.000Z");

function book(): FakeSyncServer {
  const server = new FakeSyncServer();
  server.pageRows = 100;
  server.put("user", { id: "user_1", name: "Lin", email: "lin@example.com", role: "csm", locale: "en", timeZone: "Asia/Shanghai" });
  for (let i = 0; i < 6; i += 1) server.put("account", sampleAccount(`acc_${i}`, { name: `Account ${i}`, ownerId: "user_1" }));
  return server;
}

function start(disk: Disk, options: LaptopOptions): Laptop {
  const laptop = startLaptop(disk, { random: seededRandom(1), ...options });
  laptops.push(laptop);
  return laptop;
}

function status(laptop: Laptop, holds: (status: SyncStatus) => boolean): Promise<SyncStatus> {
  return new Promise((resolve) => {
    const stop = laptop.client.watchSync((now) => {
      if (!holds(now)) return;
      queueMicrotask(() => stop());
      resolve(now);
    });
  });
}

const settled = (laptop: Laptop): Promise<SyncStatus> => status(laptop, (now) => now.phase === "idle" && now.pendingEdits === 0);
async function names(laptop: Laptop): Promise<readonly string[]> {
  const found = await laptop.client.query("search", { text: "account", limit: 100 });
  return found.flatMap((item) => (item.type === "account" ? [item.title] : [])).toSorted();
}
const serverNames = (server: FakeSyncServer): readonly string[] =>
  server
    .all("account")
    .map((account) => String(account["name"]))
    .toSorted();

/** A disk whose lead can be given away although the window that has it has not ended, as a browser does with a frozen page's lock. */
class ThawingDisk extends Disk {
  #lead: Promise<void> = Promise.resolve();

  override async hold(lead: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const before = this.#lead;
    const mine = Promise.withResolvers<void>();
    this.#lead = mine.promise;
    try {
      await Promise.race([before, new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }))]);
      if (!signal.aborted) await lead();
    } finally {
      mine.resolve();
    }
  }

  giveLeadAway(): void {
    this.#lead = Promise.resolve();
  }
}

describe("a window that led, froze, and comes back when another has led", () => {
  test.each(["/pull", "/push", "/snapshot", "/chunks"])("in the middle of %s, its write is refused and it queues again", async (route) => {
    const server = book();
    server.chunkHead = 1;
    const disk = new ThawingDisk();
    const frozen = Promise.withResolvers<void>();
    const thaw = Promise.withResolvers<void>();
    let freezing = route === "/snapshot" || route === "/chunks";
    const zombie = start(disk, {
      fetch: async (path, init) => {
        const response = await server.fetch(path, init);
        if (!freezing || !path.includes(route)) return response;
        // The backend has answered; the page is frozen before it hears of it.
        frozen.resolve();
        await thaw.promise;
        return response;
      },
    });
    if (!freezing) {
      await settled(zombie);
      freezing = true;
      server.put("account", sampleAccount("acc_0", { name: "Account changed", ownerId: "user_1" }));
      await zombie.client.edit([{ op: "create", kind: "timeline", id: "note_1", fields: sampleNote("acc_1", "typed before") }]);
    }
    await frozen.promise;
    disk.giveLeadAway();
    const heir = start(disk, { fetch: server.fetch });
    await status(heir, (now) => now.leader && now.phase === "idle" && now.pendingEdits === 0);
    server.put("account", sampleAccount("acc_2", { name: "Account after", ownerId: "user_1" }));
    heir.client.syncNow();
    await eventually(async () => expect(await names(heir)).toEqual(serverNames(server)));
    freezing = false;
    thaw.resolve();
    await status(zombie, (now) => !now.leader);
    await zombie.client.edit([{ op: "create", kind: "timeline", id: "note_2", fields: sampleNote("acc_1", "typed after") }]);
    const typed = route === "/snapshot" || route === "/chunks" ? ["typed after"] : ["typed before", "typed after"];
    await eventually(() => expect(server.all("timeline").map((entry) => entry["text"])).toEqual(typed));
    for (const window of [zombie, heir]) await eventually(async () => expect(await names(window)).toEqual(serverNames(server)));
    // It leads again when the other has gone, and goes on from where that one was.
    await heir.kill();
    server.put("account", sampleAccount("acc_3", { name: "Account last", ownerId: "user_1" }));
    await status(zombie, (now) => now.leader);
    zombie.client.syncNow();
    await eventually(async () => expect(await names(zombie)).toEqual(serverNames(server)));
  });
});

describe.each([
  ["a year ahead", yearMs],
  ["a year behind", -yearMs],
])("a laptop clock %s", (_name, skewMs) => {
  const now = (): number => serverMs + skewMs;

  test("changes nothing but what is shown of it", async () => {
    const server = book();
    const laptop = start(new Disk(), { fetch: server.fetch, now });
    await laptop.client.edit([]);
    await settled(laptop);
    await laptop.client.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "Account renamed" } }]);
    const { lastSyncMs, clockSkewMs } = await settled(laptop);
    expect([lastSyncMs, clockSkewMs]).toEqual([serverMs, skewMs]);
    expect(await names(laptop)).toEqual(serverNames(server));
  });

  test("does not make the laptop ask at once, or in an hour, what it was asked to wait for", async () => {
    const server = book();
    const laptop = start(new Disk(), { fetch: server.fetch, now, random: () => 0 });
    const httpDate = (ms: number): string => new Date(ms).toUTCString();
    server.intercept = async () =>
      new Response("busy", { status: 429, headers: { date: httpDate(serverMs), "retry-after": httpDate(serverMs + 7_000) } });
    const { retryAtMs } = await status(laptop, (state) => state.phase === "offline");
    expect((retryAtMs ?? 0) - now()).toBe(7_000);
  });

  test("that is put right while it runs stops nothing and starts no loop", async () => {
    const server = book();
    let jumped = 0;
    const laptop = start(new Disk(), { fetch: server.fetch, now: () => now() - jumped });
    await status(laptop, (state) => state.checkedAtMs !== null && state.phase === "idle");
    server.requests.length = 0;
    jumped = skewMs;
    await laptop.client.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "Account after the jump" } }]);
    await settled(laptop);
    await eventually(() => expect(server.get("account", "acc_1")?.["name"]).toBe("Account after the jump"));
    // A push and the pulls around it; a check, because it is long since the last one.
    expect(server.requests.length).toBeLessThan(8);
  });
});

test("an answer of another time is never taken: stale, reordered, doubled", async () => {
  const server = book();
  const laptop = start(new Disk(), { fetch: server.fetch });
  await status(laptop, (now) => now.checkedAtMs !== null && now.phase === "idle");
  const kept: Response[] = [];
  let spoilt = 0;
  server.intercept = async (path, answer) => {
    const response = await answer();
    if (!path.includes("/pull") && !path.includes("/push")) return response;
    kept.push(response.clone());
    // Every second answer is one that was given before, to another question.
    const stale = kept.length % 2 === 0 ? kept[Math.max(0, kept.length - 3)] : undefined;
    if (stale === undefined) return response;
    spoilt += 1;
    return stale.clone();
  };
  for (let i = 0; i < 12; i += 1) {
    server.put("account", sampleAccount(`acc_${i % 6}`, { name: `Account ${i} by others`, ownerId: "user_1" }));
    await laptop.client.edit([{ op: "create", kind: "timeline", id: `note_${i}`, fields: sampleNote("acc_1", `note ${i}`) }]);
    laptop.client.syncNow();
    await eventually(() => expect(spoilt).toBeGreaterThan(i / 2));
  }
  server.intercept = null;
  laptop.client.syncNow();
  await settled(laptop);
  await eventually(async () => expect(await names(laptop)).toEqual(serverNames(server)));
  expect(server.all("timeline").map((entry) => entry["text"])).toEqual(Array.from({ length: 12 }, (_, i) => `note ${i}`));
  laptop.client.checkCopy();
  expect((await status(laptop, (now) => now.phase === "idle")).drift).toBeNull();
});

test("a newer backend: fields, kinds and reasons that this laptop does not know are kept and cross it unharmed", async () => {
  const server = book();
  server.put("account", { ...sampleAccount("acc_0", { name: "Account 0", ownerId: "user_1" }), segment: "gold" });
  server.refuse = (mutation) =>
    mutation.kind === "timeline" ? ({ code: "quota-of-next-year", message: "too many notes" } as never) : null;
  server.intercept = async (path, answer) => {
    const response = await answer();
    if (!path.includes("/pull") && !path.includes("/hello")) return response;
    const body = (await response.json()) as { readonly changes?: readonly object[]; readonly seq?: number };
    const invoice = { op: "put", seq: body.seq, kind: "invoice", id: "inv_1", doc: { id: "inv_1", amount: 5 } };
    const changes = body.changes === undefined || body.changes.length === 0 ? {} : { changes: [...body.changes, invoice] };
    return Response.json({ ...body, ...changes, quota: { notes: 3 } });
  };
  const disk = new Disk();
  const laptop = start(disk, { fetch: server.fetch });
  await settled(laptop);
  await laptop.client.edit([
    { op: "patch", kind: "account", id: "acc_0", fields: { name: "Account renamed" } },
    { op: "create", kind: "timeline", id: "note_1", fields: sampleNote("acc_1", "one too many") },
  ]);
  const { attention } = await status(laptop, (now) => now.attention.length === 1 && now.pendingEdits === 0 && now.phase === "idle");
  expect(attention).toMatchObject([{ code: "invalid", message: "too many notes", mine: { text: "one too many" } }]);
  expect(server.get("account", "acc_0")).toMatchObject({ name: "Account renamed", segment: "gold" });
  await laptop.kill();
  const again = start(disk, { fetch: server.fetch });
  await settled(again);
  expect(await names(again)).toEqual(serverNames(server));
});

test("a hello that a cache kept from the user before is not believed: nobody sends what he wrote", async () => {
  const server = book();
  let kept: string | null = null;
  server.intercept = async (path, answer) => {
    const response = await answer();
    if (path.includes("/hello")) kept ??= await response.clone().text();
    return response;
  };
  const disk = new Disk();
  const laptop = start(disk, { fetch: server.fetch });
  await settled(laptop);
  await laptop.client.edit([{ op: "patch", kind: "account", id: "acc_0", fields: { name: "Account renamed" } }]);
  await settled(laptop);
  await laptop.kill();
  server.user = { id: "user_2", name: "Wang", role: "csm", locale: "en" };
  server.requests.length = 0;
  server.intercept = async (path, answer) => {
    const stale = path.includes("/hello") ? kept : null;
    if (stale !== null) kept = null;
    return stale === null ? answer() : new Response(stale, { headers: { "content-type": "application/json" } });
  };
  const next = start(disk, { fetch: server.fetch });
  await status(next, (now) => now.user?.id === "user_2" && now.phase === "idle");
  expect(server.requests.filter((path) => path.includes("/push"))).toEqual([]);
  expect(server.requests.filter((path) => path.includes("/hello"))).toHaveLength(2);
});

test("what waits is listed with what was typed; of a record that the backend has forgotten an edit asks its user, and a deletion is done", async () => {
  const server = book();
  const task = (title: string) => ({
    accountId: "acc_1",
    title,
    ownerId: "user_1",
    dueOn: null,
    state: "open",
    doneOn: null,
    playbook: null,
  });
  for (const id of ["task_1", "task_2"]) server.put("task", { id, ...task(id) });
  const laptop = start(new Disk(), { fetch: server.fetch });
  await settled(laptop);
  server.intercept = () => Promise.reject(new TypeError("no network"));
  await laptop.client.edit([{ op: "patch", kind: "task", id: "task_1", fields: { title: "x".repeat(200) } }]);
  await laptop.client.edit([{ op: "delete", kind: "task", id: "task_2" }]);
  const { waiting } = await status(laptop, (now) => now.pendingEdits === 2);
  expect(waiting).toMatchObject([
    { kind: "task", recordId: "task_1", op: "patch", sent: false, mine: { title: `${"x".repeat(159)}…` } },
    { kind: "task", recordId: "task_2", op: "delete", sent: false, mine: {} },
  ]);
  server.refuse = () => ({ code: "not-found", message: "there is no such record" });
  server.intercept = null;
  laptop.client.syncNow();
  const { attention } = await status(laptop, (now) => now.phase === "idle" && now.waiting.length === 0 && now.attention.length > 0);
  expect(attention).toMatchObject([{ recordId: "task_1", code: "not-found", server: null, mine: { title: "x".repeat(200) } }]);
});

test("a deletion undone at once leaves the record under its id, with what others made of it meanwhile", async () => {
  const server = book();
  const task = { accountId: "acc_1", title: "Ask", ownerId: "user_1", dueOn: null, state: "open", doneOn: null, playbook: null };
  server.put("task", { id: "task_1", ...task });
  const laptop = start(new Disk(), { fetch: server.fetch });
  await settled(laptop);
  server.intercept = () => Promise.reject(new TypeError("no network"));
  await laptop.client.edit([{ op: "delete", kind: "task", id: "task_1" }]);
  await laptop.client.edit([{ op: "create", kind: "task", id: "task_1", fields: task, resurrect: true }]);
  const shown = await laptop.client.query("accountTasks", { accountId: "acc_1" });
  expect(shown.map(({ record, pending }) => [record.id, record.title, pending])).toEqual([["task_1", "Ask", true]]);
  server.intercept = null;
  laptop.client.syncNow();
  await settled(laptop);
  expect(server.get("task", "task_1")).toMatchObject(task);
});

test("a backend that was restored in between and has gone on gets the acknowledged edits again that it lost", async () => {
  const server = book();
  const laptop = start(new Disk(), { fetch: server.fetch });
  await settled(laptop);
  const backup = server.backup();
  await laptop.client.edit([{ op: "patch", kind: "account", id: "acc_0", fields: { name: "Account first" } }]);
  await settled(laptop);
  // The same epoch, and colleagues have brought the head to where the laptop knows it: only the missing number gives it away.
  server.rewind(backup, server.epoch);
  for (const name of ["Account x", "Account y"]) server.put("account", sampleAccount("acc_5", { name, ownerId: "user_1" }));
  await laptop.client.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "Account second" } }]);
  await vi.waitFor(() => expect(server.get("account", "acc_1")).toMatchObject({ name: "Account second" }), 30_000);
  await settled(laptop);
  expect(server.get("account", "acc_0")).toMatchObject({ name: "Account first" });
});

/** A disk that fails once when a window takes the lead. */
class FailingLead extends Disk {
  #failures = 1;
  override async hold(lead: () => Promise<void>, signal: AbortSignal): Promise<void> {
    if (this.#failures === 0) return super.hold(lead, signal);
    this.#failures -= 1;
    throw new Error("the lead could not be noted");
  }
}

test("a disk that fails while the lead is taken is reported, and the window queues for it again", async () => {
  const server = book();
  const reported: unknown[] = [];
  const laptop = start(new FailingLead(), { fetch: server.fetch, report: (error) => reported.push(error) });
  await settled(laptop);
  expect(await names(laptop)).toEqual(serverNames(server));
  expect(reported).toEqual([new Error("the lead could not be noted")]);
});
