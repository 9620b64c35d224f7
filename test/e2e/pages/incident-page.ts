import { expect, type Locator, type Page } from "@playwright/test";

/** The page of one incident, in English. */
export class IncidentPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  /** One of the four clocks, by the beginning of its title. */
  clock(title: string): Locator {
    return this.page.getByRole("region", { name: new RegExp(`^${title}`) });
  }

  /** The playhead on the lane of entries. */
  playhead(): Locator {
    return this.page.getByRole("slider", { name: "Entry of the log" });
  }

  entries(): Locator {
    return this.page.getByRole("region", { name: "Timeline" }).getByRole("listitem");
  }

  currentEntry(): Locator {
    return this.page.getByRole("region", { name: "Timeline" }).locator("[aria-current=true]");
  }

  /** The form of an action, by its title. */
  form(title: string): Locator {
    return this.page.getByRole("form", { name: title });
  }

  /** What the form's action would do to the clocks. */
  effect(title: string): Locator {
    return this.form(title).getByRole("group", { name: "What it does to the clocks" });
  }

  /** Opens a form by its key, types its words and puts them in the log; `fill` does what comes before the words, with the focus in the form. */
  async act(key: string, title: string, label: string, words: string, fill?: (form: Locator) => Promise<void>): Promise<void> {
    await this.page.keyboard.press(key);
    const form = this.form(title);
    const field = form.getByRole("textbox", { name: label });
    await expect(form.locator(":focus")).toHaveCount(1);
    await fill?.(form);
    while (!(await field.evaluate((element) => element === document.activeElement))) await this.page.keyboard.press("Tab");
    await this.page.keyboard.insertText(words);
    await expect(field).toHaveValue(words);
    await this.page.keyboard.press("Control+Enter");
    await expect(form).toHaveCount(0);
    await expect(this.entries().first()).toContainText(words);
  }

  /** A fact of the line below the title, e.g. `State`. */
  fact(label: string): Locator {
    return this.page.locator("dl > div").filter({ has: this.page.locator("dt", { hasText: new RegExp(`^${label}$`) }) });
  }

  whatIf(): Locator {
    return this.page.getByRole("group", { name: "What if" });
  }

  ledger(): Locator {
    return this.page.getByRole("region", { name: "Hand-off ledger" });
  }

  about(): Locator {
    return this.page.getByRole("complementary", { name: "Details" });
  }
}
