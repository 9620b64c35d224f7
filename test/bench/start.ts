import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { Bench } from "./bench.ts";
import { keepBenchConsole } from "./support/bench-console.ts";

const starts = 7;

/** A frame that waits longer than this for the thread does not answer. */
const answersWithinMs = 50;

/**
 * When the accounts were on screen and the window answered to input, ms after the page began to load: rows painted, and no task of more than
 * 50 ms under way or about to begin.
 */
async function usableAtMs(page: Page): Promise<number> {
  await untilReady(page);
  return page.evaluate(async (withinMs) => {
    const readyMs = performance.getEntriesByName("screen-ready")[0]?.startTime ?? Number.NaN;
    const rows = document.querySelectorAll("[role=grid] [role=row][data-key]").length;
    if (rows === 0) throw new Error("the screen is ready without rows");
    const tasks = await new Promise<PerformanceEntryList>((resolve) => {
      const seen: PerformanceEntry[] = [];
      new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
      setTimeout(() => resolve(seen), 300);
    });
    let usableMs = readyMs;
    for (const { startTime, duration } of tasks.toSorted((one, other) => one.startTime - other.startTime)) {
      if (startTime < usableMs + withinMs && startTime + duration > usableMs) usableMs = startTime + duration;
    }
    return usableMs;
  }, answersWithinMs);
}

/** The test driver's own ways of waiting put its scripts into the page, which would be timed with it. */
async function untilReady(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const expression = `performance.getEntriesByName("screen-ready").length`;
  for (let look = 0; look < 240; look += 1) {
    await sleep(250);
    const { result } = await session.send("Runtime.evaluate", { expression });
    if (result.value > 0) return session.detach();
  }
  throw new Error("the screen is not ready after a minute");
}

/** The floor: the same window, page and styles loaded without their scripts, ms until it is complete. */
async function emptyLoadMs(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  await page.reload({ waitUntil: "load" });
  await session.send("Emulation.setScriptExecutionDisabled", { value: false });
  return page.evaluate(() => performance.getEntriesByType("navigation")[0]?.toJSON().loadEventEnd as number);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * A start of the console on a profile that holds the book: from the window's first request to the first frame with accounts that answers to input.
 * What comes before, the start of the desktop's processes up to that request, is in the note.
 */
export const bench: Bench = {
  name: "start",
  run: async (size) => {
    const kept = await keepBenchConsole(size);
    try {
      const runsMs: number[] = [];
      const floorRunsMs: number[] = [];
      const processRunsMs: number[] = [];
      for (let run = 0; run <= starts; run += 1) {
        const launchedMs = Date.now();
        const { page, close } = await kept.start();
        const usableMs = await usableAtMs(page);
        const beforeMs = (await page.evaluate(() => performance.timeOrigin)) - launchedMs;
        const emptyMs = await emptyLoadMs(page);
        await close();
        // The first start after the installation compiles what later ones find compiled.
        if (run === 0) continue;
        runsMs.push(usableMs);
        processRunsMs.push(beforeMs);
        floorRunsMs.push(emptyMs);
      }
      return {
        runsMs,
        floorName: "the same page without its scripts",
        floorRunsMs,
        note: `each in a new process of the desktop, whose own start took ${Math.round(median(processRunsMs))} ms before`,
      };
    } finally {
      kept.remove();
    }
  },
};
