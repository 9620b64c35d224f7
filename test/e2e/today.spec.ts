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

test("an item says why it stands there; it is snoozed, seen and given away by keys without a network, each undone by a key", async ({
  launch,
}) => {
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--route", "/today"] });
  const today = new TodayPage(page);
  const complaints = watchComplaints(page);
  await new ShellPage(page, "en").ready();
  await today.kind("Incidents").click();
  const row = today.rows().first();
  await expect(row).toBeVisible();
  const id = (await row.getAttribute("data-key")) ?? "";
  await today.row(id).click();
  await page.context().setOffline(true);

  await page.keyboard.press("w");
  const why = page.getByRole("dialog", { name: /^Why number \d+ of \d+$/ });
  await expect(why).toContainText("Score = 100 × the factors below");
  await expect(why.getByRole("rowheader")).toHaveText(["Time left", "At stake", "State", "Severity", "Tier", "Likelihood", "Score"]);
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(why).toHaveCount(0);

  await page.keyboard.press("d");
  await expect(today.toast()).toContainText("Seen until it changes: ");
  await expect(today.row(id)).toHaveCount(0);
  await page.keyboard.press("u");
  await expect(today.row(id)).toHaveCount(1);

  await today.row(id).click();
  await page.keyboard.press("z");
  await page
    .getByRole("dialog", { name: "Snooze" })
    .getByRole("button", { name: /^Next Monday/ })
    .click();
  await expect(today.toast()).toContainText("or earlier if it gets worse");
  await expect(today.row(id)).toHaveCount(0);
  await expect(today.lanes()).toContainText(/1 set aside.*the next is back/);
  await page.keyboard.press("v");
  await expect(today.row(id)).toHaveCount(1);
  await today.row(id).click();
  await page.keyboard.press("b");
  await expect(today.toast()).toContainText("Back on the list: ");
  await page.keyboard.press("v");
  await page.keyboard.press("v");
  await expect(today.lanes()).toContainText("Nothing is set aside or delegated.");

  await today.row(id).click();
  await page.keyboard.press("@");
  const dialog = page.getByRole("dialog", { name: "Delegate" });
  await expect(dialog).toContainText("They get a task and are told of every new entry of the incident.");
  const name = await dialog.getByRole("combobox", { name: "To" }).locator("option:checked").innerText();
  await dialog.getByRole("button", { name: "Delegate" }).click();
  await expect(today.toast()).toContainText(`${name} has it until `);
  await expect(today.row(id)).toHaveCount(0);
  await expect(today.lanes()).toContainText(`1 delegatedto ${name}`);
  await page.keyboard.press("u");
  await expect(today.row(id)).toHaveCount(1);
  expect(complaints).toEqual([]);
});
