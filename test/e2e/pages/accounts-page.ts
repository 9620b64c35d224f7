import type { Locator, Page } from "@playwright/test";

/** The list of accounts, in English. */
export class AccountsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Resolves when rows are painted and judged, so that none changes its place: after the demonstration company was made, on the first start. */
  async ready(): Promise<void> {
    await this.rows().first().waitFor({ timeout: 150_000 });
    const grades = this.grid().getByText(/^(Critical|Risk|Watch|Good)$/);
    await grades.first().waitFor({ timeout: 60_000 });
  }

  grid(): Locator {
    return this.page.getByRole("grid", { name: "Accounts" });
  }

  rows(): Locator {
    return this.grid().locator("[role=row][data-key]");
  }

  row(name: string): Locator {
    return this.rows().filter({ hasText: name });
  }

  /** The row that has the cursor. */
  async cursorName(): Promise<string> {
    const id = await this.grid().getAttribute("aria-activedescendant");
    return id === null ? "" : this.nameIn(this.page.locator(`[id="${id}"]`));
  }

  /** Names of the rows that are drawn, from the top. */
  async names(): Promise<readonly string[]> {
    const rows = await this.rows().all();
    return Promise.all(rows.map((row) => this.nameIn(row)));
  }

  private async nameIn(row: Locator): Promise<string> {
    const column = await this.columnIndex("Account");
    return (await row.locator("[role=gridcell]").nth(column).innerText()).trim();
  }

  /** Place of a column among the cells of a row. */
  async columnIndex(header: string): Promise<number> {
    const headers = await this.grid().getByRole("columnheader").allInnerTexts();
    return headers.findIndex((text) => text.trim() === header);
  }

  async headers(): Promise<readonly string[]> {
    const texts = await this.grid().getByRole("columnheader").allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== "");
  }

  sortButton(column: string): Locator {
    return this.grid().getByRole("button", { name: column, exact: true });
  }

  filterField(): Locator {
    return this.page.getByRole("textbox", { name: "Filter by name or pinyin" });
  }

  /** How many accounts the view and the filter leave, as the title says. */
  async count(): Promise<number> {
    const title = await this.page
      .locator("header")
      .filter({ has: this.page.getByRole("heading", { level: 1 }) })
      .innerText();
    return Number(/Accounts\s+(\d+)/.exec(title)?.[1] ?? Number.NaN);
  }

  view(name: string): Locator {
    return this.page.getByRole("tablist", { name: "Views" }).getByRole("tab", { name });
  }

  async chooseInView(item: string): Promise<void> {
    await this.page.getByRole("button", { name: "View", exact: true }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  async hideColumn(column: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Columns/ }).click();
    await this.page.getByRole("checkbox", { name: column, exact: true }).uncheck();
    await this.page.keyboard.press("Escape");
  }

  toast(): Locator {
    return this.page.getByRole("status").last();
  }
}
