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

  /** Enters the address of a company and goes on to its ways in. */
  async goOnTo(address: string): Promise<void> {
    await this.page.getByLabel("Address").fill(address);
    await this.page.getByRole("button", { name: "Continue" }).click();
  }

  /** From the first window to the ways in of a company. */
  async toWaysOf(address: string): Promise<void> {
    await this.signIn().click();
    await this.goOnTo(address);
  }

  companyAccount(): Locator {
    return this.page.getByRole("button", { name: "Sign in with your company account" });
  }

  async useToken(token: string): Promise<void> {
    const label = this.page.getByLabel("Access token");
    const other = this.page.getByRole("button", { name: "Use an access token instead" });
    // Which of the two is there is known when the backend has said how one signs in.
    await label.or(other).waitFor();
    if (!(await label.isVisible())) await other.click();
    await label.fill(token);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
  }
}
