import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { moveClockOf } from "../faults/support/clock.ts";
import { findCanaries } from "../support/canary-search.ts";
import { type Console, expect, test } from "./driver/console-test.ts";
import { AccountsPage } from "./pages/accounts-page.ts";
import { axeFaults } from "./pages/page-health.ts";

const dayMs = 86_400_000;
const look = ["--lang", "en", "--theme", "light", "--size", "1280x800"];

let folder = "";
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-site-pack-"));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The next file that the app asks a place for goes there. */
async function saveTo({ app }: Console, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
}

async function tryPassphrase(page: Page, passphrase: string): Promise<void> {
  const field = page.getByLabel("Passphrase");
  await expect(field).toBeEnabled();
  await field.fill(passphrase);
  await page.keyboard.press("Enter");
}

test("accounts packed on one machine are read on another, without account and network, until the pack runs out", async ({ launch }) => {
  test.setTimeout(240_000);
  const file = join(folder, "visit.headroom-pack");
  const canary = randomBytes(12).toString("hex");
  const secret = randomBytes(12).toString("hex");
  let passphrase = "";
  let packed: readonly string[] = [];
  let others: readonly string[] = [];

  await test.step("two accounts are packed by keys, with what stays out told before", async () => {
    const home = await launch({ args: ["--demo", ...look, "--route", "/accounts"] });
    const { page } = home;
    const list = new AccountsPage(page);
    await list.ready();
    await list.grid().focus();
    await page.keyboard.press("Home");
    const names = await list.names();
    await page.keyboard.press("Enter");
    await page.keyboard.press("6");
    // A call may be packed, a note stays at home.
    const composer = page.getByRole("textbox", { name: "What happened" });
    for (const [type, text] of [
      ["Call", `${canary} and ${names[3] ?? ""}`],
      ["Note", secret],
    ] as const) {
      await page.getByRole("radio", { name: type }).check({ force: true });
      await composer.fill(text);
      await page.keyboard.press("Control+Enter");
      await expect(page.getByText(text)).toBeVisible();
    }
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await list.ready();
    await list.grid().focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("v");
    const dialog = page.getByRole("dialog", { name: "Pack for a visit" });
    await expect(dialog.getByText(/mentions? of other customers (is|are) blanked/)).toBeVisible({ timeout: 60_000 });
    await expect(dialog.getByText(/records?: said or done among colleagues/)).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    passphrase = await dialog.getByRole("status", { name: "Passphrase" }).innerText();
    const text = await dialog.innerText();
    packed = names.filter((name) => text.includes(name));
    others = names.filter((name) => !text.includes(name));
    expect(packed).toHaveLength(2);
    await saveTo(home, file);
    await dialog.getByRole("button", { name: "Save the pack" }).click();
    await expect(page.getByText(/visit\.headroom-pack saved/)).toBeVisible({ timeout: 60_000 });
    await list.row(packed[0] ?? "").dblclick();
    await page.keyboard.press("6");
    await expect(page.getByText(/^Packed for a visit as “visit\.headroom-pack”/).first()).toBeVisible();
    await home.app.close();
    const sealed = readFileSync(file);
    for (const text of [canary, secret, passphrase, ...packed]) expect(sealed.includes(Buffer.from(text))).toBe(false);
  });

  const away = join(folder, "away");
  const temporary = join(folder, "temporary");
  mkdirSync(temporary);
  const args = [...look, "--no-backend", file];
  const env = { TMPDIR: temporary, TMP: temporary, TEMP: temporary };

  await test.step("another machine opens it with its passphrase alone, and shows its accounts and clocks", async () => {
    const visit = await launch({ args, env, userData: away });
    const { page } = visit;
    await expect(page.getByRole("dialog", { name: "Open a site pack" })).toBeVisible();
    await tryPassphrase(page, "not the right words");
    await expect(page.getByText("This is not the passphrase it was packed with.")).toBeVisible({ timeout: 60_000 });
    expect(await axeFaults(page)).toEqual([]);
    await tryPassphrase(page, passphrase);
    const banner = page.getByRole("region", { name: "Site pack" });
    await expect(banner).toContainText("read only", { timeout: 60_000 });
    const list = new AccountsPage(page);
    await list.ready();
    expect((await list.names()).toSorted()).toEqual(packed.toSorted());
    expect(await axeFaults(page)).toEqual([]);
    await list.row(packed[0] ?? "").dblclick();
    for (const tab of ["1", "2", "3", "4", "5", "7", "8", "9", "6"]) {
      await page.keyboard.press(tab);
      await expect(page.getByRole("tab", { selected: true }).first()).toBeVisible();
      const text = await page.locator("body").innerText();
      expect(others.filter((name) => text.includes(name))).toEqual([]);
      expect(text).not.toContain(secret);
    }
    await expect(page.getByText(`${canary} and ■■`)).toBeVisible();
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    const incidents = page.getByRole("grid", { name: "Incidents" });
    await expect(incidents).toBeVisible();
    // A place that a pack does not have leads back to what it has.
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await expect(page.getByText("This is not in a site pack.", { exact: false })).toBeVisible();
    expect(findCanaries([away, temporary], { canary, account: packed[0] ?? "", passphrase })).toEqual([]);

    await page.keyboard.press("Control+Shift+X");
    await expect(page.getByRole("button", { name: "Open a site pack" })).toBeVisible();
    await expect(banner).toHaveCount(0);
    await visit.app.close();
    expect(findCanaries([away, temporary], { canary, account: packed[0] ?? "", passphrase })).toEqual([]);
  });

  await test.step("after its last day it is refused, also with the clock set back", async () => {
    const late = await launch({ args: look.concat("--no-backend"), env, userData: away });
    await expect(late.page.getByRole("button", { name: "Open a site pack" })).toBeVisible();
    await late.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    }, file);
    const refused = late.page.getByRole("alert").filter({ hasText: "This pack ran out on" });
    await moveClockOf(late.app, late.page, 8 * dayMs);
    await late.page.getByRole("button", { name: "Open a site pack" }).click();
    await expect(refused).toBeVisible();
    await late.page.getByRole("button", { name: "Close" }).last().click();
    await moveClockOf(late.app, late.page, 0);
    await late.page.getByRole("button", { name: "Open a site pack" }).click();
    await expect(refused).toBeVisible();
  });
});
