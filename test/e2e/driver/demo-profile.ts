import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { seedDemo } from "../../../backend/demo/seed-demo.ts";
import { createForecastKeeper } from "../../../backend/forecast/forecast-keeper.ts";
import { createScoreKeeper } from "../../../backend/health/score-keeper.ts";
import { openBackendStore } from "../../../backend/storage/open-backend-store.ts";
import type { DemoSize } from "../../../shared/demo/size.ts";
import { hourMs } from "../../../shared/domain/metrics/series.ts";
import { systemClock } from "../../../shared/kernel/clock.ts";

const root = resolve(import.meta.dirname, "../../..");
/** As the desktop makes it. */
const seed = 1;
/** Work for many minutes in larger companies: no test of those looks at forecasts. */
const keptSize: DemoSize = "desk";
const patienceMs = 600_000;
/** The company ends now: an older one is made anew. */
const freshMs = hourMs;

/** The company that `args` ask for, if it is the demonstration company with its backend. */
export function demoSizeOf(args: readonly string[]): DemoSize | null {
  if (!args.includes("--demo") || args.includes("--no-backend")) return null;
  return args.includes("--demo-size") ? (args[args.indexOf("--demo-size") + 1] as DemoSize) : "desk";
}

/** What a start with the demonstration company finds in its environment. */
export function demoEnvironment(size: DemoSize): Readonly<Record<string, string>> {
  return size === keptSize ? {} : { HEADROOM_KEEP_FORECASTS: "off" };
}

export function isEmptyFolder(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}

/**
 * Fills `folder` with a profile of the demonstration company as a desktop leaves it that was started, had its first synchronisation, worked out what
 * it works out in the background, and was closed. Making it takes a minute: it is kept for an hour, for as long as the build makes the same of the
 * same. `start` starts a desktop on it.
 */
export async function copyDemoProfile(folder: string, size: DemoSize, start: (folder: string) => Promise<DemoWindow>): Promise<void> {
  const kept = join(root, "node_modules/.cache/headroom-e2e");
  const prepared = join(kept, `${size}-${buildDigest()}`);
  if (!existsSync(prepared) || isOld(prepared)) {
    mkdirSync(kept, { recursive: true });
    for (const name of readdirSync(kept))
      if (name.startsWith(`${size}-`) || isOld(join(kept, name))) rmSync(join(kept, name), { recursive: true, force: true });
    const making = mkdtempSync(join(kept, "making-"));
    await writeCompany(join(making, "demo", size), size);
    const window = await start(making);
    await untilCopied(window.page, size);
    await window.close();
    renameSync(making, prepared);
  }
  cpSync(prepared, folder, { recursive: true });
}

function isOld(folder: string): boolean {
  return systemClock.now() - statSync(folder).mtimeMs > freshMs;
}

/** Of the parts of the build that write a profile: the backend and the data worker. */
function buildDigest(): string {
  const worker = readdirSync(join(root, "out/renderer/assets")).find((name) => name.startsWith("data-worker-")) ?? "";
  const hash = createHash("sha256").update(worker);
  return hash
    .update(readFileSync(join(root, "out/main/backend.js")))
    .digest("hex")
    .slice(0, 16);
}

/** The window of a desktop that was started on the demonstration company. */
export interface DemoWindow {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** The company with everything that its backend adds in the first minutes. */
async function writeCompany(dataDir: string, size: DemoSize): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const store = await openBackendStore({ dataDir });
  const endMs = Math.floor(systemClock.now() / hourMs) * hourMs;
  await seedDemo(await store.importStore(undefined, "demo"), { size, seed, endMs }, () => undefined);
  const ports = { db: store.db, clock: systemClock, pause: async () => undefined, look: async () => undefined };
  await createScoreKeeper(ports).keepAll();
  if (size === keptSize) await createForecastKeeper(ports).keepAll();
  await store.close();
}

/** Resolves when the window has all of the company, and what it made of it is on the disk. */
async function untilCopied(page: Page, size: DemoSize): Promise<void> {
  await page.locator('html[data-ready="true"][data-settled="true"]').waitFor({ state: "attached", timeout: patienceMs });
  await page.waitForFunction(
    async (wanted) => {
      const name = (await indexedDB.databases()).find((known) => known.name?.startsWith("headroom-"))?.name ?? "";
      const store = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.addEventListener("success", () => resolve(opening.result));
        opening.addEventListener("error", () => reject(new Error("the store could not be opened")));
      });
      const keys = await new Promise<readonly IDBValidKey[]>((resolve, reject) => {
        const reading = store.transaction("derived").objectStore("derived").getAllKeys();
        reading.addEventListener("success", () => resolve(reading.result));
        reading.addEventListener("error", () => reject(new Error("the store could not be read")));
      });
      store.close();
      return wanted.every((key) => keys.includes(key));
    },
    size === keptSize ? ["health", "outlooks"] : ["health"],
    { polling: 1_000, timeout: patienceMs },
  );
}
