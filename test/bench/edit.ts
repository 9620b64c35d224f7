import type { Bench } from "./bench.ts";
import { startBenchBackend } from "./support/bench-backend.ts";
import { openBenchWindow } from "./support/bench-window.ts";

const runs = 20;

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}

/** A renamed account: from the edit to the watched result in the window that shows it. Durability in the note. */
export const bench: Bench = {
  name: "edit",
  run: async (size) => {
    const backend = await startBenchBackend(size);
    const window = await openBenchWindow(backend);
    try {
      await window.page.evaluate(() => globalThis.window.headroomBench.open("edit"));
      const runsMs: number[] = [];
      const durableMs: number[] = [];
      const floorRunsMs: number[] = [];
      for (let run = 0; run <= runs; run += 1) {
        const result = await window.page.evaluate((text) => globalThis.window.headroomBench.edit(text), `zqname${run}`);
        const floor = await window.page.evaluate((name) => globalThis.window.headroomBench.dexiePut(name, 1), `one-${run}`);
        if (run === 0) continue;
        runsMs.push(result.shownMs);
        durableMs.push(result.durableMs);
        floorRunsMs.push(floor);
      }
      return {
        runsMs,
        floorName: "one Dexie row put and read",
        floorRunsMs,
        note: `durable in the outbox: p95 ${Math.round(p95(durableMs))} ms`,
      };
    } finally {
      await window.close();
      await backend.stop();
    }
  },
};
