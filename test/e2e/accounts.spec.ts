import { expect, test } from "./driver/console-test.ts";
import { AccountsPage } from "./pages/accounts-page.ts";
import { axeFaults } from "./pages/page-health.ts";

const start = ["--demo", "--lang", "en", "--theme", "light", "--route", "/accounts"];

test("the list sorts, filters with pinyin, and keeps columns in a saved view over a restart", async ({ launch }) => {
  const first = await launch({ args: start });
  const list = new AccountsPage(first.page);
  await list.ready();

  await test.step("a header sorts, and turns round on a second click", async () => {
    await first.page.getByRole("button", { name: "Group: health" }).click();
    await first.page.getByRole("menuitemcheckbox", { name: "none" }).click();
    const header = list.grid().getByRole("columnheader", { name: "Account" });
    await list.sortButton("Account").click();
    await expect(header).toHaveAttribute("aria-sort", "ascending");
    const ascending = await list.names();
    await list.sortButton("Account").click();
    await expect(header).toHaveAttribute("aria-sort", "descending");
    const descending = await list.names();
    const collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin", { numeric: true });
    expect(ascending).toEqual(ascending.toSorted((a, b) => collator.compare(a, b)));
    expect(descending[0]).not.toBe(ascending[0]);
  });

  await test.step("the filter finds a Chinese name by its pinyin initials and by full pinyin", async () => {
    const all = await list.count();
    await first.page.keyboard.press("/");
    await expect(list.filterField()).toBeFocused();
    await first.page.keyboard.type("zxyk");
    await expect(list.row("知行云课堂")).toBeVisible();
    await expect.poll(() => list.count()).toBeLessThan(all);
    await list.filterField().fill("zhixing");
    await expect(list.row("知行云课堂")).toBeVisible();
    await first.page.keyboard.press("Escape");
    await expect(list.filterField()).toHaveValue("");
    await expect(list.grid()).toBeFocused();
  });

  await test.step("columns are chosen and saved as a view", async () => {
    await list.hideColumn("Touch");
    expect(await list.headers()).not.toContain("Touch");
    await list.chooseInView("Save as a new view");
    await first.page.getByRole("textbox", { name: "Name of the view" }).fill("Without touch");
    await first.page.getByRole("button", { name: "Save" }).click();
    await expect(list.view("Without touch")).toHaveAttribute("aria-selected", "true");
  });

  await first.app.close();
  const second = await launch({ args: start });
  const again = new AccountsPage(second.page);
  await again.ready();
  await again.view("Without touch").click();
  await expect(again.grid().getByRole("columnheader", { name: "Touch" })).toHaveCount(0);
  expect(await again.headers()).toContain("Renew d");
});

test("the list is walked, selected and changed by keys alone, and gives back the row it was left at", async ({ launch }) => {
  const { page } = await launch({ args: start });
  const list = new AccountsPage(page);
  await list.ready();
  await expect(list.grid()).toBeFocused();

  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const walked = await list.cursorName();
  await page.keyboard.press("i");
  await expect(page.getByRole("complementary", { name: `Preview of ${walked}` })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(walked);
  await page.keyboard.press("Escape");
  await list.ready();
  await expect.poll(() => list.cursorName()).toBe(walked);

  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  const bar = page.getByRole("toolbar", { name: "Actions for the selected accounts" });
  await expect(bar).toContainText("2 selected");
  await page.keyboard.press("l");
  await page.getByRole("textbox", { name: "Tag" }).fill("e2e");
  await page.keyboard.press("Enter");
  await expect(list.toast()).toContainText("Tag “e2e” added to 2 accounts");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page.getByRole("menuitemcheckbox", { name: "Only mine" })).toBeVisible();
  await expect(page.getByRole("menuitemcheckbox", { name: "e2e" })).toHaveCount(0);
});

for (const [language, theme] of [
  ["zh-CN", "light"],
  ["en", "dark"],
] as const) {
  test(`the list in ${language} ${theme} has no accessibility fault`, async ({ launch }) => {
    const { page } = await launch({ args: ["--demo", "--lang", language, "--theme", theme, "--route", "/accounts"] });
    await page.locator("[role=grid] [role=row][data-key]").first().waitFor({ timeout: 150_000 });
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press("i");
    await page.keyboard.press("x");
    expect(await axeFaults(page)).toEqual([]);
  });
}
