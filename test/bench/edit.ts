import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench } from "./bench.ts";
import { startBenchBackend } from "./support/bench-backend.ts";
import { openBenchWindow } from "./support/bench-window.ts";

const runs = 20;

/** Nearest-rank quantile in whole milliseconds. */
function quantile(values: readonly number[], q: number): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.ceil(values.length * q) - 1] ?? Number.NaN);
}

/** A line appended to a file and synced to the disk, ms: no durable edit can be faster than the disk. */
async function syncedLineMs(file: string): Promise<number> {
  const started = performance.now();
  const handle = await open(file, "a");
  await handle.writeFile("a line as long as an edit that is sealed and written in base64, more or less\n");
  await handle.sync();
  await handle.close();
  return performance.now() - started;
}

/** A renamed account: from the edit to the watched result in the window that shows it. In the note: to the database and the mirror file, both synced. */
export const bench: Bench = {
  name: "edit",
  run: async (size) => {
    const backend = await startBenchBackend(size);
    const window = await openBenchWindow(backend);
    const folder = mkdtempSync(join(tmpdir(), "headroom-bench-disk-"));
    try {
      await window.page.evaluate(() => globalThis.window.headroomBench.open("edit"));
      const runsMs: number[] = [];
      const durableMs: number[] = [];
      const diskMs: number[] = [];
      const floorRunsMs: number[] = [];
      for (let run = 0; run <= runs; run += 1) {
        const result = await window.page.evaluate((text) => globalThis.window.headroomBench.edit(text), `zqname${run}`);
        const floor = await window.page.evaluate((name) => globalThis.window.headroomBench.dexiePut(name, 1), `one-${run}`);
        const disk = await syncedLineMs(join(folder, "line"));
        if (run === 0) continue;
        runsMs.push(result.shownMs);
        durableMs.push(result.durableMs);
        diskMs.push(disk);
        floorRunsMs.push(floor);
      }
      const durable = `durable in database and mirror file: median ${quantile(durableMs, 0.5)} ms, p95 ${quantile(durableMs, 0.95)} ms`;
      const disk = `one synced line: median ${quantile(diskMs, 0.5)} ms, p95 ${quantile(diskMs, 0.95)} ms`;
      return { runsMs, floorName: "one Dexie row put and read", floorRunsMs, note: `${durable}; ${disk}` };
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await window.close();
      await backend.stop();
    }
  },
};
