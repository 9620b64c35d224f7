import type { Locator, Page } from "@playwright/test";

/** The first window, in English. */
export class FirstRunPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  explore(): Locator {
    return this.page.getByRole("button", { name: "Explore the demonstration company" });
  }

  signIn(): Locator {
    return this.page.getByRole("button", { name: "Sign in to your company" });
  }

  async submit(address: string, token: string): Promise<void> {
    await this.page.getByLabel("Address").fill(address);
    await this.page.getByLabel("Access token").fill(token);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
  }
}
