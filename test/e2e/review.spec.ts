import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

test("a review drafted in one step: a number to its rows, a typed number that blocks, the other language, and its files, offline and by keys", async ({
  launch,
  userData,
}) => {
  test.setTimeout(300_000);
  const { app, page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--route", "/reviews"] });
  const shell = new ShellPage(page, "en");
  const complaints = watchComplaints(page);
  await shell.ready();
  // Whoever comes first has no review of the last quarter yet.
  await page.getByRole("grid").focus();
  await page.keyboard.press("c");
  await page.waitForURL(/#\/reviews\/rev_/);
  await shell.ready();
  const outline = page.getByRole("navigation", { name: "Outline" });
  await expect(outline.getByRole("listitem").first()).toContainText("Cover");
  // From here on nothing is fetched any more: what composes, lays out and writes is on the laptop.
  await page.context().setOffline(true);

  // A number, and the rows that it is worked out from.
  await outline.getByRole("button", { name: "SLA attainment" }).click();
  await expect(page.getByRole("heading", { level: 2, name: /SLA attainment/ })).toBeVisible();
  await page.keyboard.press("]");
  const number = page.getByRole("complementary", { name: "This number" });
  await expect(number).toContainText("Source rows");
  await expect(number).toContainText("metric sla.");
  // The slide is a picture of a page: its small numbers are all in the list of `d`, too.
  for (const part of ["header", "nav[aria-label=Outline]", "aside", "[aria-label='Words of this section']"])
    expect(await axeFaults(page, part)).toEqual([]);
  await page.keyboard.press("w");
  await expect(page.getByRole("dialog").getByRole("grid", { name: "Source rows" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  // A number that is typed keeps the review from being exported, until somebody lets it stand; that is undone again.
  await page.keyboard.press("t");
  const title = page.getByRole("textbox", { name: "Title" });
  await expect(title).toBeFocused();
  await page.keyboard.type(" and 4711 more");
  await page.keyboard.press("Escape");
  const before = page.getByRole("region", { name: "Before export" });
  await expect(before).toContainText("4711 is typed");
  await page.keyboard.press("x");
  const dialog = page.getByRole("dialog", { name: "Export the review" });
  await expect(dialog.getByRole("button", { name: "Look at the first" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(title).toBeFocused();
  await page.keyboard.press("Escape");
  const typed = before.getByRole("listitem").filter({ hasText: "4711" });
  await typed.getByRole("button", { name: "Let it stand" }).press("Enter");
  await expect(before).not.toContainText("4711 is typed");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).press("Enter");
  await expect(before).toContainText("4711 is typed");
  await typed.getByRole("button", { name: "Let it stand" }).press("Enter");
  await expect(before).not.toContainText("4711 is typed");

  // The other language, at once, with the section that was open.
  const words = page.getByRole("region", { name: "Words of this section" });
  const was = await words.getByRole("textbox").getAttribute("lang");
  await outline.locator("[aria-current=step] button").focus();
  await page.keyboard.press("l");
  await expect(words.getByRole("textbox")).not.toHaveAttribute("lang", was ?? "");
  await expect(outline.locator("[aria-current=step]")).toContainText("SLA attainment");
  for (let left = await before.getByRole("button", { name: "Let it stand" }).count(); left > 0; left -= 1) {
    await before.getByRole("button", { name: "Let it stand" }).first().press("Enter");
    await expect(before.getByRole("button", { name: "Let it stand" })).toHaveCount(left - 1);
  }
  await expect(before.getByRole("button", { name: "Let it stand" })).toHaveCount(0);

  // Two files, looked through for other customers' names before anything is saved.
  const folder = join(userData, "exports");
  mkdirSync(folder);
  await app.evaluate(({ dialog: system }, place) => {
    system.showOpenDialog = async () => ({ canceled: false, filePaths: [place] });
  }, folder);
  // The stand-in's switch also keeps the export worker's own code from the window, which no network can do to the packed app.
  await page.context().setOffline(false);
  await outline.locator("[aria-current=step] button").focus();
  await page.keyboard.press("x");
  for (const format of ["PowerPoint, charts that can be edited", "PDF"]) await dialog.getByRole("checkbox", { name: format }).uncheck();
  for (const format of ["Excel, the evidence", "One HTML file"]) await dialog.getByRole("checkbox", { name: format }).check();
  await dialog.getByRole("button", { name: "Export 2 files" }).press("Enter");
  await expect(dialog.getByRole("status")).toContainText("Saved in", { timeout: 60_000 });
  const files = readdirSync(folder).toSorted();
  expect(files.map((name) => name.split(".").at(-1))).toEqual(["html", "xlsx"]);
  expect(readFileSync(join(folder, files[0] ?? ""), "utf8")).toContain("<!doctype html");
  expect(existsSync(join(folder, files[1] ?? ""))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Version 1" })).toBeVisible();
  expect(complaints).toEqual([]);
});
