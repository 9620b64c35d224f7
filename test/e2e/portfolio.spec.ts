import { expect, test } from "./driver/console-test.ts";

test("the portfolio counts the book by grade, and a line opens its accounts in the list by keyboard", async ({ launch }) => {
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--size", "1440x900"] });
  await page.locator('html[data-ready="true"]').waitFor({ state: "attached", timeout: 120_000 });
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Portfolio");
  const table = page.getByRole("grid", { name: "Segments" });
  await expect(table.getByRole("row").nth(1)).toContainText(/\d/);
  // Everybody has been judged: the histogram's numbers as a table add up to the book.
  await page
    .getByRole("button", { name: "Show as a table" })
    .or(page.getByRole("button", { name: /table/i }))
    .first()
    .click();
  const counts = page.getByRole("table", { name: "Distribution of scores" }).locator("tbody tr td:nth-of-type(1)");
  await expect
    .poll(async () => (await counts.allTextContents()).reduce((sum, text) => sum + Number(text), 0), { timeout: 60_000 })
    .toBeGreaterThan(40);
  await page.getByRole("combobox", { name: "Table by" }).selectOption("tier");
  await table.focus();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accounts");
});
