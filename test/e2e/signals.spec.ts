import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";
import { TodayPage } from "./pages/today-page.ts";

const shots = resolve(import.meta.dirname, "../../test-results/signals");

test("a degraded customer is on Today: acknowledged and brought back with keys, then an incident, without a network", async ({
  launch,
}) => {
  test.setTimeout(300_000);
  mkdirSync(shots, { recursive: true });
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--route", "/today"] });
  const shell = new ShellPage(page, "en");
  const today = new TodayPage(page);
  const complaints = watchComplaints(page);
  await shell.ready();
  await today.kind("Signals").click({ timeout: 120_000 });
  // The demonstration company's degraded evenings: the first carrier of this customer's only home region.
  const row = today
    .rows()
    .filter({ hasText: "Ben Live" })
    .or(today.rows().filter({ hasText: "Bến Live" }))
    .first();
  await expect(row).toContainText("Singapore × Viettel", { timeout: 120_000 });
  await expect(row).toContainText("normal");
  const id = (await row.getAttribute("data-key")) ?? "";

  await row.click();
  await expect(today.inspector()).toContainText("Same hour of the week, eight weeks before");
  await expect(today.inspector().getByRole("figure")).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
  await page.screenshot({ path: resolve(shots, "today-en-light.png") });

  await today.grid().focus();
  await page.keyboard.press("a");
  await expect(today.toast()).toContainText("Acknowledged: Singapore × Viettel");
  await expect(today.row(id)).toHaveCount(0);
  await today.toast().getByRole("button", { name: "Undo" }).click();
  await expect(today.row(id)).toHaveCount(1);

  await page.context().setOffline(true);
  await today.row(id).click();
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Open an incident" });
  await expect(dialog).toContainText("It cannot be taken back, only closed.");
  await dialog.getByRole("textbox", { name: "Title" }).fill("Viettel freezes in the evening");
  await page.keyboard.press("Enter");
  await expect(today.toast()).toContainText(/Incident L-[0-9A-Z]{10} opened/);
  await expect(today.row(id)).toHaveCount(0);
  await today.kind("Incidents").click();
  await expect(today.rows().filter({ hasText: "Viettel freezes in the evening" })).toHaveCount(1);
  expect(complaints).toEqual([]);
});

test("signals in Chinese, dark", async ({ launch }) => {
  test.setTimeout(300_000);
  mkdirSync(shots, { recursive: true });
  const { page } = await launch({ args: ["--demo", "--lang", "zh-CN", "--theme", "dark", "--route", "/today"] });
  const complaints = watchComplaints(page);
  await new ShellPage(page, "zh-CN").ready();
  await page.getByRole("tab", { name: /^信号/ }).click({ timeout: 120_000 });
  const rows = page.getByRole("grid", { name: "今日" }).locator("[role=row][data-key]");
  await expect(rows.filter({ hasText: "星屿秀场" }).first()).toContainText("常态", { timeout: 120_000 });
  await rows.filter({ hasText: "星屿秀场" }).first().click();
  await expect(page.getByRole("figure").first()).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
  await page.screenshot({ path: resolve(shots, "today-zh-dark.png") });
  await page.getByRole("complementary").getByRole("link", { name: "星屿秀场" }).click();
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: "信号" }) });
  await expect(section).toContainText("华南 × 电信，晚间：");
  await section.getByRole("button", { name: "知悉" }).first().click();
  await expect(section).toContainText("已知悉");
  await page.screenshot({ path: resolve(shots, "account-zh-dark.png") });
  await section.getByRole("button", { name: "恢复提醒" }).first().click();
  await expect(section.getByRole("button", { name: "知悉" }).first()).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
