import type { Locator, Page } from "@playwright/test";

/** The page of one account, in English. */
export class AccountPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  tab(name: string): Locator {
    return this.page.getByRole("tablist", { name: "Parts of the account" }).getByRole("tab", { name });
  }

  composer(): Locator {
    return this.page.getByRole("textbox", { name: "What happened" });
  }

  entry(text: string): Locator {
    return this.page.getByRole("listitem").filter({ hasText: text });
  }

  contact(name: string): Locator {
    return this.page.getByRole("row").filter({ hasText: name });
  }

  chart(title: string): Locator {
    return this.page.getByRole("figure", { name: title });
  }

  undo(): Locator {
    return this.page.getByRole("button", { name: "Undo" });
  }
}
