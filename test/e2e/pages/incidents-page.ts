import { expect, type Locator, type Page } from "@playwright/test";

/** The list of incidents, in English. */
export class IncidentsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  grid(): Locator {
    return this.page.getByRole("grid", { name: "Incidents" });
  }

  /** Rows of incidents that are drawn, without column and group headers. */
  rows(): Locator {
    return this.grid().locator("[role=row][data-key]");
  }

  turn(name: "Open" | "Ours" | "Customer" | "Vendor" | "Root cause" | "Ended"): Locator {
    return this.page.getByRole("tablist", { name: "Whose turn" }).getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  /** The number beside a turn. */
  async count(name: Parameters<IncidentsPage["turn"]>[0]): Promise<number> {
    return Number(/\d+$/.exec(await this.turn(name).innerText())?.[0]);
  }

  field(): Locator {
    return this.page.getByRole("textbox", { name: "Number, title, account, holder" });
  }

  view(name: string): Locator {
    return this.page.getByRole("tablist", { name: "Views" }).getByRole("tab", { name });
  }

  inspector(): Locator {
    return this.page.getByRole("complementary", { name: /^Incident / });
  }

  toast(): Locator {
    return this.page.locator("[role=status][aria-live=polite]");
  }

  async saveViewAs(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Views" }).click();
    await this.page.getByRole("menuitem", { name: "Save this view…" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Save this view…" });
    await dialog.getByLabel("Name of the view").fill(name);
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toBeHidden();
  }

  async deleteView(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Views" }).click();
    await this.page.getByRole("menuitem", { name: `Delete “${name}”` }).click();
  }
}
