import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type ElectronApplication, type Page, test as base, _electron as electron } from "@playwright/test";
import { installedElectron, standInFolder } from "../../../electron/launch/electron-binary.ts";
import { copyDemoProfile, demoEnvironment, demoSizeOf, isEmptyFolder } from "./demo-profile.ts";

const root = resolve(import.meta.dirname, "../../..");

/** Whether the tests run on Electron's own binary; tests tagged `@electron` need it and are skipped, with this reason, without it. */
export const onRealElectron = installedElectron(root) !== null;
export const needsElectron = "needs the real Electron's binary, which is not installed here";

/** Folder of a packed application, which is started in place of the build; null = the build. Without the real Electron only. */
const packed = process.env["HEADROOM_PACKED"] ?? null;
const packedStandIn = join(standInFolder(root), "packed");

/** More than the preparation of a profile takes on a busy machine. */
const preparingMs = 900_000;

export interface LaunchOptions {
  /** The app's own flags, e.g. `["--demo", "--lang", "en"]`. */
  readonly args?: readonly string[];
  /** Profile folder; the test's own by default, so that a second launch finds what the first left. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A running console and its window. */
export interface Console {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Everything that the app wrote to its standard error. */
  readonly stderr: () => string;
}

interface Fixtures {
  /** A fresh folder for the test's profile, removed afterwards. */
  readonly userData: string;
  /** Starts the built app; whatever still runs is closed when the test ends. With `--demo` the company is there already. */
  readonly launch: (options?: LaunchOptions) => Promise<Console>;
  /** Starts the built app as a user's click on its icon would, without a driver, and waits for its end. */
  readonly runToEnd: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ended>;
}

function environment(extra: Readonly<Record<string, string>>): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined && !name.startsWith("HEADROOM_TOKEN")) env[name] = value;
  // On the first days of a quarter the records would change under a test.
  return { ...env, HEADROOM_DRAFT_REVIEWS: "off", ...extra };
}

/** How a start without a driver ended. */
export interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

function start(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const executable = installedElectron(root) ?? join(standInFolder(root), "electron");
  const asRoot = process.getuid?.() === 0 && onRealElectron ? ["--no-sandbox"] : [];
  return spawn(executable, [root, ...asRoot, ...args], { cwd: root, env: environment(env), stdio: ["ignore", "ignore", "pipe"] });
}

async function whenEnded(child: ChildProcess): Promise<Ended> {
  let stderr = "";
  child.stderr?.on("data", (data: Buffer) => {
    stderr += data.toString("utf8");
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stderr };
}

/** `test` of every end-to-end spec: the same on real Electron and on its stand-in. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern
  userData: async ({}, provide) => {
    const folder = mkdtempSync(join(tmpdir(), "headroom-e2e-"));
    await provide(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ userData }, provide, testInfo) => {
    const running: ElectronApplication[] = [];
    const open = async (args: readonly string[], folder: string, env: Readonly<Record<string, string>>): Promise<Console> => {
      const app = await electron.launch({
        ...(packed === null ? {} : { executablePath: packedStandIn }),
        args: [...(packed === null ? [root] : []), "--user-data", folder, ...args],
        cwd: root,
        env: environment(env),
        // A container's root cannot have Chromium's sandbox; everywhere else the tests run inside it.
        chromiumSandbox: process.getuid?.() !== 0,
      });
      running.push(app);
      let errors = "";
      app.process().stderr?.on("data", (data: Buffer) => {
        errors += data.toString("utf8");
      });
      const page = await app.firstWindow();
      // Electron shows `app://console/…`, its stand-in `http://console.app.localhost/…`.
      await page.waitForURL((url) => url.host.startsWith("console"));
      return { app, page, stderr: () => errors };
    };
    await provide(async ({ args = [], userData: folder = userData, env = {} } = {}) => {
      const size = demoSizeOf(args);
      if (size === null) return await open(args, folder, env);
      const demoEnv = { ...demoEnvironment(size), ...env };
      if (isEmptyFolder(folder)) {
        // Whichever test comes first prepares the profile for all: that time is not its own.
        const { timeout } = testInfo;
        const beganMs = performance.now();
        testInfo.setTimeout(timeout + preparingMs);
        await copyDemoProfile(folder, size, async (making) => {
          const { app, page } = await open(["--demo", "--demo-size", size], making, demoEnv);
          return { page, close: () => app.close() };
        });
        testInfo.setTimeout(timeout + performance.now() - beganMs);
      }
      return await open(args, folder, demoEnv);
    });
    for (const app of running) await app.close().catch(() => undefined);
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  runToEnd: async ({}, provide) => {
    const children: ChildProcess[] = [];
    await provide(async (args, env = {}) => {
      const child = start(args, env);
      children.push(child);
      return await whenEnded(child);
    });
    for (const child of children) if (child.exitCode === null) child.kill("SIGKILL");
  },
});

export { expect } from "@playwright/test";
