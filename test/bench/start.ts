import type { Page } from "@playwright/test";
import type { Bench } from "./bench.ts";
import { keepBenchConsole } from "./support/bench-console.ts";

const starts = 7;

/** When the accounts were on screen, ms after the page began to load. */
async function readyAtMs(page: Page): Promise<number> {
  await page.locator("html[data-ready=true]").waitFor({ timeout: 60_000 });
  return page.evaluate(() => performance.getEntriesByName("screen-ready")[0]?.startTime ?? Number.NaN);
}

/** The floor: the same window, page and styles loaded without their scripts, ms until it is complete. */
async function emptyLoadMs(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  await page.reload({ waitUntil: "load" });
  await session.send("Emulation.setScriptExecutionDisabled", { value: false });
  return page.evaluate(() => performance.getEntriesByType("navigation")[0]?.toJSON().loadEventEnd as number);
}

/** A start of the console on a profile that holds the book: from the window's first request to the accounts on screen. */
export const bench: Bench = {
  name: "start",
  run: async (size) => {
    const kept = await keepBenchConsole(size);
    try {
      const runsMs: number[] = [];
      const floorRunsMs: number[] = [];
      for (let run = 0; run <= starts; run += 1) {
        const { page, close } = await kept.start();
        const readyMs = await readyAtMs(page);
        const emptyMs = await emptyLoadMs(page);
        await close();
        // The first start after the installation compiles what later ones find compiled.
        if (run === 0) continue;
        runsMs.push(readyMs);
        floorRunsMs.push(emptyMs);
      }
      return { runsMs, floorName: "the same page without its scripts", floorRunsMs, note: "each in a new process of the desktop" };
    } finally {
      kept.remove();
    }
  },
};
