import { beforeEach, expect, test, vi } from "vitest";
import type { SyncStatus } from "../data/data-client.ts";
import { Database } from "../data/database.ts";
import { migrations } from "../data/migrations.ts";
import type { DesktopAnswer, DesktopRequest } from "../data/worker-messages.ts";
import { FakeSyncServer } from "../../test/support/fake-sync-server.ts";
import { Disk, type Laptop, startLaptop } from "../../test/support/laptop.ts";
import { systemTimers, type Timers } from "../sync/timers.ts";
import { sampleAccount } from "../../test/support/sample-book.ts";

/** A disk whose desktop can be made to wait or to fail. */
class TestDisk extends Disk {
  asked: string[] = [];
  broken = false;
  override answer(request: DesktopRequest): DesktopAnswer {
    this.asked.push(request.op);
    if (this.broken && request.op === "append") throw new Error("the disk is full");
    return super.answer(request);
  }
}

let disk: TestDisk;
let server: FakeSyncServer;
let reports: unknown[];
beforeEach(() => {
  disk = new TestDisk();
  server = new FakeSyncServer();
  server.put("account", sampleAccount("acc_1"));
  reports = [];
});

interface Started {
  readonly laptop: Laptop;
  readonly seen: SyncStatus[];
  readonly status: () => SyncStatus;
}

function start(more: Pick<Parameters<typeof startLaptop>[1], "screenFirst" | "timers"> = {}): Started {
  const laptop = startLaptop(disk, { fetch: server.fetch, report: (error) => reports.push(error), ...more });
  const seen: SyncStatus[] = [];
  laptop.client.watchSync((status) => seen.push(status));
  return {
    laptop,
    seen,
    status: () => {
      const last = seen.at(-1);
      if (last === undefined) throw new Error("no status");
      return last;
    },
  };
}

const patient = { timeout: 60_000 };
const synced = ({ status }: Started): Promise<void> =>
  vi.waitFor(() => expect([status().phase, status().lastSyncMs !== null]).toEqual(["idle", true]), patient);
const rename = (name: string) => [{ op: "patch" as const, kind: "account" as const, id: "acc_1", fields: { name } }];

test("an edit resolves when database and mirror have it, and no line of the mirror holds its text", async () => {
  const started = start();
  await synced(started);
  disk.asked = [];
  expect(await started.laptop.client.edit(rename("typed text"))).toEqual({ ok: true, value: undefined });
  expect([disk.asked.includes("append"), started.seen.some((status) => status.mirrorFailing)]).toEqual([true, false]);
  expect(disk.mirror.join().includes("typed")).toBe(false);
  await started.laptop.kill();
});

test("a book that is here is read and drawn before the backend is asked for anything", async () => {
  const first = start({ screenFirst: true });
  await synced(first);
  await first.laptop.kill();
  const asked: string[] = [];
  server.intercept = (path, answer) => {
    asked.push(path);
    return answer();
  };
  // Nobody's patience ends by itself.
  const timers: Timers = { after: (ms, run) => systemTimers.after(ms < 1000 ? ms : 2 ** 30, run) };
  const second = start({ screenFirst: true, timers });
  const found = await second.laptop.client.query("search", { text: "acc", limit: 5 });
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect([found.length > 0, asked, second.status().leader]).toEqual([true, [], false]);
  second.laptop.say({ type: "screen-shown" });
  await synced(second);
  expect(asked.length).toBeGreaterThan(0);
  await second.laptop.kill();
});

test("a mirror that does not take an edit is shown; the edit stands, and goes there with the next one", async () => {
  const started = start();
  await synced(started);
  server.intercept = () => Promise.reject(new TypeError("no network"));
  disk.broken = true;
  expect(await started.laptop.client.edit(rename("one"))).toEqual({ ok: true, value: undefined });
  await vi.waitFor(() => expect(started.status().mirrorFailing).toBe(true), patient);
  expect(reports.length).toBeGreaterThan(0);
  disk.broken = false;
  expect(await started.laptop.client.edit(rename("two"))).toEqual({ ok: true, value: undefined });
  await vi.waitFor(() => expect(started.status().mirrorFailing).toBe(false), patient);
  await started.laptop.kill();
});

test("a lost store is said, with the edits that came back", async () => {
  const started = start();
  await synced(started);
  server.intercept = () => Promise.reject(new TypeError("no network"));
  await started.laptop.client.edit(rename("typed offline"));
  await vi.waitFor(() => expect(disk.mark).toMatchObject({ nextMutationId: 2, unsent: 1, copy: { generation: 1 } }), patient);
  await started.laptop.kill();
  disk.loseStore();
  server.intercept = null;
  const again = start();
  await vi.waitFor(() => expect(again.status().storeLost).toMatchObject({ restoredEdits: 1 }), patient);
  await vi.waitFor(() => expect(server.get("account", "acc_1")?.["name"]).toBe("typed offline"), patient);
  await synced(again);
  await again.laptop.kill();
  const third = start();
  await synced(third);
  expect(third.status().storeLost).toBeNull();
  await third.laptop.kill();
});

test("why a store cannot be used is said before any query fails of it", async () => {
  const newer = new Database("test", disk.idb, [...migrations, { version: 40, stores: { fresh: "id" } }]);
  newer.useStore(0);
  await newer.dexie.open();
  newer.dexie.close();
  const { laptop, seen, status } = start();
  const faultThen = await new Promise((resolve) => {
    laptop.client.watch(
      "accountHead",
      { accountId: "acc_1" },
      () => resolve("an answer"),
      () => resolve(seen.at(-1)?.storeFault),
    );
  });
  expect([faultThen, status().storeFault, reports]).toEqual(["newer", "newer", []]);
  await laptop.kill();
});
