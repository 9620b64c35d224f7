import { expect, test } from "./driver/console-test.ts";
import { AccountsPage } from "./pages/accounts-page.ts";
import { axeFaults } from "./pages/page-health.ts";

const start = ["--demo", "--lang", "en", "--theme", "light", "--size", "1440x900", "--route", "/accounts"];

test("a score is followed by keyboard to the rows behind it in three steps, without a network", async ({ launch }) => {
  const { page } = await launch({ args: start });
  const list = new AccountsPage(page);
  await list.ready();

  await test.step("one: the account", async () => {
    await list.grid().focus();
    // From the group's line to its first account.
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("table", { name: "Health" })).toBeVisible();
    await page.context().setOffline(true);
  });
  await test.step("two: its costliest component, open already", async () => {
    await expect(async () => {
      await page.keyboard.press("h");
      await expect(page.locator("[aria-expanded=true]:focus")).toBeVisible({ timeout: 2000 });
    }).toPass();
  });
  await test.step("three: the rows of its costliest rule", async () => {
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("button", { name: /See the .*source row/ }).first()).toBeFocused();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole("row").nth(1)).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("button", { name: /See the .*source row/ }).first()).toBeFocused();
  });
});

test("a grade is overridden with a reason and an end, stands beside the computed score, and is withdrawn", async ({ launch }) => {
  const { page } = await launch({ args: start });
  const list = new AccountsPage(page);
  await list.ready();
  await list.rows().first().dblclick();
  await expect(page.getByRole("table", { name: "Health" })).toBeVisible();

  const dialog = page.getByRole("dialog", { name: "Override the grade" });
  // The key is bound in the moment after the page is painted.
  await expect(async () => {
    await page.keyboard.press("o");
    await expect(dialog).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(dialog.getByRole("textbox", { name: "Reason" })).toBeFocused();
  await expect(dialog.getByRole("button", { name: "Override" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Their own app release broke the join");
  await dialog.getByRole("textbox", { name: "Until (day)" }).fill("2020-01-01");
  await expect(dialog.getByRole("alert")).toHaveText("A day from tomorrow on, within a year");
  await expect(dialog.getByRole("button", { name: "Override" })).toBeDisabled();
  const until = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByRole("textbox", { name: "Until (day)" }).fill(until);
  await dialog.getByRole("button", { name: "Override" }).click();

  const said = page.getByText(new RegExp(`Set to Watch by .* until ${until}: Their own app release broke the join.*computed \\d+, `));
  await expect(said).toBeVisible();
  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(said).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(said).toBeVisible();
});
