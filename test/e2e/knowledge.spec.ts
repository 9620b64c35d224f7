import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

test("offline, by keys: from an open incident to an article that helped, and its next version with what it changed", async ({ launch }) => {
  test.setTimeout(300_000);
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--route", "/incidents"] });
  const shell = new ShellPage(page, "en");
  const complaints = watchComplaints(page);
  await shell.settled();
  // A real desktop reads its own files without a network; on the stand-in the screens' code is loaded before it is cut off.
  const visit = (hash: string): Promise<void> =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);
  await visit("#/knowledge/new/edit");
  await expect(page.getByLabel("Cautions, English")).toBeVisible();
  await visit("#/knowledge");
  await page.getByRole("grid").getByRole("row").nth(1).dblclick();
  await expect(
    page
      .getByRole("button", { name: "This helped" })
      .or(page.getByRole("tab", { name: "Versions" }))
      .first(),
  ).toBeVisible();
  await visit("#/incidents");
  await page.getByRole("grid", { name: "Incidents" }).getByRole("row").nth(1).dblclick();
  await expect(page.getByRole("heading", { name: "Seen before" })).toBeVisible();
  await visit("#/incidents");
  await expect(page.getByRole("grid", { name: "Incidents" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("tl");
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox")).toHaveCount(0);
  await page.context().setOffline(true);

  // Hosts who cannot publish: the one P0 that is always open, which articles are about.
  await page.keyboard.press("/");
  await page.keyboard.insertText("推流");
  await expect(page.getByRole("grid").getByRole("row").filter({ hasText: "推流" }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/incidents\/.+/);
  const suggestions = page.getByRole("list", { name: "Articles" }).getByRole("listitem");
  await expect(suggestions.first()).toContainText(/\d+ %/);
  await expect(suggestions.first()).toContainText("same words");
  await page.keyboard.press("x");
  const best = suggestions.first().getByRole("link");
  await expect(best).toBeFocused();
  const title = await best.innerText();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/knowledge\/.+\/.+/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);

  const helped = page.getByRole("button", { name: "This helped" });
  await expect(helped).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("2");
  await expect(helped).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("region", { name: "Symptom" })).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);

  await page.keyboard.press("e");
  const cautions = page.getByLabel("Cautions, English");
  await cautions.fill("Restart nothing before the logs are saved.");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/#\/knowledge\/[^/]+$/);
  await page.getByRole("tab", { name: "Versions" }).click();
  const changes = page.getByRole("region", { name: /^What version \d+ changed$/ });
  await expect(changes.getByRole("heading", { name: "Cautions, English" })).toBeVisible();
  await expect(changes.locator("ins").first()).toBeVisible();
  await page.getByRole("tab", { name: "Incidents" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("Helped");

  // The palette finds it by a word that stands in its new version only.
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("restart nothing");
  await expect(page.getByRole("option", { name: title })).toBeVisible();
  expect(complaints.filter((one) => !one.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
});
