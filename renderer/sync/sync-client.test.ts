import { expect, test, vi } from "vitest";
import { FakeSyncServer } from "../../test/support/fake-sync-server.ts";
import { Disk, type Laptop, startLaptop } from "../../test/support/laptop.ts";
import { sampleAccount, sampleNote } from "../../test/support/sample-book.ts";
import { packValues, type PackedChunk } from "../../shared/sync/chunks.ts";
import type { SyncStatus } from "../data/data-client.ts";
import { systemTimers } from "./timers.ts";

interface Bench {
  readonly server: FakeSyncServer;
  readonly disk: Disk;
  readonly start: () => Laptop;
}

function bench(accounts = 8): Bench {
  const server = new FakeSyncServer();
  server.put("user", { id: "user_1", name: "Lin", email: "lin@example.com", role: "csm", locale: "en", timeZone: "Asia/Shanghai" });
  for (let i = 0; i < accounts; i += 1) server.put("account", sampleAccount(`acc_${i}`, { name: `Account ${i}`, ownerId: "user_1" }));
  const disk = new Disk();
  return { server, disk, start: () => startLaptop(disk, { fetch: server.fetch }) };
}

async function status(laptop: Laptop, holds: (status: SyncStatus) => boolean): Promise<SyncStatus> {
  return new Promise((resolve) => {
    const stop = laptop.client.watchSync((now) => {
      if (!holds(now)) return;
      queueMicrotask(() => stop());
      resolve(now);
    });
  });
}

const idle = (laptop: Laptop): Promise<SyncStatus> => status(laptop, (now) => now.phase === "idle");
const accountNames = async (laptop: Laptop): Promise<readonly string[]> =>
  (await laptop.client.query("search", { text: "account", limit: 100 }))
    .filter((item) => item.type === "account")
    .map((item) => item.title)
    .toSorted();
const serverNames = (server: FakeSyncServer): readonly string[] =>
  server
    .all("account")
    .map((account) => String(account["name"]))
    .toSorted();

test("brings the whole book, page by page, and follows it", async () => {
  const { server, start } = bench();
  const laptop = start();
  const first = await idle(laptop);
  expect(await accountNames(laptop)).toEqual(serverNames(server));
  expect([first.leader, first.user?.name, first.pendingEdits]).toEqual([true, "Lin", 0]);
  server.put("account", sampleAccount("acc_new", { name: "Account new" }));
  server.remove("account", "acc_3");
  laptop.client.syncNow();
  await vi.waitFor(async () => expect(await accountNames(laptop)).toEqual(serverNames(server)));
  await laptop.kill();
});

test("a stream of pokes that breaks shows soon whether the backend is there: the long wait counts on pokes", async () => {
  const { server, disk } = bench();
  let down = false;
  const waits = new Set<number>();
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  const laptop = startLaptop(disk, {
    listen: true,
    // Seconds pass at once; minutes do not.
    timers: {
      after: (ms, run) => {
        waits.add(ms);
        return systemTimers.after(ms < 10_000 ? ms / 100 : ms, run);
      },
    },
    fetch: async (path, init) => {
      if (down) throw new TypeError("no route to the backend");
      if (!path.endsWith("/events")) return server.fetch(path, init);
      return new Response(new ReadableStream<Uint8Array>({ start: (stream) => void streams.push(stream) }), {
        headers: { "content-type": "text/event-stream" },
      });
    },
  });
  // It waits for pokes, and would for five minutes.
  await vi.waitFor(() => expect(waits).toContain(300_000), { timeout: 60_000 });
  down = true;
  streams[0]?.close();
  expect((await status(laptop, (now) => now.phase === "offline")).pendingEdits).toBe(0);
  down = false;
  laptop.client.syncNow();
  await idle(laptop);
  await laptop.kill();
});

test("killed after any request of the first snapshot, the next start goes on and ends equal", async () => {
  const { server } = bench();
  const whole = bench();
  const probe = startLaptop(whole.disk, { fetch: whole.server.fetch });
  await idle(probe);
  await probe.kill();
  const isPage = (path: string): boolean => path.includes("/snapshot");
  const pages = whole.server.requests.filter(isPage).length;
  expect(pages).toBeGreaterThan(10);
  // One request more than the pages is hello, one is the pull.
  for (let killAt = 1; killAt <= pages + 2; killAt += 1) {
    const disk = new Disk();
    let count = 0;
    const killed = Promise.withResolvers<void>();
    server.requests.length = 0;
    const laptop = startLaptop(disk, {
      fetch: async (path, init) => {
        count += 1;
        if (count <= killAt) return server.fetch(path, init);
        killed.resolve();
        return new Promise((_, reject) => {
          if (init.signal?.aborted === true) reject(new Error("killed"));
          init.signal?.addEventListener("abort", () => reject(new Error("killed")));
        });
      },
    });
    await Promise.race([killed.promise, idle(laptop)]);
    await laptop.kill();
    // Meanwhile the book changes: a page that was stored must not hide it.
    server.put("account", sampleAccount(`acc_${killAt % 8}`, { name: `Account changed ${killAt}` }));
    const again = startLaptop(disk, { fetch: server.fetch });
    await idle(again);
    expect(await accountNames(again), `killed at ${killAt}`).toEqual(serverNames(server));
    // Pages that were stored are not fetched again: only those that were on their way.
    expect(server.requests.filter(isPage).length, `killed at ${killAt}`).toBeLessThanOrEqual(pages + 5);
    await again.kill();
  }
});

test("an edit is shown at once, reaches the backend, and its overlay goes with the pull", async () => {
  const { server, start } = bench();
  const laptop = start();
  await idle(laptop);
  const done = await laptop.client.edit([
    { op: "patch", kind: "account", id: "acc_1", fields: { name: "Account renamed" } },
    { op: "create", kind: "timeline", id: "note_1", fields: sampleNote("acc_1", "called") },
  ]);
  expect(done).toEqual({ ok: true, value: undefined });
  expect(await accountNames(laptop)).toContain("Account renamed");
  await status(laptop, (now) => now.pendingEdits === 0 && now.phase === "idle");
  expect(server.get("account", "acc_1")?.["name"]).toBe("Account renamed");
  expect(server.get("timeline", "note_1")?.["text"]).toBe("called");
  await laptop.kill();
});

test("edits made offline survive a kill and are sent once, even when an answer is lost", async () => {
  const { server, disk, start } = bench();
  const online = start();
  await idle(online);
  await online.kill();
  server.intercept = () => Promise.reject(new TypeError("no network"));
  const offline = start();
  await status(offline, (now) => now.phase === "offline");
  for (let i = 0; i < 3; i += 1)
    await offline.client.edit([{ op: "create", kind: "timeline", id: `note_${i}`, fields: sampleNote("acc_1", `note ${i}`) }]);
  await offline.kill();
  let lost = 0;
  server.intercept = async (path, answer) => {
    const response = await answer();
    if (!path.includes("/push") || lost === 2) return response;
    lost += 1;
    throw new TypeError("connection reset");
  };
  const again = startLaptop(disk, { fetch: server.fetch, random: () => 0 });
  await status(again, (now) => now.pendingEdits === 0 && now.phase === "idle");
  expect(lost).toBe(2);
  expect(server.all("timeline").map((entry) => entry["text"])).toEqual(["note 0", "note 1", "note 2"]);
  await again.kill();
});

test("a refused creation waits for the user with the edits that depend on it", async () => {
  const { server, start } = bench();
  server.refuse = (mutation) => (mutation.op === "create" ? { code: "invalid", message: "title is not allowed" } : null);
  const laptop = start();
  await idle(laptop);
  const task = { accountId: "acc_1", title: "Ask", ownerId: "user_1", dueOn: null, state: "open", doneOn: null, playbook: null };
  await laptop.client.edit([
    { op: "create", kind: "task", id: "task_1", fields: task },
    { op: "patch", kind: "task", id: "task_1", fields: { title: "Ask again" } },
  ]);
  const { attention } = await status(laptop, (now) => now.attention.length === 2 && now.pendingEdits === 0);
  expect(attention.map(({ recordId, op, code, mine }) => ({ recordId, op, code, title: mine["title"] }))).toEqual([
    { recordId: "task_1", op: "create", code: "invalid", title: "Ask" },
    { recordId: "task_1", op: "patch", code: "depends", title: "Ask again" },
  ]);
  server.refuse = null;
  for (const item of attention) await laptop.client.resolveAttention(item.clientId, item.mutationId, "retry");
  await status(laptop, (now) => now.attention.length === 0 && now.pendingEdits === 0);
  expect(server.get("task", "task_1")?.["title"]).toBe("Ask again");
  await laptop.kill();
});

test("an answer that is not the backend's is never taken for data", async () => {
  const { server, start } = bench();
  const truths = serverNames(server);
  const spoilt: ((response: Response) => Promise<Response>)[] = [
    async () => new Response("<html>Sign in to the hotel's network</html>", { headers: { "content-type": "text/html" } }),
    async (response) => new Response((await response.arrayBuffer()).slice(0, 40)),
    async () => Response.json({ status: "ok" }),
    async () => new Response(null, { status: 204 }),
    async () => new Response("x", { status: 502 }),
  ];
  let turn = 0;
  server.intercept = async (_path, answer) => {
    turn += 1;
    const spoil = turn % 2 === 0 ? spoilt[(turn / 2) % spoilt.length] : undefined;
    return spoil === undefined ? answer() : spoil(await answer());
  };
  const laptop = startLaptop(new Disk(), { fetch: server.fetch, random: () => 0 });
  await vi.waitFor(() => expect(turn).toBeGreaterThan(40), { timeout: 20_000 });
  server.intercept = null;
  await idle(laptop);
  expect(await accountNames(laptop)).toEqual(truths);
  await laptop.kill();
  void start;
});

test("401 pauses without dropping, and goes on when the user is signed in again", async () => {
  const { server, start } = bench();
  const laptop = start();
  await idle(laptop);
  server.intercept = async () => Response.json({ error: { code: "unauthorized", message: "sign in" } }, { status: 401 });
  await laptop.client.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "Account later" } }]);
  const paused = await status(laptop, (now) => now.phase === "paused");
  expect([paused.pausedBy, paused.pendingEdits]).toEqual(["unauthorized", 1]);
  server.intercept = null;
  laptop.client.syncNow();
  await status(laptop, (now) => now.phase === "idle" && now.pendingEdits === 0);
  expect(server.get("account", "acc_1")?.["name"]).toBe("Account later");
  await laptop.kill();
});

test("a backend restored from an older copy gets a new copy taken and the lost edits again", async () => {
  const { server, start } = bench();
  const laptop = start();
  await idle(laptop);
  const backup = server.backup();
  await laptop.client.edit([{ op: "create", kind: "timeline", id: "note_1", fields: sampleNote("acc_1", "kept") }]);
  await status(laptop, (now) => now.phase === "idle" && now.pendingEdits === 0);
  server.rewind(backup, "e2");
  expect(server.get("timeline", "note_1")).toBeUndefined();
  laptop.client.syncNow();
  await vi.waitFor(() => expect(server.get("timeline", "note_1")?.["text"]).toBe("kept"), { timeout: 20_000 });
  await status(laptop, (now) => now.phase === "idle" && now.pendingEdits === 0);
  expect(await accountNames(laptop)).toEqual(serverNames(server));
  await laptop.kill();
});

test("a scope that changed brings a new copy; pending edits are kept", async () => {
  const { server, start } = bench();
  const laptop = start();
  await idle(laptop);
  server.scopeVersion = 2;
  server.remove("account", "acc_0");
  await laptop.client.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "Account mine" } }]);
  await status(laptop, (now) => now.phase === "idle" && now.pendingEdits === 0);
  await vi.waitFor(async () => expect(await accountNames(laptop)).toEqual(serverNames(server)));
  expect(server.get("account", "acc_1")?.["name"]).toBe("Account mine");
  await laptop.kill();
});

test("usage of an account that came into scope arrives, though it is older than what is here", async () => {
  const { server, start } = bench();
  const usage = (accountId: string, rev: number): PackedChunk => ({
    accountId,
    metric: "pcu",
    region: "cn-east",
    carrier: null,
    sdk: null,
    platform: null,
    month: "2026-09",
    rev,
    ...packValues(new Float64Array(720).fill(rev)),
  });
  server.chunks = [usage("acc_1", 6)];
  server.chunkHead = 6;
  const laptop = start();
  const peaks = async (): Promise<readonly (readonly [string, number | null])[]> =>
    (await laptop.client.query("accountRows", undefined)).rows
      .filter((row) => row.peakPcu !== null)
      .map((row) => [row.id, row.peakPcu] as const)
      .toSorted();
  await vi.waitFor(async () => expect(await peaks()).toEqual([["acc_1", 6]]));
  await status(laptop, (now) => now.phase === "idle" && now.progress === null);
  server.scopeVersion = 2;
  server.put("account", sampleAccount("acc_taken_over", { name: "Account taken over", ownerId: "user_1" }));
  server.chunks = [...server.chunks, usage("acc_taken_over", 3)];
  laptop.client.syncNow();
  await vi.waitFor(async () =>
    expect(await peaks()).toEqual([
      ["acc_1", 6],
      ["acc_taken_over", 3],
    ]),
  );
  await laptop.kill();
});

test("the browser's store is lost: unsent edits come back from the mirror, once", async () => {
  const { server, disk, start } = bench();
  const online = start();
  await idle(online);
  server.intercept = () => Promise.reject(new TypeError("no network"));
  await online.client.edit([{ op: "create", kind: "timeline", id: "note_1", fields: sampleNote("acc_1", "from the train") }]);
  await vi.waitFor(() => expect(disk.mirror.length).toBe(1));
  await online.kill();
  disk.loseStore();
  server.intercept = null;
  const again = start();
  await status(again, (now) => now.phase === "idle" && now.pendingEdits === 0);
  expect(server.all("timeline").map((entry) => entry["text"])).toEqual(["from the train"]);
  await vi.waitFor(() => expect(disk.mirror).toEqual([]));
  await again.kill();
});

test("of two windows one leads; the other's edits go out and its screen follows", async () => {
  const { server, start } = bench();
  const [first, second] = [start(), start()];
  await Promise.race([
    status(first, (now) => now.leader && now.phase === "idle"),
    status(second, (now) => now.leader && now.phase === "idle"),
  ]);
  await second.client.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { name: "Account from second" } }]);
  await first.client.edit([{ op: "patch", kind: "account", id: "acc_2", fields: { name: "Account from first" } }]);
  await vi.waitFor(() =>
    expect([server.get("account", "acc_1")?.["name"], server.get("account", "acc_2")?.["name"]]).toEqual([
      "Account from second",
      "Account from first",
    ]),
  );
  for (const laptop of [first, second]) await vi.waitFor(async () => expect(await accountNames(laptop)).toEqual(serverNames(server)));
  await first.kill();
  server.put("account", sampleAccount("acc_late", { name: "Account late" }));
  second.client.syncNow();
  await vi.waitFor(async () => expect(await accountNames(second)).toEqual(serverNames(server)), { timeout: 10_000 });
  await second.kill();
});
