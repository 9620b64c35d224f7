import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";

const start = ["--demo", "--theme", "light", "--lang", "en", "--size", "1280x800"];

test("a number of the statistics leads to its incidents, and back", async ({ launch }) => {
  const { page } = await launch({ args: [...start, "--route", "/incidents/statistics"] });
  const complaints = watchComplaints(page);
  const figures = page.getByRole("table", { name: "Key figures" });
  await expect(figures).toBeVisible({ timeout: 120_000 });
  // The quarter that is over has incidents at whatever day this runs.
  await page.getByRole("radio", { name: "Quarter" }).check();
  const period = page.getByLabel("Period", { exact: true });
  await expect(period.locator("option").nth(1)).toHaveText(/^\d{4}-Q[1-4]$/);
  const over = (await period.locator("option").nth(1).textContent()) ?? "";
  await period.selectOption(over);
  // The quarter before the one that runs is a column already, of what was before: it must be the first of the figures.
  await expect(figures.getByRole("columnheader").nth(1)).toHaveText(over);
  const ended = figures.getByRole("button", { name: /^Show the incidents behind Ended:/ }).first();
  await expect(ended).toHaveText(/^[1-9]/);
  const count = Number(((await ended.textContent()) ?? "").replaceAll(",", ""));
  expect(await axeFaults(page)).toEqual([]);
  await ended.press("Enter");
  // One line more for the header.
  await expect(page.getByRole("grid", { name: "Incidents" })).toHaveAttribute("aria-rowcount", String(count + 1));
  await page.getByRole("button", { name: `Ended · ${over}` }).press("Enter");
  await expect(figures.getByRole("columnheader").nth(1)).toHaveText(over);
  expect(complaints).toEqual([]);
});

test("a policy that contradicts itself is refused at its line, and one that does not becomes a version", async ({ launch }) => {
  test.setTimeout(600_000);
  // In a book of this size the demonstration's user is a lead.
  const { page } = await launch({ args: [...start, "--demo-size", "team", "--route", "/settings"] });
  const complaints = watchComplaints(page);
  const policies = page.getByRole("region", { name: "SLA policies" });
  const begin = policies.getByRole("button", { name: "New version from Product default" });
  await expect(begin).toBeVisible({ timeout: 120_000 });
  await begin.click();
  const editor = policies.getByRole("form", { name: "New version from Product default" });
  await editor.getByRole("radio", { name: "Text" }).check();
  const text = editor.getByRole("textbox", { name: "The policy as JSON" });
  const whole = await text.inputValue();
  const line = whole.split("\n").findIndex((one) => one.includes('"timeZone"')) + 1;
  await text.fill(whole.replace('"UTC"', '"Mars/Olympus"'));
  await expect(editor.getByRole("button", { name: `Line ${String(line)}: No time zone has this name (Mars/Olympus)` })).toBeVisible();
  const save = editor.getByRole("button", { name: "Save e2e v1" });
  const name = editor.getByRole("textbox", { name: "Name" });
  await name.fill("e2e");
  await expect(editor.getByRole("button", { name: "Preview" })).toBeDisabled();
  await expect(save).toBeDisabled();

  await text.fill(whole.replace('"minutes": 30', '"minutes": 15'));
  await editor.getByRole("button", { name: "Preview" }).click();
  await expect(editor.getByRole("region", { name: "What it would do" })).toBeVisible({ timeout: 60_000 });
  expect(await axeFaults(page)).toEqual([]);
  await save.click();
  await expect(policies.getByRole("row", { name: /^e2e v1/ })).toBeVisible();
  expect(complaints).toEqual([]);
});
