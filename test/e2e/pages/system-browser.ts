import type { ElectronApplication } from "@playwright/test";
import { expect } from "@playwright/test";

/** Notes what the desktop opens in the system's browser, and opens none. */
export class SystemBrowser {
  readonly #app: ElectronApplication;

  private constructor(app: ElectronApplication) {
    this.#app = app;
  }

  static async of(app: ElectronApplication): Promise<SystemBrowser> {
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (url) => {
        opened.push(url);
      };
    });
    return new SystemBrowser(app);
  }

  async opened(): Promise<readonly string[]> {
    return await this.#app.evaluate(() => (globalThis as unknown as { readonly opened: readonly string[] }).opened);
  }

  /** The address that was opened as the `count`th, once it is. */
  async address(count: number): Promise<string> {
    await expect.poll(async () => (await this.opened()).length).toBeGreaterThanOrEqual(count);
    return (await this.opened())[count - 1] ?? "";
  }
}
