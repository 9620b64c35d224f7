import { Dexie } from "dexie";
import type { DataClient, SyncStatus } from "../../../renderer/data/data-client.ts";
import { createWorkerDataClient } from "../../../renderer/data/worker-client.ts";
import type { DesktopAnswer, DesktopRequest } from "../../../renderer/data/worker-messages.ts";
import type { VaultKey } from "../../../shared/bridge/vault.ts";
import { allPages } from "./all-pages.ts";
import type { BenchPage } from "./bench-page.ts";

let client: DataClient | null = null;
let worker: Worker | null = null;

/** Sealing costs the same under any key. */
function benchKey(id: string): VaultKey {
  return { id, bytes: new Uint8Array(32).fill(id.length) };
}

function start(profile: string): DataClient {
  worker = new Worker(new URL("../../../renderer/workers/data-worker.ts", import.meta.url), { type: "module" });
  client = createWorkerDataClient({
    port: worker,
    profile,
    vault: { copy: [benchKey("copy1")], edits: [benchKey("edits1")], mark: null },
    desktop: (request) => askDesktop(profile, request),
    onSuperseded: () => undefined,
  });
  return client;
}

async function askDesktop(profile: string, request: DesktopRequest): Promise<DesktopAnswer> {
  const answer = await fetch("/desktop", { method: "POST", body: JSON.stringify({ profile, request }) });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as DesktopAnswer;
}

function running(): DataClient {
  if (client === null) throw new Error("no profile is open");
  return client;
}

function until(data: DataClient, holds: (status: SyncStatus) => boolean): Promise<void> {
  return new Promise((resolve) => {
    data.watchSync((status) => {
      if (holds(status)) resolve();
    });
  });
}

function longestTask(): () => number {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
  });
  observer.observe({ type: "longtask" });
  return () => {
    observer.disconnect();
    return longest;
  };
}

function rowDatabase(name: string): Dexie {
  const db = new Dexie(name);
  db.version(1).stores({ doc: "[recordKind+id],accountId,rev" });
  return db;
}

async function fill(db: Dexie): Promise<void> {
  await allPages(async (recordKind, docs) => {
    await db.table("doc").bulkPut(docs.map((doc) => ({ ...doc, recordKind })));
  });
}

const bench: BenchPage = {
  firstSync: async (profile) => {
    const longest = longestTask();
    const started = performance.now();
    const data = start(profile);
    await until(data, (status) => status.lastSyncMs !== null);
    const { rows } = await data.query("accountRows", { todayMs: Date.now() } as never);
    return { ms: performance.now() - started, accounts: rows.length, longestTaskMs: longest() };
  },
  coldStart: async (profile) => {
    const started = performance.now();
    const { rows } = await start(profile).query("accountRows", { todayMs: Date.now() } as never);
    return { ms: performance.now() - started, accounts: rows.length };
  },
  open: (profile) => until(start(profile), (status) => status.lastSyncMs !== null),
  close: () => {
    worker?.terminate();
    worker = null;
    client = null;
  },
  pull: (mark) =>
    new Promise((resolve, reject) => {
      const data = running();
      let started = Number.POSITIVE_INFINITY;
      const stop = data.watch(
        "search",
        { text: mark, limit: 5 },
        (items) => {
          if (items.length === 0) {
            started = performance.now();
            data.syncNow();
          } else {
            stop();
            resolve(performance.now() - started);
          }
        },
        reject,
      );
    }),
  edit: async (text) => {
    const data = running();
    const id = await bench.anyAccount();
    let started = 0;
    const shown = new Promise<number>((resolve, reject) => {
      const stop = data.watch(
        "search",
        { text, limit: 1 },
        (items) => {
          if (items.length === 0) return;
          stop();
          resolve(performance.now() - started);
        },
        reject,
      );
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    started = performance.now();
    const done = await data.edit([{ op: "patch", kind: "account", id, fields: { name: text } }]);
    if (!done.ok) throw new Error(done.error.message);
    const durableMs = performance.now() - started;
    return { shownMs: await shown, durableMs };
  },
  search: async (text) => {
    const started = performance.now();
    const items = await running().query("search", { text, limit: 20 });
    return { ms: performance.now() - started, items: items.length };
  },
  dexieRows: async (name) => {
    const started = performance.now();
    const db = rowDatabase(name);
    await fill(db);
    await db.table("doc").where("[recordKind+id]").between(["account", ""], ["account", "\uffff"]).toArray();
    const ms = performance.now() - started;
    await db.delete();
    return ms;
  },
  dexieFill: async (name) => {
    const db = rowDatabase(name);
    await fill(db);
    db.close();
  },
  dexieOpen: async (name) => {
    const started = performance.now();
    const db = rowDatabase(name);
    for (const kind of ["account", "capacity", "contract", "incident", "task", "timeline"]) {
      await db.table("doc").where("[recordKind+id]").between([kind, ""], [kind, "\uffff"]).toArray();
    }
    const ms = performance.now() - started;
    db.close();
    return ms;
  },
  anyAccount: async () => {
    const { rows } = await running().query("accountRows", { todayMs: Date.now() } as never);
    return rows[0]?.id ?? "";
  },
  sqliteRows: (name) =>
    new Promise((resolve, reject) => {
      const sqlite = new Worker(new URL("./sqlite-worker.ts", import.meta.url), { type: "module" });
      sqlite.addEventListener("message", (event: MessageEvent<number>) => {
        sqlite.terminate();
        resolve(event.data);
      });
      sqlite.addEventListener("error", (event) => reject(new Error(event.message)));
      sqlite.postMessage(name);
    }),
  dexiePut: async (name, rows) => {
    const db = new Dexie(name);
    db.version(1).stores({ doc: "id,accountId,rev" });
    const docs = Array.from({ length: rows }, (_, i) => ({
      id: `d${i}`,
      accountId: `a${i % 60}`,
      rev: i,
      text: `A note of some length, as people write them, number ${i}`,
      at: new Date(i * 1000).toISOString(),
    }));
    await db.open();
    const started = performance.now();
    await db.table("doc").bulkPut(docs);
    await db.table("doc").where("accountId").equals("a1").toArray();
    const ms = performance.now() - started;
    await db.delete();
    return ms;
  },
  plainSearch: async (text) => {
    const data = running();
    const { rows } = await data.query("accountRows", { todayMs: Date.now() } as never);
    const started = performance.now();
    const wanted = new RegExp(text, "iu");
    rows.filter((row) => wanted.test(JSON.stringify(row)));
    return performance.now() - started;
  },
};
window.headroomBench = bench;
