import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { ElectronApplication, Page } from "@playwright/test";
import type { VaultAnswer } from "../../shared/bridge/vault.ts";
import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

/** As in screens.spec.ts. */
const folder = resolve(import.meta.dirname, process.env["HEADROOM_SCREENS"] === "keep" ? "screens" : "../../test-results/screens");

const atMs = Date.UTC(2026, 9, 29, 2, 42);
const states: Readonly<Record<string, VaultAnswer>> = {
  setup: { state: "setup" },
  locked: { state: "locked", retryAtMs: null },
  paused: { state: "locked", retryAtMs: Date.UTC(2099, 0, 1) },
  expired: { state: "expired", lastContactMs: atMs, unsent: 3 },
  wiped: { state: "wiped", by: "server", atMs },
  lost: { state: "lost", unsent: 3 },
};

const looks = [
  { lang: "zh-CN", theme: "light" },
  { lang: "zh-CN", theme: "dark" },
  { lang: "en", theme: "light" },
  { lang: "en", theme: "dark" },
] as const;

/** Lets the desktop say a state, and the window show it. */
async function show(app: ElectronApplication, page: Page, answer: VaultAnswer): Promise<void> {
  await app.evaluate(({ ipcMain }, value) => {
    ipcMain.removeHandler("headroom:vault.open");
    ipcMain.handle("headroom:vault.open", () => ({ ok: true, value }));
  }, answer);
  await page.reload();
}

test("every state of the vault, both languages, both themes", async ({ launch, userData }) => {
  mkdirSync(folder, { recursive: true });
  for (const { lang, theme } of looks) {
    const { app, page } = await launch({
      userData: resolve(userData, `${lang}-${theme}`),
      // The vault needs no backend.
      args: ["--demo", "--no-backend", "--lang", lang, "--theme", theme, "--size", "1280x800"],
    });
    const complaints = watchComplaints(page);
    for (const [state, answer] of Object.entries(states)) {
      await show(app, page, answer);
      await new ShellPage(page, lang).ready();
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await page.screenshot({ path: resolve(folder, `vault-${state}-${lang === "en" ? "en" : "zh"}-${theme}.png`) });
      if ((lang === "en") === (theme === "light")) expect(await axeFaults(page), `${state} ${lang} ${theme}`).toEqual([]);
    }
    expect(complaints, `${lang} ${theme}`).toEqual([]);
    await app.close();
  }
});
