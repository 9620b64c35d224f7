import { expect, test } from "./driver/console-test.ts";
import { FirstRunPage } from "./pages/first-run-page.ts";
import { axeFaults, watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

test("the first run offers two ways in, says what is wrong with a sign-in, and makes the demonstration company with counts", async ({
  launch,
}) => {
  const first = await launch({ args: ["--lang", "en", "--theme", "light"] });
  const shell = new ShellPage(first.page, "en");
  const firstRun = new FirstRunPage(first.page);
  const complaints = watchComplaints(first.page);
  await shell.ready();
  expect(await axeFaults(first.page)).toEqual([]);

  await firstRun.signIn().click();
  await firstRun.goOnTo("headroom.example.com");
  await expect(first.page.getByRole("alert")).toHaveText("Write the whole address, beginning with https:// or http://.");
  await firstRun.goOnTo("http://headroom.example.com");
  await expect(first.page.getByRole("alert")).toHaveText("The address must begin with https://, so that nobody on the way can read along.");
  expect(await axeFaults(first.page)).toEqual([]);
  // Nothing listens there: the desktop tries it and says so, and the form stays.
  await firstRun.goOnTo("http://127.0.0.1:9");
  await expect(first.page.getByRole("alert")).toHaveText(
    "No Headroom service answers at this address. Check the address and the network, then try again.",
  );
  await expect(first.page.getByLabel("Address")).toHaveValue("http://127.0.0.1:9");

  await firstRun.explore().click();
  await expect(first.page.getByRole("heading", { name: "Making the demonstration company" })).toBeVisible();
  await shell.ready();
  await expect(shell.heading()).toHaveText("Today");
  await expect(shell.statusLine()).toContainText("Online");
  await first.app.close();
  expect(complaints).toEqual([]);

  const second = await launch({ args: ["--lang", "en"] });
  const again = new ShellPage(second.page, "en");
  await again.ready();
  await expect(again.heading()).toHaveText("Today");
});

test("language, theme and density change at once and are there at the next start", async ({ launch }) => {
  const first = await launch({ args: ["--demo", "--route", "/settings"] });
  const shell = new ShellPage(first.page, "en");
  const complaints = watchComplaints(first.page);
  await shell.ready();
  const choose = async (name: string): Promise<void> => await first.page.getByRole("radio", { name }).check({ force: true });
  await choose("English");
  await expect(shell.heading()).toHaveText("Settings");
  await choose("Dark");
  await choose("Comfortable, 40 px");
  await expect.poll(() => shell.look()).toEqual({ lang: "en", theme: "dark", density: "comfortable" });
  expect(await axeFaults(first.page)).toEqual([]);

  await choose("中文");
  await expect(shell.heading()).toHaveText("设置");
  await choose("浅色");
  await expect.poll(() => shell.look()).toEqual({ lang: "zh-CN", theme: "light", density: "comfortable" });
  expect(await axeFaults(first.page)).toEqual([]);
  await first.app.close();
  expect(complaints).toEqual([]);

  const second = await launch();
  const again = new ShellPage(second.page, "zh-CN");
  await again.ready();
  expect(await again.look()).toEqual({ lang: "zh-CN", theme: "light", density: "comfortable" });
});

test("everything in the frame is reached with keys: places, list, palette with pinyin, help", async ({ launch }) => {
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "light", "--route", "/settings"] });
  const shell = new ShellPage(page, "en");
  const complaints = watchComplaints(page);
  await shell.ready();

  for (const [keys, heading] of [
    ["g a", "Accounts"],
    ["g i", "Incidents"],
    ["g s", "Sync"],
    ["g t", "Today"],
    ["g a", "Accounts"],
  ] as const) {
    for (const key of keys.split(" ")) await page.keyboard.press(key);
    await expect(shell.heading()).toContainText(heading);
    await shell.ready();
  }

  const grid = page.getByRole("grid").first();
  await expect(grid).toBeFocused();
  const cursor = async (): Promise<string | null> => {
    const id = await grid.getAttribute("aria-activedescendant");
    return id === null ? null : await page.locator(`[id="${id}"]`).getAttribute("aria-rowindex");
  };
  await page.keyboard.press("Home");
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  expect(await cursor()).toBe("3");
  await page.keyboard.press("End");
  await expect.poll(async () => Number(await cursor())).toBeGreaterThan(50);

  await page.keyboard.press("?");
  await expect(shell.keysDialog()).toContainText("Next row");
  expect(await axeFaults(page, "[role=dialog]")).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(shell.keysDialog()).toBeHidden();
  await expect(grid).toBeFocused();

  const field = await shell.openPalette();
  expect(await axeFaults(page, "[role=dialog]")).toEqual([]);
  // 橙集优选, by the first letters of its pinyin.
  await field.fill("cjyx");
  await expect(page.getByRole("option").first()).toContainText("橙集优选");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/accounts\/[^/]+\/overview$/);
  await expect(shell.heading()).toContainText("橙集优选");

  await shell.command("Dark theme");
  await expect.poll(async () => (await shell.look()).theme).toBe("dark");
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect(shell.palette()).toBeHidden();
  expect(complaints).toEqual([]);
});

test("the sync screen says where this laptop stands, in both languages and themes", async ({ launch }) => {
  const { page } = await launch({ args: ["--demo", "--lang", "en", "--theme", "dark", "--route", "/sync"] });
  const shell = new ShellPage(page, "en");
  const complaints = watchComplaints(page);
  await shell.ready();
  await expect(page.getByText("No edit was refused")).toBeVisible();
  await expect(page.getByText("Equal to the backend")).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
  await shell.command("切换到中文");
  await expect(shell.heading()).toHaveText("同步");
  await new ShellPage(page, "zh-CN").command("浅色主题");
  await expect.poll(() => shell.look()).toMatchObject({ lang: "zh-CN", theme: "light" });
  expect(await axeFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
