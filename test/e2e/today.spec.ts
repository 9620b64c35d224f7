import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";
import { TodayPage } from "./pages/today-page.ts";

test("what needs me is in order, each with its next step; the first is open with its rows", async ({ launch }) => {
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "dark", "--route", "/today"] });
  const shell = new ShellPage(page, "en");
  const today = new TodayPage(page);
  const complaints = watchComplaints(page);
  await shell.ready();
  await expect(today.rows().first()).toBeVisible();
  await expect(today.inspector()).toContainText("Rows behind it");
  await expect(today.strip()).toContainText("Promises");
  await expect(shell.statusLine()).toContainText("Online");
  expect(await axeFaults(page)).toEqual([]);

  await expect
    .poll(async () => {
      const [all = -1, ...kinds] = await today.counts();
      return all - kinds.reduce((sum, count) => sum + count, 0);
    })
    .toBe(0);

  await today.kind("Incidents").click();
  await today.grid().focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/(incidents|accounts)\/[^/]+/);
  expect(complaints).toEqual([]);
});

test("a task is completed with keys, undone, and stays done after the next start", async ({ launch }) => {
  const first = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--route", "/today"] });
  const shell = new ShellPage(first.page, "en");
  const today = new TodayPage(first.page);
  const complaints = watchComplaints(first.page);
  await shell.ready();
  await today.kind("Tasks").click();
  await expect(today.rows().first()).toBeVisible();
  const id = (await today.rows().first().getAttribute("data-key")) ?? "";
  const act = async (): Promise<void> => {
    await today.grid().focus();
    await first.page.keyboard.press("Home");
    await first.page.keyboard.press("j");
    await first.page.keyboard.press("Enter");
    await expect(today.toast()).toContainText("Done: ");
    await expect(today.row(id)).toHaveCount(0);
  };
  await act();
  await today.toast().getByRole("button", { name: "Undo" }).click();
  await expect(today.row(id)).toHaveCount(1);
  await act();
  await first.page.keyboard.press("m");
  await expect(first.page.getByRole("radio", { name: "All" })).toBeChecked();
  await first.app.close();
  expect(complaints).toEqual([]);

  const second = await launch({ args: ["--demo", "--lang", "en", "--route", "/today"] });
  const again = new TodayPage(second.page);
  await new ShellPage(second.page, "en").ready();
  await expect(again.rows().first()).toBeVisible();
  await expect(again.row(id)).toHaveCount(0);
  await expect(second.page.getByText(/^Since you left, /)).toBeVisible();
});

test("Today in Chinese, light", async ({ launch }) => {
  const { page } = await launch({ args: ["--demo", "--lang", "zh-CN", "--theme", "light", "--route", "/today"] });
  const shell = new ShellPage(page, "zh-CN");
  const complaints = watchComplaints(page);
  await shell.ready();
  await expect(page.getByRole("grid", { name: "今日" }).locator("[role=row][data-key]").first()).toBeVisible();
  await expect(shell.statusLine()).toContainText("在线");
  expect(await axeFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
