import type { Bench } from "./bench.ts";
import { startBenchBackend } from "./support/bench-backend.ts";
import { openBenchWindow } from "./support/bench-window.ts";

const runs = 7;

/** A second start: from the start of the data worker to the rows of the accounts screen, on a profile that holds the book. */
export const bench: Bench = {
  name: "cold-data",
  run: async (size) => {
    const backend = await startBenchBackend(size);
    const window = await openBenchWindow(backend);
    try {
      await window.page.evaluate(() => globalThis.window.headroomBench.open("cold"));
      const runsMs: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const page = await window.reopen();
        runsMs.push((await page.evaluate(() => globalThis.window.headroomBench.coldStart("cold"))).ms);
      }
      const floorRunsMs: number[] = [];
      const page = await window.reopen();
      await page.evaluate(() => globalThis.window.headroomBench.dexieFill("cold-floor"));
      for (let run = 0; run < 3; run += 1) {
        const again = await window.reopen();
        floorRunsMs.push(await again.evaluate(() => globalThis.window.headroomBench.dexieOpen("cold-floor")));
      }
      return { runsMs, floorName: "the same documents read from Dexie rows", floorRunsMs, note: "module load of the worker included" };
    } finally {
      await window.close();
      await backend.stop();
    }
  },
};
