import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { findCanaries } from "../support/canary-search.ts";
import { type Company, startCompany } from "./driver/company.ts";
import { type Console, expect, onRealElectron, test } from "./driver/console-test.ts";
import { ShellPage } from "./pages/shell-page.ts";
import { VaultPage } from "./pages/vault-page.ts";

let company: Company;
test.beforeAll(async () => {
  company = await startCompany();
});
test.afterAll(async () => {
  await company.close();
});

const passcode = "four small words here";
const composer = (page: Page) => page.getByRole("textbox", { name: "What happened" });
const profileForm = (page: Page) => page.getByRole("form", { name: "Account", exact: true });
const contactForm = (page: Page) => page.getByRole("form", { name: "New contact" });

/** Locks as the menu does, without a word to the window before. */
async function lockFromMenu({ app }: Console): Promise<void> {
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById("lock")?.click());
}

async function go(page: Page, route: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, `#${route}`);
  await new ShellPage(page, "en").ready();
}

test("what was typed and not saved outlives a lock and a start, unseen meanwhile, and goes when it is given up", async ({
  launch,
  userData,
}) => {
  test.skip(onRealElectron, "the stand-in plays a system without a keystore");
  const token = await company.token("ann");
  const env = { HEADROOM_TOKEN: token, ELECTRON_HOST_KEYSTORE: "basic_text" };
  const args = ["--server", company.url, "--lang", "en", "--size", "1280x800", "--route", "/accounts/acc_ann/timeline"];
  const typed = {
    note: randomBytes(12).toString("hex"),
    summary: randomBytes(12).toString("hex"),
    contact: randomBytes(12).toString("hex"),
  };
  const running = await launch({ args, env });
  const { page } = running;
  const vault = new VaultPage(page);
  await vault.choose(passcode);
  await composer(page).fill(typed.note);
  await page.keyboard.press("Control+Shift+L");
  await expect(vault.title("Headroom is locked")).toBeVisible();
  expect(await page.content()).not.toContain(typed.note);
  await vault.unlock(passcode);
  await expect(composer(page)).toHaveValue(typed.note);

  await page.getByRole("group", { name: "Timeline" }).focus();
  await page.keyboard.press("e");
  await profileForm(page).getByRole("textbox", { name: "What a colleague must know" }).fill(typed.summary);
  await lockFromMenu(running);
  await expect(vault.title("Headroom is locked")).toBeVisible();
  expect(await page.content()).not.toContain(typed.summary);
  await vault.unlock(passcode);
  await expect(profileForm(page).getByRole("textbox", { name: "What a colleague must know" })).toHaveValue(typed.summary);

  await go(page, "/accounts/acc_ann/contacts");
  await page.getByRole("button", { name: "New contact" }).click();
  await contactForm(page).getByRole("textbox", { name: "Name" }).fill(typed.contact);
  await lockFromMenu(running);
  await expect(vault.title("Headroom is locked")).toBeVisible();
  await vault.unlock(passcode);
  await expect(contactForm(page).getByRole("textbox", { name: "Name" })).toHaveValue(typed.contact);
  await running.app.close();
  expect(findCanaries([userData], typed)).toEqual([]);

  const later = await launch({ args, env });
  await new VaultPage(later.page).unlock(passcode);
  await expect(composer(later.page)).toHaveValue(typed.note);
  await composer(later.page).press("Control+Enter");
  await expect.poll(() => company.notes(), { timeout: 60_000 }).toEqual([typed.note]);
  await expect(composer(later.page)).toHaveValue("");
  await expect(profileForm(later.page).getByRole("textbox", { name: "What a colleague must know" })).toHaveValue(typed.summary);
  await profileForm(later.page).getByRole("button", { name: "Save" }).click();
  await go(later.page, "/accounts/acc_ann/contacts");
  await contactForm(later.page).getByRole("button", { name: "Cancel" }).click();
  await lockFromMenu(later);
  const door = new VaultPage(later.page);
  await expect(door.title("Headroom is locked")).toBeVisible();
  await door.unlock(passcode);
  await expect(later.page.getByRole("button", { name: "New contact" })).toBeVisible();
  await expect(contactForm(later.page)).toHaveCount(0);
  await expect(profileForm(later.page)).toHaveCount(0);
  await later.page.keyboard.press("1");
  await expect(later.page.getByText(typed.summary).first()).toBeVisible();
  await go(later.page, "/accounts/acc_ann/timeline");
  await expect(composer(later.page)).toHaveValue("");

  // Its user leaves: said beforehand, and nobody finds it afterwards.
  await composer(later.page).fill("for nobody else");
  await go(later.page, "/settings");
  await later.page.getByRole("button", { name: "Sign out" }).click();
  const leaving = later.page.getByRole("dialog");
  await expect(leaving).toContainText("Text in 1 form that was not saved is given up");
  await leaving.getByRole("button", { name: "Sign out" }).click();
  await expect(later.page.getByRole("button", { name: "Sign in to your company" })).toBeVisible();
  await later.app.close();
  const last = await launch({ args, env });
  await new VaultPage(last.page).unlock(passcode);
  await expect(composer(last.page)).toHaveValue("");
});
