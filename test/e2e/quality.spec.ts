import { expect, test } from "./driver/console-test.ts";
import { AccountPage } from "./pages/account-page.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";

/** One carrier of this customer freezes in the evening, more on the older SDK. */
const route = "/accounts/acc_1_0005/quality";

test("quality is split, held against another time, and two definitions are not compared", async ({ launch }) => {
  test.setTimeout(300_000);
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--size", "1280x800", "--route", route] });
  const complaints = watchComplaints(page);
  const account = new AccountPage(page);
  await expect(page.getByRole("tab", { name: "Quality", exact: true })).toHaveAttribute("aria-selected", "true");
  const slices = page.getByRole("region", { name: /^Video freeze.*: / });
  const names = () => slices.getByRole("rowheader").allTextContents();
  await expect(slices.getByRole("rowheader").first()).toHaveText("Viettel", { timeout: 120_000 });
  await expect(slices.getByRole("row", { name: /Viettel/ })).toContainText("worse");
  await expect(page.getByText(/Definition: Share of viewing time in video pauses of 600 ms or longer/)).toBeVisible();
  await expect(account.chart("Video freeze rate (600 ms)")).toBeVisible();

  // By SDK version, with the keyboard; the older one is the worst. Its series come after those of every account.
  await page.getByRole("radio", { name: "Carrier" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(names, { timeout: 120_000 }).toEqual([expect.stringMatching(/^4\./), expect.stringMatching(/^4\./), "All together"]);
  const versions = (await names()).slice(0, 2);
  expect(versions).toEqual(versions.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true })));
  await expect(slices.getByText(/split series cover \d+% of the sessions/)).toBeVisible();

  // One carrier alone, by Enter on its name.
  await page.getByRole("radio", { name: "Carrier" }).check();
  await slices.getByRole("button", { name: "Show VNPT alone" }).press("Enter");
  await expect.poll(names).toEqual(["VNPT", "All together"]);

  await page.getByRole("combobox", { name: "Held against" }).selectOption({ label: "Video freeze rate (500 ms)" });
  await expect(page.getByRole("status").filter({ hasText: "Not compared" })).toContainText("by different thresholds");
  await expect(slices.getByRole("row", { name: /VNPT/ })).toContainText("not compared");
  await page.getByRole("combobox", { name: "Held against" }).selectOption({ label: "Four weeks earlier" });
  await expect(page.getByRole("status").filter({ hasText: "Not compared" })).toHaveCount(0);

  const hours = page.getByRole("region", { name: /^By hour of the day and weekday/ });
  await expect(hours.getByRole("cell")).toHaveCount(168);
  await hours.getByRole("radio", { name: "Heat map" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(hours.getByRole("columnheader", { name: "sessions" })).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);

  // An answer that came by phone, without a network and without the mouse.
  await account.tab("Contacts").click();
  const answers = page.getByRole("region", { name: "Satisfaction answers" });
  await expect(answers).toBeVisible();
  await page.context().setOffline(true);
  await page.keyboard.press("a");
  const form = page.getByRole("form", { name: "Add an answer" });
  await form.getByRole("textbox", { name: "Score" }).fill("6");
  await expect(form.getByRole("alert")).toHaveText("A whole number from 1 to 5.");
  await form.getByRole("textbox", { name: "Score" }).fill("4");
  await form.getByRole("textbox", { name: "Comment" }).fill("Quicker than in spring");
  await page.keyboard.press("Control+Enter");
  await expect(answers.getByRole("row", { name: /CSAT.* 4 .*Quicker than in spring/ })).toBeVisible();
  expect(complaints).toEqual([]);
});
