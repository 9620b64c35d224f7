import { expect, type Locator, type Page } from "@playwright/test";

/** Names of what the tests touch, in both languages of the console. */
const words = {
  en: {
    today: "Today",
    accounts: "Accounts",
    incidents: "Incidents",
    sync: "Sync",
    settings: "Settings",
    palette: "Search and commands",
    keys: "Keys",
  },
  "zh-CN": { today: "今日", accounts: "客户", incidents: "故障", sync: "同步", settings: "设置", palette: "搜索与命令", keys: "快捷键" },
} as const;

export type ShellLanguage = keyof typeof words;
export type RailScreen = "today" | "accounts" | "incidents" | "sync" | "settings";

/** The frame of the console: rail, status line, palette, keys. */
export class ShellPage {
  readonly page: Page;
  readonly language: ShellLanguage;

  constructor(page: Page, language: ShellLanguage) {
    this.page = page;
    this.language = language;
  }

  /** Resolves when the current screen's first data is painted. */
  async ready(): Promise<void> {
    await this.page.locator('html[data-ready="true"]').waitFor({ state: "attached", timeout: 120_000 });
  }

  /** Also waits until the laptop has what its backend has: no synchronisation changes what is shown. */
  async settled(): Promise<void> {
    await this.page.locator('html[data-ready="true"][data-settled="true"]').waitFor({ state: "attached", timeout: 120_000 });
  }

  /** Goes to a place as a link does, and waits until its first data is painted and its charts are drawn. */
  async go(route: string): Promise<void> {
    await this.page.evaluate(async (to) => {
      if (location.hash === to) return;
      const changed = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
      location.hash = to;
      await changed;
      // By the second frame the earlier screen is gone, and its readiness with it.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, `#${route}`);
    await this.ready();
    await this.page.locator('figure[aria-busy="true"]').waitFor({ state: "detached" });
  }

  heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  railLink(screen: RailScreen): Locator {
    return this.page.getByRole("navigation").getByRole("link", { name: words[this.language][screen] });
  }

  async open(screen: RailScreen): Promise<void> {
    await this.railLink(screen).click();
    await this.page.waitForURL(`**#/${screen}`);
    await this.ready();
  }

  statusLine(): Locator {
    return this.page.getByRole("contentinfo");
  }

  palette(): Locator {
    return this.page.getByRole("dialog", { name: words[this.language].palette });
  }

  async openPalette(): Promise<Locator> {
    await this.page.keyboard.press("Control+k");
    const field = this.page.getByRole("combobox", { name: words[this.language].palette });
    await field.waitFor();
    return field;
  }

  /** Takes a command of the palette by keys, whatever else is found for its label. */
  async command(label: string): Promise<void> {
    const field = await this.openPalette();
    await field.fill(label);
    const option = this.page.getByRole("option", { name: label, exact: true });
    await expect(async () => {
      if ((await option.getAttribute("aria-selected", { timeout: 5_000 })) !== "true") await this.page.keyboard.press("ArrowUp");
      await expect(option).toHaveAttribute("aria-selected", "true", { timeout: 1_000 });
    }).toPass();
    await this.page.keyboard.press("Enter");
    await expect(this.palette()).toBeHidden();
  }

  keysDialog(): Locator {
    return this.page.getByRole("dialog", { name: words[this.language].keys });
  }

  /** What the root element says is in force. */
  async look(): Promise<{ readonly lang: string; readonly theme: string; readonly density: string }> {
    return await this.page.evaluate(() => {
      const { lang, dataset } = document.documentElement;
      return { lang, theme: dataset["theme"] ?? "", density: dataset["density"] ?? "" };
    });
  }
}
