import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "./driver/console-test.ts";
import { axeFaults } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

test("storage says what the laptop uses; diagnostics show all of themselves before they are saved", async ({ launch, userData }) => {
  const { app, page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--route", "/settings"] });
  const shell = new ShellPage(page, "en");
  await shell.settled();
  await page.keyboard.press("5");
  const database = page.getByRole("table", { name: /^Local database of this company/ });
  const copy = database.getByRole("row", { name: /^Copy of the book/ });
  await expect(copy).toContainText(/\d (?:kB|MB)$/);
  const folder = page.getByRole("table", { name: /^Folder on the disk/ });
  await expect(folder.getByRole("row", { name: /^Together/ })).toContainText(/\d MB$/);
  await page.getByRole("button", { name: "Save diagnostics …" }).click();
  const dialog = page.getByRole("dialog", { name: "This is in the file" });
  await expect(dialog.getByRole("region", { name: "log.txt" })).toBeVisible();
  const shown = await dialog.getByRole("region", { name: "facts.json" }).locator("pre").innerText();
  expect(await axeFaults(page, "[role=dialog]")).toEqual([]);
  const file = join(userData, "diagnostics.zip");
  await app.evaluate(({ dialog: system }, filePath) => {
    system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await dialog.getByRole("button", { name: "Save as a file" }).click();
  await expect(dialog).toBeHidden();
  const saved = unzipSync(readFileSync(file));
  expect(Object.keys(saved)).toEqual(["README.txt", "facts.json", "log.txt"]);
  expect(strFromU8(saved["facts.json"] ?? new Uint8Array()).trim()).toBe(shown.trim());
  expect(JSON.parse(shown)).toMatchObject({ connection: { mode: "demo" }, window: { sync: { phase: "idle" }, records: { account: 60 } } });
});
