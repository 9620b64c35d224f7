import type { Locator, Page } from "@playwright/test";

/** Today, in English. */
export class TodayPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  grid(): Locator {
    return this.page.getByRole("grid", { name: "Today" });
  }

  row(id: string): Locator {
    return this.grid().locator(`[role=row][data-key="${id}"]`);
  }

  rows(): Locator {
    return this.grid().locator("[role=row][data-key]");
  }

  kinds(): Locator {
    return this.page.getByRole("tablist", { name: "Kinds" }).getByRole("tab");
  }

  kind(name: string): Locator {
    return this.page.getByRole("tablist", { name: "Kinds" }).getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  /** Counts beside the kinds, the one of all first. */
  async counts(): Promise<readonly number[]> {
    return (await this.kinds().allInnerTexts()).map((text) => Number(/\d+$/.exec(text)?.[0]));
  }

  inspector(): Locator {
    return this.page.getByRole("complementary", { name: /^Details: / });
  }

  strip(): Locator {
    return this.page.getByRole("region", { name: "The day by the hour" });
  }

  /** What is set aside or delegated. */
  lanes(): Locator {
    return this.page.getByRole("region", { name: "What is not on the list" });
  }

  toast(): Locator {
    return this.page.locator("[role=status][aria-live=polite]");
  }
}
