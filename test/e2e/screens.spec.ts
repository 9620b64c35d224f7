import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { startCompany } from "./driver/company.ts";
import { expect, test } from "./driver/console-test.ts";
import { axeFaults, contrastFaults, watchComplaints } from "./pages/page-health.ts";
import { routes } from "./pages/screen-routes.ts";
import { ShellPage } from "./pages/shell-page.ts";

/**
 * Every screen in both languages and themes: it shows its data, complains of nothing and is accessible. Pictures go to test-results/screens;
 * `HEADROOM_SCREENS=keep` puts them where they are kept, to be looked at after a change of looks.
 */
const folder = resolve(import.meta.dirname, process.env["HEADROOM_SCREENS"] === "keep" ? "screens" : "../../test-results/screens");
type Screen = keyof typeof routes | "incident" | "review";

/** A part of a page has data of its own, which may come after the page's: what is there when they have. */
const parts: Readonly<Partial<Record<Screen, readonly string[]>>> = {
  account: ["figure > div > svg"],
  "account-usage": ["figure > div > svg"],
  "account-quality": ["figure > div > svg"],
  "account-incidents": ["[role=row][data-key]"],
  "account-timeline": ["ul li"],
  "account-contacts": ["table tbody tr"],
  "account-contract": ["[role=group] dl"],
  "account-peaks": ["figure > div > svg", "[role=row][data-key]"],
};

const looks = [
  { lang: "zh-CN", theme: "light" },
  { lang: "zh-CN", theme: "dark" },
  { lang: "en", theme: "light" },
  { lang: "en", theme: "dark" },
] as const;

/** Opens the first incident of the list as a user would. */
async function openFirstIncident(shell: ShellPage): Promise<void> {
  const { page } = shell;
  await shell.go("/incidents");
  await page.getByRole("grid").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/incidents\/.+/);
  await page.locator("main h1").waitFor();
  await shell.ready();
}

/** Opens a review of the quarter before the last, which the company has presented. */
async function openEarlierReview(shell: ShellPage): Promise<void> {
  const { page } = shell;
  await shell.go("/reviews");
  await page.keyboard.press("[");
  const grid = page.getByRole("grid");
  await grid.focus();
  await page.keyboard.press("Home");
  // The first row is the heading of the first group.
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/reviews\/rev_/);
  await page.locator("main article h2").first().waitFor();
  await shell.ready();
}

for (const { lang, theme } of looks) {
  test(`every screen, ${lang} ${theme}`, async ({ launch }) => {
    test.setTimeout(600_000);
    mkdirSync(folder, { recursive: true });
    const name = (screen: string): string => resolve(folder, `${screen}-${lang === "en" ? "en" : "zh"}-${theme}.png`);
    const { page } = await launch({ args: ["--demo", "--lang", lang, "--theme", theme, "--size", "1440x900"] });
    const complaints = watchComplaints(page);
    const shell = new ShellPage(page, lang);
    await shell.settled();
    for (const screen of [...(Object.keys(routes) as (keyof typeof routes)[]), "incident", "review"] as const) {
      if (screen === "incident") await openFirstIncident(shell);
      else if (screen === "review") await openEarlierReview(shell);
      else await shell.go(routes[screen]);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      for (const part of parts[screen] ?? []) await page.locator(`main ${part}`).first().waitFor();
      await page.screenshot({ path: name(screen) });
      // One language in each theme, and structure in one of them: the faults that a language can have of its own are in its texts. The list's own
      // spec checks the list, whose thousand cells take axe minutes.
      if (screen === "accounts" || (lang === "en") !== (theme === "light")) continue;
      // The slides of a review are pictures of pages: their small numbers are all in a list of their own.
      const within = screen === "review" ? "nav" : "html";
      expect(await (theme === "light" ? axeFaults(page, within) : contrastFaults(page)), screen).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
}

test("the first run and the ways into a company, both languages, both themes", async ({ launch, userData }) => {
  test.setTimeout(300_000);
  mkdirSync(folder, { recursive: true });
  const company = await startCompany();
  try {
    for (const { lang, theme } of looks) {
      const name = (screen: string): string => resolve(folder, `${screen}-${lang === "en" ? "en" : "zh"}-${theme}.png`);
      const { app, page } = await launch({
        userData: resolve(userData, `${lang}-${theme}`),
        args: ["--lang", lang, "--theme", theme, "--size", "1440x900"],
      });
      await new ShellPage(page, lang).ready();
      await page.screenshot({ path: name("first-run") });
      expect(await axeFaults(page), `${lang} ${theme}`).toEqual([]);
      await page.getByRole("button", { expanded: false }).click();
      await page.locator("input[type=url]").fill(company.url);
      await page.keyboard.press("Enter");
      await page.getByText(new URL(company.url).host, { exact: true }).waitFor();
      await page.screenshot({ path: name("sign-in") });
      expect(await axeFaults(page), `sign-in ${lang} ${theme}`).toEqual([]);
      await app.close();
    }
  } finally {
    await company.close();
  }
});
