import { defineConfig } from "@playwright/test";
import endToEnd from "../e2e/playwright.config.ts";

/** What was packed, in HEADROOM_PACKED: started by `npm run package -- --smoke`. */
export default defineConfig({
  ...endToEnd,
  testDir: ".",
  outputDir: "../../test-results/smoke",
  globalSetup: "./packed-setup.ts",
  timeout: 900_000,
});
