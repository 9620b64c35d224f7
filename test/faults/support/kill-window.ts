import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { expect } from "../../e2e/driver/console-test.ts";
import type { Scene } from "./scene.ts";
import { WindowData } from "./window-data.ts";

/** A second driver on the window's Chromium: the first one gives a window up whose process has died. */
async function secondDriver(scene: Scene): Promise<Browser> {
  const [port] = readFileSync(join(scene.userData, "DevToolsActivePort"), "utf8").split("\n");
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  scene.atEnd(() => browser.close().catch(() => undefined));
  return browser;
}

function consolePage(browser: Browser): Page | undefined {
  return browser
    .contexts()
    .flatMap((context) => context.pages())
    .find((page) => page.url().includes("console"));
}

/** Kills the processes that draw the window; waits until the desktop has loaded it again and its data worker answers. */
export async function killWindow(scene: Scene): Promise<void> {
  const before = await secondDriver(scene);
  const session = await before.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await before.close();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  expect(renderers.length).toBeGreaterThan(0);
  for (const { id } of renderers) process.kill(id, "SIGKILL");
  await expect
    .poll(
      async () => {
        const browser = await secondDriver(scene);
        const page = consolePage(browser);
        const alive = page !== undefined && (await page.evaluate(() => document.readyState).catch(() => "")) === "complete";
        if (alive) scene.adopt(await WindowData.of(page));
        else await browser.close();
        return alive;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
}
