import type { Locator, Page } from "@playwright/test";

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

  ledger(): Locator {
    return this.page.getByRole("region", { name: "Hand-off ledger" });
  }

  about(): Locator {
    return this.page.getByRole("complementary", { name: "Details" });
  }
}
