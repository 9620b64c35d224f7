import type { Locator, Page } from "@playwright/test";

/** What stands in place of everything while the vault is shut, in English. */
export class VaultPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  title(name: "Choose a passcode" | "Headroom is locked" | "Connect to go on" | "The keys of this laptop are not at hand"): Locator {
    return this.page.getByRole("heading", { level: 1, name });
  }

  wiped(): Locator {
    return this.page.getByRole("heading", { level: 1, name: "Your company has removed the copy on this laptop" });
  }

  alert(): Locator {
    return this.page.getByRole("alert");
  }

  async choose(passcode: string, again = passcode): Promise<void> {
    await this.page.getByLabel("Passcode", { exact: true }).fill(passcode);
    await this.page.getByLabel("The same again").fill(again);
    await this.page.getByRole("button", { name: "Seal this laptop" }).click();
  }

  async unlock(passcode: string): Promise<void> {
    await this.page.getByLabel("Passcode", { exact: true }).fill(passcode);
    await this.page.keyboard.press("Enter");
  }

  connect(): Locator {
    return this.page.getByRole("button", { name: "Connect" });
  }
}
