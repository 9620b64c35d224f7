import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { _electron as electron, type Page } from "@playwright/test";
import { buildIfStale } from "../../../electron/launch/build-if-stale.ts";
import { installedElectron, standInFolder } from "../../../electron/launch/electron-binary.ts";
import { ensureChromium } from "../../support/chromium.ts";
import type { BenchSize } from "../bench.ts";
import { seededFolder } from "./bench-backend.ts";

const root = resolve(import.meta.dirname, "../../..");

/** The built console on the demonstration company of a size, its account list on screen. */
export interface BenchConsole {
  readonly page: Page;
  readonly profile: string;
  close(): Promise<void>;
}

/** A profile that holds a company, to start the console on again and again. */
export interface KeptConsole {
  start(): Promise<BenchConsole>;
  remove(): void;
}

/** A console whose first sync is over: nothing but what is timed goes on in it. */
export async function openBenchConsole(size: BenchSize): Promise<BenchConsole> {
  const profile = newProfile(size);
  const { page, close } = await launch(profile);
  await untilSettled(page);
  return {
    page,
    profile,
    close: async () => {
      await close();
      remove(profile);
    },
  };
}

/** Makes the company and syncs it once. */
export async function keepBenchConsole(size: BenchSize): Promise<KeptConsole> {
  const profile = newProfile(size);
  const first = await launch(profile);
  await untilSettled(first.page);
  await first.close();
  return { start: () => launch(profile), remove: () => remove(profile) };
}

/** A profile beside a copy of the company, which is made once and kept. */
function newProfile(size: BenchSize): string {
  const profile = mkdtempSync(join(tmpdir(), "headroom-bench-"));
  cpSync(seededFolder(size), join(profile, "company"), { recursive: true });
  return profile;
}

function remove(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

/** The first sync of the largest company takes a while; that is not what is timed here. */
async function untilSettled(page: Page): Promise<void> {
  await page.locator("html[data-settled=true][data-ready=true]").waitFor({ timeout: 900_000 });
}

async function launch(profile: string): Promise<BenchConsole> {
  if (!buildIfStale(root)) throw new Error("the build failed: see above");
  if (installedElectron(root) === null) {
    ensureChromium();
    process.env["ELECTRON_OVERRIDE_DIST_PATH"] = standInFolder(root);
  }
  // The same is timed on every day of a quarter.
  process.env["HEADROOM_DRAFT_REVIEWS"] = "off";
  const app = await electron.launch({
    args: [root, "--user-data", profile, "--data", join(profile, "company"), "--lang", "zh-CN", "--theme", "light", "--route", "/accounts"],
    cwd: root,
    chromiumSandbox: process.getuid?.() !== 0,
  });
  return { page: await app.firstWindow(), profile, close: () => app.close() };
}
