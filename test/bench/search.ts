import type { Bench } from "./bench.ts";
import { startBenchBackend } from "./support/bench-backend.ts";
import { openBenchWindow } from "./support/bench-window.ts";

/** What people type, a key at a time, in both languages. */
const typed = [
  "a",
  "au",
  "aur",
  "li",
  "liv",
  "live",
  "x",
  "xg",
  "xgz",
  "星",
  "星光",
  "卡顿",
  "华东卡顿",
  "i",
  "in",
  "inc",
  "inc00",
  "wang",
  "wf",
  "bj gz",
];

/** Search as you type over accounts, contacts and incidents, window to window. */
export const bench: Bench = {
  name: "search",
  run: async (size) => {
    const backend = await startBenchBackend(size);
    const window = await openBenchWindow(backend);
    try {
      await window.page.evaluate(() => globalThis.window.headroomBench.open("search"));
      const first = await window.page.evaluate((text) => globalThis.window.headroomBench.search(text), "warm up");
      const runsMs: number[] = [];
      const floorRunsMs: number[] = [];
      for (const text of typed) {
        runsMs.push((await window.page.evaluate((query) => globalThis.window.headroomBench.search(query), text)).ms);
        floorRunsMs.push(await window.page.evaluate((query) => globalThis.window.headroomBench.plainSearch(query), text));
      }
      return {
        runsMs,
        floorName: "regular expression over the accounts alone",
        floorRunsMs,
        note: `first search with dictionary and keys ${Math.round(first.ms)} ms`,
      };
    } finally {
      await window.close();
      await backend.stop();
    }
  },
};
