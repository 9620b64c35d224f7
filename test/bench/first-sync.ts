import type { Bench, BenchSize } from "./bench.ts";
import { startBenchBackend } from "./support/bench-backend.ts";
import { openBenchWindow } from "./support/bench-window.ts";

const runs: Readonly<Record<BenchSize, { readonly own: number; readonly floor: number }>> = {
  desk: { own: 5, floor: 3 },
  team: { own: 5, floor: 2 },
  region: { own: 5, floor: 1 },
};

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Every document over HTTP until durable and queryable, on an empty profile. */
export const bench: Bench = {
  name: "first-sync",
  run: async (size) => {
    const backend = await startBenchBackend(size);
    const window = await openBenchWindow(backend);
    try {
      const { own, floor } = runs[size];
      const runsMs: number[] = [];
      let accounts = 0;
      let longestTaskMs = 0;
      for (let run = 0; run <= own; run += 1) {
        const page = await window.reopen();
        const result = await page.evaluate((profile) => globalThis.window.headroomBench.firstSync(profile), `first-${run}`);
        accounts = result.accounts;
        longestTaskMs = Math.max(longestTaskMs, result.longestTaskMs);
        // The first run warms the backend's caches.
        if (run > 0) runsMs.push(result.ms);
      }
      const page = await window.reopen();
      const floorRunsMs: number[] = [];
      const sqliteMs: number[] = [];
      for (let run = 0; run < floor; run += 1)
        floorRunsMs.push(await page.evaluate((name) => globalThis.window.headroomBench.dexieRows(name), `floor-${run}`));
      for (let run = 0; run < 3; run += 1)
        sqliteMs.push(await page.evaluate((name) => globalThis.window.headroomBench.sqliteRows(name), `sqlite-${run}`));
      const note = `${accounts} accounts; sqlite-wasm OPFS ${Math.round(median(sqliteMs))} ms; longest task in the window ${Math.round(longestTaskMs)} ms`;
      return { runsMs, floorName: "Dexie rows, two indexes", floorRunsMs, note };
    } finally {
      await window.close();
      await backend.stop();
    }
  },
};
