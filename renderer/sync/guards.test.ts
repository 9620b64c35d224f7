import { kindNames } from "../../shared/domain/kinds.ts";
import { afterEach, expect, test, vi } from "vitest";
import { FakeSyncServer } from "../../test/support/fake-sync-server.ts";
import { Disk, type Laptop, type LaptopOptions, startLaptop } from "../../test/support/laptop.ts";
import { sampleAccount, sampleNote } from "../../test/support/sample-book.ts";
import type { SyncStatus } from "../data/data-client.ts";
import type { QueryResult } from "../data/query-map.ts";
import { seededRandom } from "../../shared/kernel/random.ts";

/** A slow machine takes its time; a hanging one is ended by the test's own limit. */
const eventually = (check: () => unknown): Promise<unknown> => vi.waitFor(check, { timeout: 60_000, interval: 20 });
const laptops: Laptop[] = [];
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.kill();
});

interface Bench {
  readonly server: FakeSyncServer;
  readonly disk: Disk;
  /** What the client reported. */
  readonly reported: string[];
  start(options?: Partial<LaptopOptions>): Laptop;
}

function bench(accounts = 8, tasks = 0): Bench {
  const server = new FakeSyncServer();
  server.pageRows = 100;
  server.put("user", { id: "user_1", name: "Lin", email: "lin@example.com", role: "csm", locale: "en", timeZone: "Asia/Shanghai" });
  for (let i = 0; i < accounts; i += 1) server.put("account", sampleAccount(`acc_${i}`, { name: `Account ${i}`, ownerId: "user_1" }));
  for (let i = 0; i < tasks; i += 1) putTask(server, i);
  const disk = new Disk();
  const reported: string[] = [];
  return {
    server,
    disk,
    reported,
    start: (options) => {
      const laptop = startLaptop(disk, {
        fetch: server.fetch,
        random: seededRandom(1),
        report: (error) => reported.push(String(error)),
        ...options,
      });
      laptops.push(laptop);
      return laptop;
    },
  };
}

function putTask(server: FakeSyncServer, i: number): void {
  const task = {
    accountId: "acc_1",
    title: `Task ${i}`,
    ownerId: "user_1",
    dueOn: "2026-11-01",
    state: "open",
    doneOn: null,
    playbook: null,
  };
  server.put("task", { id: `task_${i}`, ...task });
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

const idle = (laptop: Laptop): Promise<SyncStatus> => status(laptop, (now) => now.phase === "idle");
const checked = (laptop: Laptop): Promise<SyncStatus> => status(laptop, (now) => now.checkedAtMs !== null);
async function names(laptop: Laptop): Promise<readonly string[]> {
  const found: QueryResult<"search"> = await laptop.client.query("search", { text: "account", limit: 1000 });
  return found.flatMap((item) => (item.type === "account" ? [item.title] : [])).toSorted();
}
const serverNames = (server: FakeSyncServer): readonly string[] =>
  server
    .all("account")
    .map((account) => String(account["name"]))
    .toSorted();
async function shownTasks(laptop: Laptop): Promise<number> {
  return (await laptop.client.query("accountTasks", { accountId: "acc_1" })).length;
}

test("a copy that lost a change, a record or a deletion is found out, taken anew and found equal", async () => {
  for (const lose of [
    (server: FakeSyncServer) => server.withhold("account", { put: sampleAccount("acc_2", { name: "Account renamed", ownerId: "user_1" }) }),
    (server: FakeSyncServer) => server.withhold("account", { put: sampleAccount("acc_new", { name: "Account new", ownerId: "user_1" }) }),
    (server: FakeSyncServer) => server.withhold("account", { remove: "acc_3" }),
  ]) {
    const { server, start, reported } = bench();
    const laptop = start();
    await checked(laptop);
    lose(server);
    laptop.client.syncNow();
    laptop.client.checkCopy();
    const { drift } = await status(laptop, (now) => now.drift !== null);
    expect([drift?.kinds, drift?.persists]).toEqual([["account"], false]);
    await eventually(async () => expect(await names(laptop)).toEqual(serverNames(server)));
    await status(laptop, (now) => now.phase === "idle" && now.checkedAtMs !== null && now.checkedAtMs >= (drift?.atMs ?? 0));
    expect(reported).toEqual(["DriftError: the local copy differs from the backend's: account"]);
  }
});

test("no alarm is raised by others who write, edits that wait, kinds of another version, or a backend without digests", async () => {
  const { server, start, reported } = bench();
  let writes = 0;
  server.intercept = async (path, answer) => {
    // Somebody writes between the pull and the question, the first two times.
    if (path.includes("/digest") && writes < 2) {
      writes += 1;
      server.put("account", sampleAccount(`acc_${writes}`, { name: `Account written ${writes}`, ownerId: "user_1" }));
    }
    const response = await answer();
    if (!path.includes("/digest")) return response;
    const body = (await response.json()) as { readonly status: string; readonly kinds?: Readonly<Record<string, unknown>> };
    // A newer backend knows an invoice, and has given up conflicts.
    const { conflict: _gone, ...kinds } = body.kinds ?? {};
    return Response.json(body.kinds === undefined ? body : { ...body, kinds: { ...kinds, invoice: { rows: 3, sum: 9, mix: 9 } } });
  };
  const laptop = start();
  await checked(laptop);
  expect(writes).toBe(2);
  server.intercept = (path, answer) => (path.includes("/push") ? Promise.resolve(new Response("x", { status: 503 })) : answer());
  await laptop.client.edit([{ op: "patch", kind: "account", id: "acc_5", fields: { name: "Account pending" } }]);
  laptop.client.checkCopy();
  await status(laptop, (now) => now.phase === "offline");
  server.intercept = null;
  laptop.client.checkCopy();
  await status(laptop, (now) => now.phase === "idle" && now.pendingEdits === 0);
  server.intercept = (path, answer) =>
    path.includes("/digest")
      ? Promise.resolve(Response.json({ error: { code: "not-found", message: "there is no such route" } }, { status: 404 }))
      : answer();
  server.requests.length = 0;
  laptop.client.checkCopy();
  await eventually(() => expect(server.requests.some((path) => path.includes("/digest"))).toBe(true));
  await idle(laptop);
  expect([reported, (await checked(laptop)).drift]).toEqual([[], null]);
  expect(await names(laptop)).toEqual(serverNames(server));
});

test("a difference that a new copy does not mend is told, and the copy is not taken again and again", async () => {
  const { server, start } = bench();
  server.intercept = async (path, answer) =>
    path.includes("/digest") ? Response.json({ status: "digest", kinds: { account: { rows: 99, sum: 1, mix: 1 } } }) : answer();
  const laptop = start();
  const { drift } = await status(laptop, (now) => now.drift?.persists === true);
  expect(drift?.kinds).toEqual(["account"]);
  const pages = server.requests.filter((path) => path.includes("/snapshot")).length;
  for (let i = 0; i < 3; i += 1) {
    server.requests.length = 0;
    laptop.client.checkCopy();
    await eventually(() => expect(server.requests.filter((path) => path.includes("/digest"))).toHaveLength(2));
    await idle(laptop);
    expect(server.requests.filter((path) => path.includes("/snapshot"))).toEqual([]);
  }
  // The first copy and the one that was taken to mend it.
  expect(pages).toBeLessThan(3 * kindNames.length);
  expect(await names(laptop)).toEqual(serverNames(server));
});

test("an answer that takes very much away is held: the copy stays, edits go out, and the user's word lets it go", async () => {
  const { server, start } = bench(8, 200);
  const laptop = start();
  await checked(laptop);
  for (let i = 0; i < 120; i += 1) server.remove("task", `task_${i}`);
  laptop.client.syncNow();
  const { held } = await status(laptop, (now) => now.held !== null);
  expect([held?.removals, held?.askAgainAtMs]).toEqual([[{ kind: "task", removes: 120, of: 200 }], null]);
  expect(await shownTasks(laptop)).toBe(200);
  await laptop.client.edit([{ op: "create", kind: "timeline", id: "note_1", fields: sampleNote("acc_1", "meanwhile") }]);
  await eventually(() => expect(server.get("timeline", "note_1")?.["text"]).toBe("meanwhile"));
  laptop.client.decideRemovals("later");
  await status(laptop, (now) => (now.held?.askAgainAtMs ?? 0) > 0);
  // More has gone since: what the user agrees to now is what he sees now.
  for (let i = 120; i < 140; i += 1) server.remove("task", `task_${i}`);
  laptop.client.syncNow();
  await status(laptop, (now) => now.held?.removals[0]?.removes === 140);
  expect(await shownTasks(laptop)).toBe(200);
  laptop.client.decideRemovals("accept");
  await status(laptop, (now) => now.held === null && now.pendingEdits === 0 && now.phase === "idle");
  expect(await shownTasks(laptop)).toBe(60);
  // The next time it is asked again.
  for (let i = 140; i < 199; i += 1) server.remove("task", `task_${i}`);
  laptop.client.syncNow();
  await status(laptop, (now) => now.held?.removals[0]?.removes === 59);
  expect(await shownTasks(laptop)).toBe(60);
});

test("what the user deleted here himself, and what is little, is not held", async () => {
  const { server, start } = bench(8, 240);
  const laptop = start();
  await checked(laptop);
  const held: SyncStatus["held"][] = [];
  laptop.client.watchSync((now) => held.push(now.held));
  await laptop.client.edit(Array.from({ length: 90 }, (_, i) => ({ op: "delete", kind: "task", id: `task_${i}` }) as const));
  await status(laptop, (now) => now.pendingEdits === 0 && now.phase === "idle");
  for (let i = 100; i < 130; i += 1) server.remove("task", `task_${i}`);
  laptop.client.syncNow();
  await eventually(async () => expect(await shownTasks(laptop)).toBe(120));
  expect(held.filter((one) => one !== null)).toEqual([]);
});

test("a new copy that lacks very much is held back complete, follows the backend, and mends itself when the records return", async () => {
  const { server, disk, start } = bench(8, 200);
  const first = start();
  await checked(first);
  // Restored from a backup of before most of it was written.
  for (let i = 0; i < 150; i += 1) server.remove("task", `task_${i}`);
  server.epoch = "e2";
  server.seq += 1_000;
  first.client.syncNow();
  expect((await status(first, (now) => now.held !== null)).held?.removals).toEqual([{ kind: "task", removes: 150, of: 200 }]);
  // Complete: nothing of it is on its way.
  await status(first, (now) => now.held !== null && now.progress === null && now.phase === "idle");
  expect(await shownTasks(first)).toBe(200);
  await first.client.edit([{ op: "create", kind: "timeline", id: "note_1", fields: sampleNote("acc_1", "while held") }]);
  await eventually(() => expect(server.get("timeline", "note_1")?.["text"]).toBe("while held"));
  // A restart asks the same question; pages that are here are not fetched again.
  await first.kill();
  server.requests.length = 0;
  const again = startLaptop(disk, { fetch: server.fetch, random: seededRandom(1) });
  laptops.push(again);
  await status(again, (now) => now.held !== null && now.phase === "idle");
  expect(server.requests.filter((path) => path.includes("/snapshot"))).toEqual([]);
  expect(await shownTasks(again)).toBe(200);
  for (let i = 0; i < 140; i += 1) putTask(server, i);
  again.client.syncNow();
  await status(again, (now) => now.held === null && now.pendingEdits === 0 && now.phase === "idle");
  expect(await shownTasks(again)).toBe(190);
});

test("accounts that changed hands leave without a question, and are told", async () => {
  const { server, start } = bench(120, 0);
  const laptop = start();
  await checked(laptop);
  server.scopeVersion = 2;
  for (let i = 20; i < 120; i += 1) server.remove("account", `acc_${i}`);
  server.put("account", sampleAccount("acc_taken", { name: "Account taken over", ownerId: "user_1" }));
  const held: SyncStatus["held"][] = [];
  laptop.client.watchSync((now) => held.push(now.held));
  laptop.client.syncNow();
  const { rescoped } = await status(laptop, (now) => now.rescoped !== null);
  expect([rescoped?.accountsLeft, rescoped?.accountsCame]).toEqual([100, 1]);
  expect(await names(laptop)).toEqual(serverNames(server));
  expect(held.filter((one) => one !== null)).toEqual([]);
});

test("many deletions that the backend refuses wait for the user, who may do them anyway", async () => {
  const { server, start } = bench(8, 150);
  server.refuse = (mutation) =>
    mutation.op === "delete" && mutation.confirmed !== true ? { code: "mass-delete", message: "confirm" } : null;
  const laptop = start();
  await checked(laptop);
  await laptop.client.edit(Array.from({ length: 120 }, (_, i) => ({ op: "delete", kind: "task", id: `task_${i}` }) as const));
  const { attention } = await status(laptop, (now) => now.attention.length === 120 && now.pendingEdits === 0);
  expect(new Set(attention.map(({ code, op }) => `${op} ${code}`))).toEqual(new Set(["delete mass-delete"]));
  expect(await shownTasks(laptop)).toBe(150);
  for (const item of attention) await laptop.client.resolveAttention(item.clientId, item.mutationId, "anyway");
  await status(laptop, (now) => now.attention.length === 0 && now.pendingEdits === 0 && now.phase === "idle");
  expect([server.all("task").length, await shownTasks(laptop)]).toEqual([30, 30]);
});
