import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { Bench } from "./bench.ts";
import { openBenchConsole } from "./support/bench-console.ts";
import { rendererMegabytes } from "./support/renderer-memory.ts";

const samples = 5;
const idleMs = 30_000;
const visits = 60;
const places = ["/today", "/accounts", "/incidents", "/sync"] as const;

async function sampled(profile: string): Promise<readonly number[]> {
  const sizes: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    sizes.push(rendererMegabytes(profile));
    await sleep(1000);
  }
  return sizes;
}

/** Goes from screen to screen, as a working day does. */
async function visit(page: Page, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const place = places[time % places.length] ?? "/today";
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#${place}`);
    await page.locator("html[data-ready=true]").waitFor();
    await sleep(100);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Memory of the window's process with the book of a size, half a minute after its first sync. In the note: what going about in it leaves behind. */
export const bench: Bench = {
  name: "memory",
  unit: "MB",
  run: async (size) => {
    const { page, profile, close } = await openBenchConsole(size);
    try {
      await sleep(idleMs);
      const idle = await sampled(profile);
      await visit(page, visits);
      await sleep(idleMs);
      const used = median(await sampled(profile));
      await visit(page, visits);
      await sleep(idleMs);
      const usedTwice = median(await sampled(profile));
      await page.goto("about:blank");
      await sleep(2000);
      const empty = await sampled(profile);
      const grown = `after ${visits} visits to screens ${Math.round(used)} MB, after ${visits} more ${Math.round(usedTwice)} MB`;
      return { runsMs: idle, floorName: "the same window, empty", floorRunsMs: empty, note: grown };
    } finally {
      await close();
    }
  },
};
