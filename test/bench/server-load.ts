import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBackendStore, type StoreTarget } from "../../backend/storage/open-backend-store.ts";
import { BackendChild } from "../support/backend-child.ts";
import { createDatabase, startPostgres } from "../support/postgres.ts";
import type { Bench, BenchRun, BenchSize } from "./bench.ts";
import { makeLoadCompany } from "./support/load-company.ts";
import type { LoadPlan, LoadResult, RequestKind } from "./support/load-plan.ts";

/** In real time: two polls of every laptop. What is spread over a morning's half-hour comes in a minute, so arrivals are thirty times as dense. */
const seconds = 60;

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0);
}

function generate(plan: LoadPlan): Promise<LoadResult> {
  const child = fork(join(import.meta.dirname, "support/load-generator.ts"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  return new Promise((resolve, reject) => {
    child.once("message", (result: LoadResult) => resolve(result));
    child.once("exit", (code) => reject(new Error(`the load generator ended with ${String(code)}`)));
    child.send(plan);
  });
}

function sentence({ timesMs, errors, lost, doubled, conflicts, pokes }: LoadResult): string {
  const all = Object.values(timesMs).flat();
  const parts = (Object.keys(timesMs) as RequestKind[])
    .filter((kind) => timesMs[kind].length > 0)
    .map((kind) => `${kind} ${timesMs[kind].length}: p50 ${quantile(timesMs[kind], 0.5)}, p95 ${quantile(timesMs[kind], 0.95)}`);
  const failed = Object.entries(errors).map(([what, times]) => `${times} × ${what}`);
  return [
    `p50 ${quantile(all, 0.5)}, p95 ${quantile(all, 0.95)}, p99 ${quantile(all, 0.99)} ms of ${all.length} requests in ${seconds} s`,
    `errors ${failed.length === 0 ? 0 : failed.join(", ")}; lost ${lost}; doubled ${doubled}`,
    `${conflicts} conflicts, ${pokes} pokes`,
    parts.join("; "),
  ].join(" | ");
}

async function measure(target: StoreTarget, size: BenchSize): Promise<BenchRun> {
  const store = await openBackendStore(target);
  const company = await makeLoadCompany(store, size);
  await store.close();
  const backend = new BackendChild(target, "--log", "error");
  await backend.start();
  try {
    const result = await generate({ ...company, origin: `http://127.0.0.1:${backend.port}`, seconds });
    if (backend.said.includes("fault")) process.stderr.write(backend.said);
    return {
      runsMs: Object.values(result.timesMs).flat(),
      floorName: "the same requests one after the other, same run",
      floorRunsMs: result.aloneMs,
      note: sentence(result),
    };
  } finally {
    await backend.kill("SIGTERM");
  }
}

/**
 * 200 laptops that listen and poll every 30 s, and 50 that come back with 500 edits each, a fifth of them against another's: how long a request
 * takes on a real backend process on a real, durable PostgreSQL. The load comes from a process of its own, and everything is read back at the end.
 */
export const bench: Bench = {
  name: "server-load",
  run: async (size) => {
    const server = await startPostgres({ durable: true });
    try {
      return await measure({ databaseUrl: await createDatabase(server.adminUrl) }, size);
    } finally {
      await server.stop();
    }
  },
};

/** The same on the embedded database, which is made for one person. */
export async function measureEmbedded(size: BenchSize): Promise<BenchRun> {
  const folder = mkdtempSync(join(tmpdir(), "headroom-load-"));
  try {
    return await measure({ dataDir: join(folder, "data") }, size);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
