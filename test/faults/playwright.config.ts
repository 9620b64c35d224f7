import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";

// Every fault starts several processes from their sources: what Node made of these is kept from one start to the next.
process.env["NODE_COMPILE_CACHE"] ??= resolve(import.meta.dirname, "../../node_modules/.cache/headroom-faults");

/**
 * No second try, and one fault at a time unless `npm run faults -- --workers N` asks for more. Real time never decides a test; these only end one that
 * hangs.
 */
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
