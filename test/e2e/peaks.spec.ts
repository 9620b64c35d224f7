import { expect, test } from "./driver/console-test.ts";
import { axeFaults } from "./pages/page-health.ts";

test("the radar by keyboard and without a network: what is urgent, why, what if, and an event entered and taken back", async ({
  launch,
}) => {
  test.setTimeout(240_000);
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--size", "1440x900"] });
  await page.locator('html[data-ready="true"][data-settled="true"]').waitFor({ state: "attached", timeout: 150_000 });
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Peaks");
  const list = page.getByRole("grid", { name: "Peaks" });
  const rows = list.locator("[role=row][data-key]");
  await rows.first().waitFor({ timeout: 120_000 });
  await page.context().setOffline(true);

  // The cursor leads the inspector; the chart follows with the row's own name.
  await page.keyboard.press("j");
  const inspector = page.getByRole("complementary");
  const chosen = list.locator('[role=row][aria-selected="true"]');
  const name = (await chosen.getByRole("gridcell").nth(2).textContent()) ?? "";
  await expect(inspector).toHaveAttribute("aria-label", `Peak of ${name}`);
  await expect(inspector.getByRole("heading", { name: "Last day to ask" })).toBeVisible();
  await expect(inspector.getByRole("listitem").filter({ hasText: "the peak" })).toHaveCount(1);
  await expect(page.getByRole("figure").filter({ hasText: name }).first()).toBeVisible();

  // What if: the chance is told as it is and as supposed, and goes back.
  const outcome = page.getByLabel("Chance over capacity, as it is and as supposed");
  for (let times = 0; times < 3; times += 1) await page.keyboard.press("+");
  await expect(outcome).toContainText(/→.*→/);
  await page.keyboard.press("0");
  await expect(outcome).not.toContainText(/→.*→/);

  // An event in seconds: a name and Enter; the rest is the peak's.
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "New event" });
  await dialog.getByRole("combobox", { name: "Name" }).fill("Keyboard gala");
  await dialog.getByRole("textbox", { name: "Factor" }).fill("1.5");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(inspector.getByText("Keyboard gala", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(inspector.getByText("Keyboard gala", { exact: true })).toHaveCount(0);

  // The other views hold the same rows as numbers.
  await list.focus();
  await page.keyboard.press("2");
  await expect(page.getByRole("grid", { name: "Month" }).locator("[role=row][data-key]").first()).toContainText(/\d/);
  await page.keyboard.press("1");
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(inspector).toHaveCount(0);
});

test("a calendar file is previewed before its events are saved, and a file that is none is refused in words", async ({ launch }) => {
  test.setTimeout(240_000);
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--route", "/peaks"] });
  await page.getByRole("grid", { name: "Peaks" }).locator("[role=row][data-key]").first().waitFor({ timeout: 150_000 });
  const start = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "BEGIN:VEVENT",
    "UID:gala-1",
    "SUMMARY:Gala",
    `DTSTART:${start}T120000Z`,
    "DURATION:PT3H",
  ];
  const text = [...lines, "END:VEVENT", "BEGIN:VEVENT", "UID:broken", "SUMMARY:Broken", "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
  const choose = async (name: string, content: string): Promise<void> =>
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/calendar", buffer: Buffer.from(content) });
  await choose("plan.ics", text);
  const dialog = page.getByRole("dialog", { name: "Calendar: plan.ics" });
  await expect(dialog).toContainText("Gala");
  await expect(dialog).toContainText("Broken · has no start");
  expect(await axeFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save 1 change" }).click();
  await expect(page.getByRole("status").filter({ hasText: "1 change from the calendar saved" })).toBeVisible();
  await choose("plan.ics", text);
  await expect(page.getByRole("dialog", { name: "Calendar: plan.ics" })).toContainText("1 already here and the same");
  await page.keyboard.press("Escape");
  await choose("notes.ics", "hello");
  await expect(page.getByRole("dialog", { name: "Calendar: notes.ics" }).getByRole("alert")).toContainText("This is not a calendar file");
});
