import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import PostalMime from "postal-mime";
import { catalogues, type Namespace, type TextKey } from "../../shared/i18n/catalogues.ts";
import { expect, test } from "./driver/console-test.ts";
import { watchComplaints } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";

/** Moves on with Tab until the focus is there: as far as a person without a mouse would have to go. */
async function tabTo(page: Page, goal: Locator, most: number): Promise<void> {
  await goal.waitFor();
  for (let pressed = 0; pressed <= most; pressed += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(goal, `within ${String(most)} Tabs`).toBeFocused();
}

async function type(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** The row that has the cursor of a grid. */
async function cursor(grid: Locator): Promise<Locator> {
  await expect(grid).toHaveAttribute("aria-activedescendant", /./);
  return grid.page().locator(`[id="${(await grid.getAttribute("aria-activedescendant")) ?? ""}"]`);
}

/** Puts the cursor on the first record, which may be below the heading of a group. */
async function toFirstRow(page: Page, grid: Locator): Promise<Locator> {
  await page.keyboard.press("Home");
  if ((await (await cursor(grid)).getAttribute("data-key")) === null) await page.keyboard.press("j");
  await expect(await cursor(grid)).toHaveAttribute("data-key", /./);
  return await cursor(grid);
}

/** When a row's peak is, e.g. `12-31 23:00`, sortable over the 45 days ahead: by how many months it is from the last one. */
function monthAndTime(row: string): string {
  const at = /\b(\d\d)(-\d\d \d\d:\d\d)/.exec(row);
  if (at === null) throw new Error(`no time of a peak: ${row}`);
  const months = (Number(at[1]) - new Date().getUTCMonth() + 12) % 12;
  return `${String(months).padStart(2, "0")}${at[2] ?? ""}`;
}

for (const language of ["en", "zh-CN"] as const) {
  const say = <N extends Namespace>(of: N, key: TextKey<N>): string => {
    const text = catalogues[language][of][key];
    if (text === undefined) throw new Error(`${of} has no ${key}`);
    return text;
  };

  test(`somebody new, by keys alone and without a network: the account in most danger, the mail for its next peak, the promise that breaks next, its review (${language})`, async ({
    launch,
    userData,
  }) => {
    test.setTimeout(300_000);
    // The company's making is not looked at here: it lies in the profile, whose user has chosen nothing yet.
    const before = await launch({ args: ["--demo"] });
    await new ShellPage(before.page, language).settled();
    await before.app.close();

    const first = await launch({ args: ["--lang", language] });
    await tabTo(first.page, first.page.getByRole("button", { name: say("firstRun", "demo.action") }), 5);
    await type(first.page, "Enter");
    await new ShellPage(first.page, language).settled();
    await first.app.close();

    // The second start has neither network nor backend.
    const { app, page } = await launch({ args: ["--no-backend", "--lang", language] });
    const complaints = watchComplaints(page);
    const shell = new ShellPage(page, language);
    await shell.ready();
    await expect(shell.statusLine()).toContainText(say("shell", "status.offline"));
    const folder = join(userData, "saved");
    mkdirSync(folder);
    await app.evaluate(({ dialog, shell: system }, place) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: `${place}/mail.eml` });
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [place] });
      system.openPath = async () => "";
    }, folder);

    // Which customer is in most danger: the list begins with it, and its page says why.
    await type(page, "g", "a");
    const accounts = page.getByRole("grid", { name: say("accounts", "title"), exact: true });
    await expect(accounts).toBeFocused();
    const worst = await toFirstRow(page, accounts);
    const scores = (await accounts.locator("[role=row][data-key] [role=gridcell]:nth-child(2)").allInnerTexts()).map(Number);
    expect(Number(await worst.getByRole("gridcell").nth(1).innerText())).toBe(Math.min(...scores));
    const accountId = (await worst.getAttribute("data-key")) ?? "";
    await type(page, "Enter");
    await page.waitForURL((url) => url.hash.startsWith(`#/accounts/${accountId}`));
    await expect(shell.heading()).toHaveText(/\S/);
    const name = await shell.heading().innerText();
    await expect(page.getByRole("table", { name: say("health", "title") }).getByRole("button", { expanded: true })).toBeVisible();

    // Its next peak, and the mail before it, in the customer's language; this laptop has no mail server yet.
    await type(page, "4");
    const ahead = page.getByRole("grid", { name: say("peaks", "tab.ahead") });
    await tabTo(page, ahead, 40);
    await toFirstRow(page, ahead);
    // They stand in the order of their rank: the next one in time is so many rows below the first.
    const times = (await ahead.locator("[role=row][data-key]").allInnerTexts()).map(monthAndTime);
    for (let down = times.indexOf(times.toSorted()[0] ?? ""); down > 0; down -= 1) await type(page, "j");
    await type(page, "Enter");
    await page.waitForURL(/#\/peaks/);
    const inspector = page.getByRole("complementary");
    await expect(inspector).toHaveAttribute("aria-label", new RegExp(name));
    await expect(inspector.getByRole("button", { name: say("outreach", "primary.mail"), exact: true })).toBeEnabled();
    await type(page, "c");
    const ask = page.getByRole("dialog", { name: say("outreach", "confirm.mail") });
    await expect(ask.getByRole("button", { name: say("outreach", "primary.mail"), exact: true })).toBeFocused();
    await type(page, "Enter");
    await expect(ask).toHaveCount(0);
    await expect.poll(() => readdirSync(folder)).toContain("mail.eml");
    const mail = await PostalMime.parse(readFileSync(join(folder, "mail.eml")));
    expect(mail.headers.find((one) => one.key === "x-unsent")?.value).toBe("1");
    expect(mail.subject).toContain(name);
    expect(mail.text).toMatch(/\d/);

    // The incident whose promise runs out next is the one that the status line names; what is broken already stands above it.
    const promise = shell.statusLine().getByText(/INC-\d+/);
    const next = /INC-\d+/.exec(await promise.innerText())?.[0] ?? "";
    await type(page, "g", "i");
    const incidents = page.getByRole("grid", { name: say("incidents", "title"), exact: true });
    await expect(incidents).toBeFocused();
    let row = await toFirstRow(page, incidents);
    for (let down = 0; down < 20 && !(await row.innerText()).includes(next); down += 1) {
      await type(page, "j");
      row = await cursor(incidents);
    }
    await expect(row).toContainText(next);
    await type(page, "Enter");
    await page.waitForURL(/#\/incidents\/[^/]+$/);
    await type(page, "u");
    const form = page.getByRole("form", { name: say("incidentActions", "title.update") });
    const field = form.getByRole("textbox", { name: say("incidentActions", "words.update") });
    await tabTo(page, field, 8);
    const told =
      language === "en"
        ? "Traffic is moved to the second edge; joins are back at 99 %."
        : "流量已切到第二个边缘节点，进房成功率恢复到 99%。";
    await page.keyboard.insertText(told);
    await type(page, "Control+Enter");
    await expect(form).toHaveCount(0);
    await expect(page.getByRole("listitem").filter({ hasText: told }).first()).toBeVisible();

    // The review of the account in danger: drafted, what stops it looked at, and on the disk in two forms.
    await type(page, "g", "r");
    const reviews = page.getByRole("grid", { name: say("reviews", "title"), exact: true });
    await expect(reviews).toBeFocused();
    await type(page, "/");
    await page.keyboard.insertText(name);
    await expect(reviews.locator("[role=row][data-key]")).toHaveCount(1);
    await type(page, "Enter");
    await expect(reviews).toBeFocused();
    await toFirstRow(page, reviews);
    await type(page, "c");
    await page.waitForURL(/#\/reviews\/rev_/);
    await shell.ready();
    const stand = page
      .getByRole("region", { name: say("reviewBuilder", "before") })
      .getByRole("button", { name: say("reviewBuilder", "finding.stand") });
    await expect(page.getByRole("navigation").getByRole("listitem").first()).toBeVisible();
    for (let left = await stand.count(); left > 0; left -= 1) {
      await tabTo(page, stand.first(), 60);
      await type(page, "Enter");
      await expect(stand).toHaveCount(left - 1);
    }
    await type(page, "x");
    const dialog = page.getByRole("dialog", { name: say("reviewBuilder", "export.title") });
    await tabTo(page, dialog.getByRole("button", { name: /2/ }), 20);
    await type(page, "Enter");
    await expect(dialog.getByRole("status")).toContainText(/-(en|zh-CN)\.pdf/, { timeout: 90_000 });
    const made = readdirSync(folder).filter((file) => file.includes(name));
    expect(made.map((file) => file.split(".").at(-1)).toSorted()).toEqual(["pdf", "pptx"]);
    const beginnings = made.map((file) => readFileSync(join(folder, file)).subarray(0, 4).toString("latin1"));
    expect(beginnings.toSorted()).toEqual(["%PDF", "PK\u0003\u0004"]);
    await type(page, "Escape");
    await expect(shell.statusLine()).toContainText(say("shell", "status.offline"));
    expect(complaints).toEqual([]);
  });
}
