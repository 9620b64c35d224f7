import { defineConfig } from "@playwright/test";

// An escalation is written when the clock says so: journeys that look at an incident's log bring their own.
process.env["HEADROOM_KEEP_SLA"] ??= "off";

/** One window at a time and no second try: a test that needs one is a failure. */
export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results/e2e",
  globalSetup: "./driver/global-setup.ts",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // Real time never decides a test; these only end one that hangs.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: "list",
});
