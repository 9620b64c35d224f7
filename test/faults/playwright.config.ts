import { defineConfig } from "@playwright/test";

/** One fault at a time and no second try. Real time never decides a test; these only end one that hangs. */
export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results/faults",
  globalSetup: "../e2e/driver/global-setup.ts",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: "list",
});
