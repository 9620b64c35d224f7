import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { BackendProcess, headroom } from "./driver/backend-process.ts";
import { type Company, startCompany } from "./driver/company.ts";
import { expect, onRealElectron, test } from "./driver/console-test.ts";
import { ShellPage } from "./pages/shell-page.ts";
import { VaultPage } from "./pages/vault-page.ts";

const dayMs = 86_400_000;
const passcode = "four small words here";

let company: Company;
let token = "";
test.beforeAll(async () => {
  company = await startCompany();
  token = await company.token("ann");
});
test.afterAll(async () => {
  await company.close();
});
/** At the settings, which say how the keys are kept. */
const atSettings = (): readonly string[] => ["--server", company.url, "--lang", "en", "--route", "/settings", "--size", "1280x800"];

/** The vault's file of the one remote profile. */
function vaultFile(userData: string): string {
  const folder = join(userData, "vault");
  const name = readdirSync(folder).find((entry) => entry.startsWith("remote-") && entry.endsWith(".json") && !entry.includes(".mark."));
  if (name === undefined) throw new Error("there is no vault");
  return join(folder, name);
}

/** Unsent edits in the outbox mirror. */
function mirrored(userData: string): number {
  const folder = join(userData, "outbox");
  if (!existsSync(folder)) return 0;
  return readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .split("\n")
      .filter((line) => line.includes("mutationId")),
  ).length;
}

async function databases(page: Page): Promise<readonly (string | undefined)[]> {
  return await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
}

test("without a keystore: a passcode is chosen, locks, refuses, opens, and locks by itself", async ({ launch }) => {
  test.skip(onRealElectron, "the stand-in plays a system without a keystore");
  const { app, page } = await launch({ args: atSettings(), env: { HEADROOM_TOKEN: token, ELECTRON_HOST_KEYSTORE: "basic_text" } });
  const vault = new VaultPage(page);
  const shell = new ShellPage(page, "en");
  await expect(vault.title("Choose a passcode")).toBeVisible();
  expect(await databases(page)).toEqual([]);
  await vault.choose("short");
  await expect(vault.alert()).toHaveText("At least 8 characters: fewer are found by trying.");
  await vault.choose("12345678");
  await expect(vault.alert()).toHaveText("This is among the first that anybody tries. Choose something else.");
  await vault.choose(passcode, "four small word here");
  await expect(vault.alert()).toHaveText("The two are not the same.");
  await vault.choose(passcode);
  await expect(page.getByText("Sealed by your passcode; this system has no keystore")).toBeVisible();

  await page.keyboard.press("Control+Shift+L");
  await expect(vault.title("Headroom is locked")).toBeVisible();
  await expect(shell.statusLine()).toHaveCount(0);
  await vault.unlock("four big words here");
  await expect(vault.alert()).toHaveText("This passcode is not right. Check it and try again.");
  await vault.unlock(passcode);
  await expect(shell.heading()).toHaveText("Settings");

  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 15 * 60 - 1;
    powerMonitor.emit("resume");
  });
  await expect(shell.heading()).toHaveText("Settings");
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 15 * 60;
    powerMonitor.emit("resume");
  });
  await expect(vault.title("Headroom is locked")).toBeVisible();
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 0;
  });
  await vault.unlock(passcode);
  await expect(shell.heading()).toHaveText("Settings");
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById("lock")?.click());
  await expect(vault.title("Headroom is locked")).toBeVisible();
  await app.close();

  const second = await launch({ args: atSettings(), env: { HEADROOM_TOKEN: token, ELECTRON_HOST_KEYSTORE: "basic_text" } });
  const door = new VaultPage(second.page);
  for (const guess of ["first guess", "second guess", "third guess"]) {
    await door.unlock(guess);
    await expect(second.page.getByLabel("Passcode", { exact: true })).toHaveValue("");
  }
  await expect(door.alert()).toHaveText(/^Too many were wrong\. Try again in 00:0\d\.$/);
  await expect(second.page.getByLabel("Passcode", { exact: true })).toBeEnabled();
  await door.unlock(passcode);
  await expect(new ShellPage(second.page, "en").heading()).toHaveText("Settings");
});

test("with a keystore nothing is asked, and a keystore that has lost its key is said, never papered over", async ({ launch }) => {
  test.skip(onRealElectron, "the stand-in plays a keystore that has lost its key");
  const env = { HEADROOM_TOKEN: token };
  const first = await launch({ args: atSettings(), env });
  await expect(first.page.getByText("Sealed by the system’s keystore")).toBeVisible();
  await first.app.close();
  const second = await launch({ args: atSettings(), env: { ...env, ELECTRON_HOST_KEYSTORE: "locked" } });
  await expect(new VaultPage(second.page).title("The keys of this laptop are not at hand")).toBeVisible();
  await second.app.close();
  const third = await launch({ args: atSettings(), env });
  await expect(third.page.getByText("Sealed by the system’s keystore")).toBeVisible();
});

test.describe("with a company's service", () => {
  let data = "";
  let backend: BackendProcess;
  test.beforeAll(async () => {
    test.setTimeout(300_000);
    data = mkdtempSync(join(tmpdir(), "headroom-vault-company-"));
    headroom("demo", "--size", "desk", "--seed", "7", "--data", data);
    backend = new BackendProcess(data);
    await backend.start();
  });
  test.afterAll(async () => {
    await backend.kill();
    rmSync(data, { recursive: true, force: true });
  });

  test("an expired grace keeps the copy shut and the unsent edit safe, and ends with the next contact", async ({ launch, userData }) => {
    const accountId = String((await backend.records("account"))[0]?.["id"]);
    const remote = ["--server", backend.url, "--lang", "en", "--size", "1280x800", "--route", `/accounts/${accountId}/timeline`];
    const env = { HEADROOM_TOKEN: backend.token };
    const first = await launch({ args: remote, env });
    await new ShellPage(first.page, "en").ready();
    await expect(new ShellPage(first.page, "en").statusLine()).toContainText("Online");
    await backend.kill();
    const note = "Written on the last day of the grace";
    await first.page.getByRole("textbox", { name: "What happened" }).fill(note);
    await first.page.keyboard.press("Control+Enter");
    await expect(first.page.getByText("not yet synchronised")).toBeVisible();
    // It is on the screen before it is on the disk.
    await expect.poll(() => mirrored(userData)).toBeGreaterThan(0);
    await first.app.close();
    const waiting = mirrored(userData);

    // Fifteen days pass; the company allows fourteen.
    const file = vaultFile(userData);
    const vault = JSON.parse(readFileSync(file, "utf8")) as { clock: { contactMs: number; contactLocalMs: number } };
    vault.clock.contactMs -= 15 * dayMs;
    vault.clock.contactLocalMs -= 15 * dayMs;
    writeFileSync(file, JSON.stringify(vault));

    const { page } = await launch({ args: remote, env });
    const door = new VaultPage(page);
    await expect(door.title("Connect to go on")).toBeVisible();
    await expect(page.getByText("1 edit that was not sent is safe here, sealed, and goes out after that.")).toBeVisible();
    await expect(page.getByText(note)).toHaveCount(0);
    await door.connect().click();
    await expect(door.alert()).toHaveText(
      "Your company’s service cannot be reached. Check the network, then connect again. Nothing is lost meanwhile.",
    );
    expect(mirrored(userData)).toBe(waiting);

    await backend.start();
    await door.connect().click();
    await expect(page.getByRole("group", { name: "Timeline" }).getByText(note)).toBeVisible();
    await expect
      .poll(async () => (await backend.records("timeline")).filter((entry) => entry["text"] === note).length, { timeout: 120_000 })
      .toBe(1);
  });

  test("the company's order to wipe destroys keys, database and mirror, and a new beginning is a new laptop", async ({
    launch,
    userData,
  }) => {
    const remote = ["--server", backend.url, "--lang", "en", "--size", "1280x800", "--route", "/accounts"];
    const env = { HEADROOM_TOKEN: backend.token };
    const { page } = await launch({ args: remote, env });
    const shell = new ShellPage(page, "en");
    await shell.ready();
    await expect(shell.statusLine()).toContainText(/Last sync \d/);
    const user = await page.evaluate(async () => {
      const hello = (await (await fetch("/api/sync/hello?clientId=who")).json()) as { readonly user: { readonly id: string } };
      return hello.user.id;
    });
    const before = JSON.parse(readFileSync(vaultFile(userData), "utf8")) as { rings: { edits: { id: string }[] } };
    const oldKey = before.rings.edits[0]?.id ?? "";
    await backend.kill();
    headroom("wipe", "--user", user, "--data", data);
    await backend.start();

    await expect(new VaultPage(page).wiped()).toBeVisible({ timeout: 120_000 });
    expect(JSON.parse(readFileSync(vaultFile(userData), "utf8"))).toMatchObject({ state: "wiped", by: "server" });
    await expect.poll(() => databases(page)).toEqual([]);
    expect(mirrored(userData)).toBe(0);
    expect(readdirSync(join(userData, "vault"))).toHaveLength(1);

    await page.getByRole("button", { name: "Begin anew" }).click();
    await shell.ready();
    await expect(page.getByRole("grid").getByRole("row").nth(2)).toBeVisible();
    const after = readFileSync(vaultFile(userData), "utf8");
    expect(after).toContain('"state":"kept"');
    expect(oldKey).not.toBe("");
    expect(after).not.toContain(oldKey);
  });
});
