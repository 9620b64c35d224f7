import type { Page } from "@playwright/test";
import type { Random } from "../../../shared/kernel/random.ts";
import { type Console, expect, type LaunchOptions } from "../../e2e/driver/console-test.ts";
import { FirstRunPage } from "../../e2e/pages/first-run-page.ts";
import { ShellPage } from "../../e2e/pages/shell-page.ts";
import type { FaultProxy } from "../../support/tcp-proxy.ts";
import { firstAccount } from "./company.ts";
import type { CompanyServer } from "./company-server.ts";
import { Typist } from "./typist.ts";
import { bookOfServer, bookOfWindow, brokenPromises } from "./whole.ts";
import { WindowData } from "./window-data.ts";

export interface SceneParts {
  readonly seed: number;
  readonly random: Random;
  readonly server: CompanyServer;
  readonly proxy: FaultProxy;
  readonly launch: (options?: LaunchOptions) => Promise<Console>;
  /** Folder of the desktop's profile. */
  readonly userData: string;
  /** Runs when the fault is over, whatever came of it. */
  readonly atEnd: (job: () => Promise<void>) => void;
}

const patienceMs = 120_000;

/** A laptop, its backend, and what stands between them. */
export class Scene {
  readonly seed: number;
  readonly random: Random;
  readonly server: CompanyServer;
  readonly proxy: FaultProxy;
  readonly typist: Typist;
  readonly userData: string;
  readonly atEnd: SceneParts["atEnd"];
  readonly #launch: SceneParts["launch"];
  #desktop: Console | null = null;
  #data: WindowData | null = null;

  constructor({ seed, random, server, proxy, launch, userData, atEnd }: SceneParts) {
    this.seed = seed;
    this.random = random;
    this.server = server;
    this.proxy = proxy;
    this.userData = userData;
    this.atEnd = atEnd;
    this.#launch = launch;
    this.typist = new Typist(random, `seed ${seed}`);
  }

  get desktop(): Console {
    if (this.#desktop === null) throw new Error("the desktop does not run");
    return this.#desktop;
  }

  get data(): WindowData {
    if (this.#data === null) throw new Error("no window is open");
    return this.#data;
  }

  /** Starts the desktop on its profile, connected through the proxy by the command line. */
  async open(): Promise<void> {
    await this.#start(["--server", this.proxy.url], { HEADROOM_TOKEN: this.server.company.token });
    this.#data = await WindowData.of(this.desktop.page);
  }

  /** Starts the desktop where its window will not open the store. */
  async openShut(): Promise<Page> {
    await this.#start(["--server", this.proxy.url], { HEADROOM_TOKEN: this.server.company.token });
    return this.desktop.page;
  }

  /** Starts the desktop after its clock has jumped further than the grace of the vault: the user lets it reach the backend first. */
  async openOverdue(): Promise<void> {
    await this.#start(["--server", this.proxy.url], { HEADROOM_TOKEN: this.server.company.token });
    await this.desktop.page.getByRole("button", { name: "Connect", exact: true }).click();
    this.#data = await WindowData.of(this.desktop.page);
  }

  /** Starts the desktop on a profile that knows no company and signs in with a token, as a user does. */
  async signIn(): Promise<void> {
    await this.#start([], {});
    const firstRun = new FirstRunPage(this.desktop.page);
    await firstRun.toWaysOf(this.proxy.url);
    await firstRun.useToken(this.server.company.token);
    this.#data = await WindowData.of(this.desktop.page);
  }

  async #start(connection: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
    const args = [...connection, "--route", `/accounts/${firstAccount}/timeline`, "--lang", "en"];
    this.#desktop = await this.#launch({ args, userData: this.userData, env });
  }

  /** Starts the desktop and waits until it holds the book. */
  async openWhole(): Promise<void> {
    await this.open();
    await this.untilQuiet();
  }

  /** The window is another page now, e.g. after its process was killed. */
  adopt(data: WindowData): void {
    this.#data = data;
  }

  /** The user closes the app. */
  async close(): Promise<void> {
    await this.desktop.app.close();
    this.#desktop = null;
    this.#data = null;
  }

  /** The desktop dies as in a power cut. */
  async killDesktop(): Promise<void> {
    const running = this.desktop.app.process();
    const ended = new Promise((resolve) => {
      running.once("exit", resolve);
    });
    running.kill("SIGKILL");
    await ended;
    this.#desktop = null;
    this.#data = null;
  }

  /** Writes a note with the keyboard, as the user does; it counts once another edit behind it is durable. */
  async typeNote(): Promise<void> {
    const text = this.typist.newText();
    const { page } = this.data;
    await new ShellPage(page, "en").ready();
    await page.getByRole("textbox", { name: "What happened" }).fill(text);
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText(text)).toBeVisible();
    await this.typist.write(this.data, 1);
    this.typist.promiseNote(text);
  }

  /** Waits until nothing waits and nothing moves. With `nudge` the user presses "Synchronise now" meanwhile: a long wait is cut short. */
  async untilQuiet({ nudge = false } = {}): Promise<void> {
    await expect
      .poll(
        async () => {
          if (nudge) await this.data.syncNow();
          const { phase, pendingEdits, progress, lastSyncMs } = await this.data.status();
          return { phase, pendingEdits, progress, synced: lastSyncMs !== null };
        },
        { timeout: patienceMs, intervals: [50, 100, 200, 400] },
      )
      .toEqual({ phase: "idle", pendingEdits: 0, progress: null, synced: true });
    await this.data.forgetPhases();
  }

  /** Waits until the laptop has said once since it was last quiet that it is in this phase. */
  async untilPhase(phase: "offline" | "paused"): Promise<void> {
    await expect.poll(() => this.data.hasBeen(phase), { timeout: patienceMs, intervals: [50, 100, 200] }).toBe(true);
  }

  /**
   * What must hold after every fault: what the laptop acknowledged is on the backend once, the window shows what the backend has and nothing waits
   * for the user, and a new edit goes all the way.
   */
  async expectWhole(how: { readonly nudge?: boolean } = {}): Promise<void> {
    await this.untilQuiet(how);
    await this.typist.write(this.data, 2);
    await this.untilQuiet(how);
    await expect.poll(() => this.#faults(), { timeout: patienceMs }).toEqual([]);
  }

  /** What does not hold now, one line each. */
  async #faults(): Promise<readonly string[]> {
    const server = await bookOfServer(this.server);
    const { attention } = await this.data.status();
    return [
      ...brokenPromises(server, this.typist.promised),
      ...attention.map((item) => `${item.kind} ${item.recordId} waits for the user: ${item.code}`),
      ...difference(server, await bookOfWindow(this.data)),
    ];
  }
}

function difference(server: Awaited<ReturnType<typeof bookOfServer>>, window: Awaited<ReturnType<typeof bookOfWindow>>): readonly string[] {
  return Object.entries(server).flatMap(([kind, records]) => {
    const shown = Object.entries(window).find(([name]) => name === kind)?.[1] ?? {};
    const ids = new Set([...Object.keys(records), ...Object.keys(shown)]);
    return [...ids].flatMap((id) => {
      const [here, there] = [sorted(shown[id]), sorted(records[id])];
      return here === there ? [] : [`${kind} ${id}: the window shows ${here}, the backend has ${there}`];
    });
  });
}

/** JSON with its keys in order; a record that is not there is "nothing". */
function sorted(record: Readonly<Record<string, unknown>> | undefined): string {
  if (record === undefined) return "nothing";
  return JSON.stringify(Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
