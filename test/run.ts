import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { ensureLibreOffice } from "./support/libre-office.ts";
import { ensurePrometheus } from "./support/prometheus.ts";
import { lockFileFaults } from "./support/lock-file.ts";

/**
 * Every check and test of the project, one after the other, with one closing line over all runners.
 * `npm test` runs all; `npm test -- check|unit|e2e|faults …` (or `npm run check`) only those parts.
 */
const root = resolve(import.meta.dirname, "..");
const results = join(root, "test-results");
const parts = ["check", "unit", "e2e", "faults"] as const;

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}
const total: Count = { passed: 0, failed: 0, skipped: 0 };
/** What was not run and why: said at the end, never silently. */
const leftOut: string[] = [];

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): SpawnSyncReturns<Buffer> {
  const bin = join(root, "node_modules", ".bin");
  return spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, ...env },
  });
}

function check(name: string, passed: boolean): void {
  say(`${passed ? "ok  " : "FAIL"} ${name}`);
  if (passed) total.passed += 1;
  else total.failed += 1;
}

function checkCommand(name: string, command: string, args: readonly string[]): void {
  check(name, run(command, args).status === 0);
}

function checks(): void {
  checkCommand("types: every room against its own tsconfig", "tsc", ["-b"]);
  checkCommand("lint: rules, import boundaries, no cycles", "oxlint", ["--deny-warnings"]);
  checkCommand("format", "oxfmt", ["--check"]);
  checkCommand("dead code: files, exports and dependencies", "knip", ["--no-progress"]);
  checkCommand("licences: every part of the product has one that is allowed", "npm", ["run", "--silent", "sbom"]);
  const faults = lockFileFaults(root);
  for (const fault of faults) say(`  ${fault}`);
  check("dependencies: exact pins, a lock file without download hosts", faults.length === 0);
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) })),
});

function unit(): void {
  ensureLibreOffice();
  ensurePrometheus();
  const file = join(results, "vitest.json");
  const ended = run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`]);
  const report = existsSync(file) ? vitestReport.safeParse(JSON.parse(readFileSync(file, "utf8"))) : null;
  if (report === null || !report.success) return check("unit, contract, simulation and integration tests gave a report", false);
  total.passed += report.data.numPassedTests;
  total.failed += report.data.numFailedTests;
  total.skipped += report.data.numPendingTests;
  for (const suite of report.data.testResults) {
    for (const test of suite.assertionResults) if (test.status === "skipped" || test.status === "pending") leftOut.push(test.fullName);
  }
  // A file that fails to load has no failed test, and an unhandled error fails the run alone.
  if (ended.status !== 0 && report.data.numFailedTests === 0)
    check("unit, contract, simulation and integration tests ended cleanly", false);
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[] | undefined;
  readonly specs?: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[] | undefined;
}
const playwrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    suites: z.array(playwrightSuite).optional(),
    specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })).optional(),
  }),
);
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(playwrightSuite),
});

function skippedSpecs(suite: PlaywrightSuite): readonly string[] {
  const own = (suite.specs ?? []).filter((spec) => spec.tests.some((test) => test.status === "skipped")).map((spec) => spec.title);
  return [...own, ...(suite.suites ?? []).flatMap(skippedSpecs)];
}

/** Runs a suite in the window of the built app; `what` names it in the closing lines. */
function inWindow(what: string, config: string, reportName: string): void {
  const file = join(results, `${reportName}.json`);
  const ended = run("playwright", ["test", "--config", config, "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const report = existsSync(file) ? playwrightReport.safeParse(JSON.parse(readFileSync(file, "utf8"))) : null;
  if (report === null || !report.success) return check(`${what} gave a report`, false);
  const { stats } = report.data;
  total.passed += stats.expected;
  // A test that needed a second try has failed once: that is a failure.
  total.failed += stats.unexpected + stats.flaky;
  total.skipped += stats.skipped;
  leftOut.push(...report.data.suites.flatMap(skippedSpecs));
  if (ended.status !== 0 && stats.unexpected + stats.flaky === 0) check(`${what} ended cleanly`, false);
}

async function build(): Promise<boolean> {
  const { ensureChromium } = await import("./support/chromium.ts");
  ensureChromium();
  const built = run("electron-vite", ["build"]).status === 0;
  check("build", built);
  return built;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !parts.some((known) => known === part));
if (unknown.length > 0) {
  process.stderr.write(`test: unknown part "${unknown.join(" ")}"; the parts are ${parts.join(", ")}\n`);
  process.exit(2);
}
const chosen = new Set(asked.length === 0 ? parts : asked);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
if (chosen.has("check")) checks();
if (chosen.has("unit")) unit();
if (chosen.has("e2e") || chosen.has("faults")) {
  try {
    if (await build()) {
      if (chosen.has("e2e")) inWindow("end-to-end tests", "test/e2e/playwright.config.ts", "playwright");
      if (chosen.has("faults")) inWindow("fault tests", "test/faults/playwright.config.ts", "faults");
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    check("tests in the window could start", false);
  }
}
if (leftOut.length > 0) {
  say(`\n${total.skipped} left out here:`);
  for (const name of leftOut) say(`  - ${name}`);
}
say(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
