import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "{shared,backend,electron,renderer}/**/*.test.{ts,tsx}",
      "test/{contract,simulation,integration,bench,soak,support}/**/*.test.ts",
    ],
    // Real time never decides a test; this only ends one that hangs.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    globalSetup: ["test/support/postgres-setup.ts"],
    setupFiles: ["test/support/property-seed.ts"],
    pool: "forks",
    maxWorkers: 2,
  },
});
