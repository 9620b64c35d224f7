import type { Bench } from "./bench.ts";
import { openBenchConsole } from "./support/bench-console.ts";

const opened = 20;

/** Goes to a place and waits until its first data are painted; answers how long that took, ms. Runs in the page. */
async function timeToReady(hash: string): Promise<number> {
  const root = document.documentElement;
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const start = performance.now();
  root.dataset["ready"] = "false";
  location.hash = hash;
  while (root.dataset["ready"] !== "true") await nextFrame();
  return performance.now() - start;
}

/** The floor: two frames, which is what painting anything at all takes. */
async function timeOfTwoFrames(): Promise<number> {
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const start = performance.now();
  await nextFrame();
  await nextFrame();
  return performance.now() - start;
}

/** From the list to an account's numbers on screen; going back to the list in the note. */
export const bench: Bench = {
  name: "switch",
  run: async (size) => {
    const { page, close } = await openBenchConsole(size);
    try {
      const ids = await page
        .locator("[role=grid] [role=row][data-key]")
        .evaluateAll((rows) => rows.flatMap((row) => row.getAttribute("data-key") ?? []));
      const runsMs: number[] = [];
      const backMs: number[] = [];
      const floorRunsMs: number[] = [];
      for (let run = 0; run <= opened; run += 1) {
        const id = ids[run % ids.length] ?? "";
        const there = await page.evaluate(timeToReady, `#/accounts/${encodeURIComponent(id)}/overview`);
        const back = await page.evaluate(timeToReady, "#/accounts");
        const floor = await page.evaluate(timeOfTwoFrames);
        // The first opening loads the screen's code.
        if (run === 0) continue;
        runsMs.push(there);
        backMs.push(back);
        floorRunsMs.push(floor);
      }
      const p95 = backMs.toSorted((a, b) => a - b)[Math.ceil(backMs.length * 0.95) - 1] ?? Number.NaN;
      return { runsMs, floorName: "two frames", floorRunsMs, note: `back to the list: p95 ${Math.round(p95)} ms` };
    } finally {
      await close();
    }
  },
};
