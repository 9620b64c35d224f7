import { expect, test } from "./driver/console-test.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

test("every key of a screen is a command, a record has its actions, and an edit is taken back from another screen and done again", async ({
  launch,
}) => {
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--route", "/incidents"] });
  const shell = new ShellPage(page, "en");
  const complaints = watchComplaints(page);
  await shell.settled();

  await shell.openPalette();
  const group = page.getByRole("group", { name: "On this screen" });
  await expect(group.getByRole("option", { name: "Watch or stop watching" })).toBeVisible();
  expect(await axeFaults(page, "[role=dialog]")).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("grid")).toBeFocused();

  // Watched on one screen, taken back on another, done again on a third.
  await shell.command("Watch or stop watching");
  await expect(page.getByRole("status").filter({ hasText: "Undo" })).toBeVisible();
  await shell.go("/knowledge");
  await page.keyboard.press("Control+z");
  await expect(page.getByText(/^Taken back: /)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("There is nothing to undo")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("z");
  const history = page.getByRole("option");
  await expect(history).toHaveCount(1);
  await expect(history).toContainText("taken back · Incidents");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Done again: /)).toBeVisible();

  // What can be done with a record, without opening it first.
  const field = await shell.openPalette();
  await field.fill("cjyx");
  await expect(page.getByRole("option").first()).toContainText("橙集优选");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("note");
  await expect(page.getByRole("option")).toHaveText(["Write a note"]);
  await page.keyboard.press("Enter");
  await expect(shell.heading()).toContainText("橙集优选");
  await expect(page.getByRole("textbox", { name: "What happened" })).toBeFocused();
  expect(complaints).toEqual([]);
});

test("a list prints whole on light paper, and quiet hours are kept by the device", async ({ launch }) => {
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "dark", "--route", "/incidents"] });
  const shell = new ShellPage(page, "en");
  const complaints = watchComplaints(page);
  await shell.settled();
  const grid = page.getByRole("grid");
  const count = Number(await grid.getAttribute("aria-rowcount"));

  // As the system's print dialog does before it takes the page.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("table", { name: "Incidents" }).getByRole("row")).toHaveCount(count);
  await expect(page.getByText(/^Headroom, as of /)).toBeVisible();
  await expect(page.getByRole("navigation")).toBeHidden();
  expect((await shell.look()).theme).toBe("light");
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(grid).toBeVisible();
  expect((await shell.look()).theme).toBe("dark");

  await shell.go("/settings");
  await page.getByRole("checkbox", { name: "Quiet hours" }).check({ force: true });
  await page.getByLabel("Mon, from").fill("21:30");
  const kept = async (): Promise<unknown> =>
    await page.evaluate(async () => {
      const info = await window.headroom.request("app.info", undefined);
      return info.ok ? [info.value.settings.quietHours.on, info.value.settings.quietHours.days[1]] : info.error.code;
    });
  await expect.poll(kept).toEqual([true, { from: "21:30", to: "07:00" }]);
  expect(complaints).toEqual([]);
});
