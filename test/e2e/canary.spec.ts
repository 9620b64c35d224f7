import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { findCanaries } from "../support/canary-search.ts";
import { type Company, startCompany } from "./driver/company.ts";
import { expect, onRealElectron, test } from "./driver/console-test.ts";
import { ShellPage } from "./pages/shell-page.ts";
import { VaultPage } from "./pages/vault-page.ts";

let company: Company;
let temporary = "";
test.beforeAll(async () => {
  company = await startCompany();
  temporary = mkdtempSync(join(tmpdir(), "headroom-canary-"));
});
test.afterAll(async () => {
  await company.close();
  rmSync(temporary, { recursive: true, force: true });
});

function latin(): string {
  return randomBytes(12).toString("hex");
}
function han(): string {
  return String.fromCodePoint(...Array.from(randomBytes(10), (byte, at) => 0x4e00 + byte * 64 + at));
}

async function note(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "What happened" }).fill(text);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(text)).toBeVisible();
}

/** What an application without sealing would do with the same texts. */
async function plant(page: Page, texts: readonly string[]): Promise<void> {
  await page.evaluate(async (rows) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("planted");
      request.addEventListener("upgradeneeded", () => request.result.createObjectStore("rows", { autoIncrement: true }));
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error ?? new Error("not opened")));
    });
    await new Promise<void>((resolve, reject) => {
      const writing = db.transaction("rows", "readwrite", { durability: "strict" });
      for (const text of rows) writing.objectStore("rows").add({ text, note: "the same words again ".repeat(40) });
      writing.addEventListener("complete", () => resolve());
      writing.addEventListener("error", () => reject(writing.error ?? new Error("not written")));
    });
    db.close();
  }, texts);
}

test("no customer text, token or passcode is in the profile, its logs or temporary files", async ({ launch, userData }) => {
  test.skip(onRealElectron, "the stand-in plays a system without a keystore");
  const token = await company.token("ann");
  const canaries = {
    accountName: "Aurora Live",
    // The user's own name is in the clear: who is asked to sign in again is said before anything opens.
    colleague: "Bo Chen",
    email: "bo@acme.example",
    sentNote: latin(),
    sentHanNote: han(),
    unsentNote: latin(),
    unsentHanNote: han(),
    token,
    passcode: `${latin()} ${latin()}`,
  };
  const args = ["--lang", "en", "--size", "1280x800"];
  const env = { TMPDIR: temporary, TMP: temporary, TEMP: temporary, ELECTRON_HOST_KEYSTORE: "basic_text", HEADROOM_TOKEN: token };
  const remote = [...args, "--server", company.url, "--route", "/accounts/acc_ann/timeline"];
  const first = await launch({ args: remote, env });
  await new VaultPage(first.page).choose(canaries.passcode);
  await new ShellPage(first.page, "en").ready();
  await expect(first.page.getByText(canaries.accountName).first()).toBeVisible();
  await note(first.page, canaries.sentNote);
  await note(first.page, canaries.sentHanNote);
  await expect.poll(() => company.notes(), { timeout: 120_000 }).toEqual([canaries.sentNote, canaries.sentHanNote].toSorted());
  await expect(first.page.getByText("not yet synchronised")).toHaveCount(0);
  company.cutOff(true);
  await note(first.page, canaries.unsentNote);
  await note(first.page, canaries.unsentHanNote);
  await expect(first.page.getByText("not yet synchronised")).toHaveCount(2);
  await first.page.keyboard.press("Control+Shift+L");
  await new VaultPage(first.page).unlock("not the passcode at all");
  await expect(new VaultPage(first.page).alert()).toBeVisible();
  await first.app.close();
  expect(findCanaries([userData, temporary], canaries)).toEqual([]);

  // Everything is there all the same, and the search would have found it.
  const second = await launch({ args: remote, env });
  await new VaultPage(second.page).unlock(canaries.passcode);
  for (const text of [canaries.sentNote, canaries.sentHanNote, canaries.unsentNote, canaries.unsentHanNote]) {
    await expect(second.page.getByText(text)).toBeVisible();
  }
  await plant(second.page, [canaries.sentNote, canaries.unsentHanNote, canaries.accountName]);
  await second.app.close();
  mkdirSync(join(userData, "logs"), { recursive: true });
  writeFileSync(join(userData, "logs", "planted.log"), `a careless line about ${canaries.email}\n`);
  const found = findCanaries([userData, temporary], canaries);
  for (const name of ["sentNote", "unsentHanNote", "accountName"]) {
    expect(found.filter((line) => line.startsWith(`${name},`) && line.includes("IndexedDB"))).not.toEqual([]);
  }
  expect(found).toContain(`email, utf-8: ${join("logs", "planted.log")}`);
});
