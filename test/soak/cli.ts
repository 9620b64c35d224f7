import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type ElectronApplication, _electron as electron } from "@playwright/test";
import { buildIfStale } from "../../electron/launch/build-if-stale.ts";
import { installedElectron, standInFolder } from "../../electron/launch/electron-binary.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { benchSizes } from "../bench/bench.ts";
import { rendererMegabytes } from "../bench/support/renderer-memory.ts";
import { watchComplaints } from "../e2e/pages/page-health.ts";
import { ensureChromium } from "../support/chromium.ts";
import { ScriptedUser } from "./scripted-user.ts";
import { slopeOf } from "./slope.ts";
import { SoakCompany } from "./soak-company.ts";
import { WindowProbe } from "./window-probe.ts";

/**
 * `npm run soak -- [--hours 8 | --minutes N] [--size desk|team|region] [--pace person|fast] [--seed N] [--json FILE]`: a scripted user on the built
 * app, on a company behind a backend of its own. At the pace of a person an hour is an hour; `fast` leaves the pauses out, and an hour is as
 * many actions as a person does in one. Says how memory goes up, with its 95 % interval; ends with 1 when something went wrong in between.
 */
const root = resolve(import.meta.dirname, "../..");
/** A busy person: one action in six seconds. */
const actionsAnHour = 600;
const sampleEveryMs = 30_000;
/** Caches fill at the beginning: this part of the samples is not counted. */
const warmUpShare = 0.25;
const figures = [
  "windowMb",
  "workersMb",
  "rendererMb",
  "desktopMb",
  "backendResidentMb",
  "backendHeapMb",
  "domNodes",
  "listeners",
] as const;
type Figure = (typeof figures)[number];
type Sample = Readonly<Record<Figure, number>> & { readonly atMs: number; readonly actions: number };

const { values } = parseArgs({
  options: {
    hours: { type: "string", default: "8" },
    minutes: { type: "string" },
    size: { type: "string", default: "desk" },
    pace: { type: "string" },
    seed: { type: "string", default: "1" },
    json: { type: "string", default: "bench-results/soak.json" },
  },
});
const minutes = Number(values.minutes ?? Number(values.hours) * 60);
const size = benchSizes.find((known) => known === values.size);
const pace = values.pace ?? (values.minutes === undefined ? "person" : "fast");
if (!(minutes > 0) || size === undefined || (pace !== "person" && pace !== "fast")) {
  process.stderr.write("soak: --minutes or --hours is a number above 0, --size desk, team or region, --pace person or fast\n");
  process.exit(2);
}
const random = seededRandom(Number(values.seed));

/** Heap of the desktop's own process after a collection, in MB. */
function desktopMegabytes(app: ElectronApplication): Promise<number> {
  return app.evaluate(() => {
    const [v8, vm] = [process.getBuiltinModule("node:v8"), process.getBuiltinModule("node:vm")];
    v8.setFlagsFromString("--expose-gc");
    const collect: unknown = vm.runInNewContext("gc");
    if (typeof collect === "function") collect();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 1e6;
  });
}

if (!buildIfStale(root)) process.exit(1);
if (installedElectron(root) === null) {
  ensureChromium();
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] = standInFolder(root);
}
const folder = mkdtempSync(join(tmpdir(), "headroom-soak-"));
const profile = join(folder, "profile");
mkdirSync(profile);
const company = await SoakCompany.start(folder, size, random);
const app = await electron.launch({
  args: [root, "--user-data", profile, "--server", company.proxy.url, "--lang", "en", "--route", "/accounts"],
  cwd: root,
  env: { ...(process.env as Record<string, string>), HEADROOM_TOKEN: company.token, HEADROOM_DRAFT_REVIEWS: "off" },
  chromiumSandbox: process.getuid?.() !== 0,
});
const page = await app.firstWindow();
await page.locator("html[data-settled=true][data-ready=true]").waitFor({ timeout: 900_000 });
const complaints = watchComplaints(page);
const probe = await WindowProbe.of(page);
const user = new ScriptedUser(page, {
  random,
  book: company.book,
  world: {
    colleagueWrites: (records) => company.write(records),
    cutOff: (isCut) => (isCut ? company.proxy.goDark() : company.proxy.calm()),
  },
});
page.setDefaultTimeout(60_000);

const beganMs = performance.now();
const samples: Sample[] = [];
const done: Record<string, number> = {};
const failures: string[] = [];
let actions = 0;

async function sample(): Promise<void> {
  await user.rest();
  await page.locator("html[data-settled=true][data-ready=true]").waitFor();
  await sleep(1_500);
  const [window, backend] = [await probe.sample(), await company.sample()];
  samples.push({
    atMs: performance.now() - beganMs,
    actions,
    ...window,
    desktopMb: await desktopMegabytes(app),
    rendererMb: rendererMegabytes(profile),
    backendResidentMb: backend.residentMb,
    backendHeapMb: backend.heapMb,
  });
  const last = samples.at(-1);
  process.stderr.write(
    `${Math.round((last?.atMs ?? 0) / 1000)} s, ${actions} actions: ${figures.map((name) => `${name} ${last?.[name].toFixed(1)}`).join(", ")}\n`,
  );
}

await sample();
let nextMs = performance.now() + sampleEveryMs;
while (performance.now() - beganMs < minutes * 60_000) {
  try {
    const name = await user.act();
    done[name] = (done[name] ?? 0) + 1;
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
    if (page.isClosed()) break;
  }
  actions += 1;
  if (pace === "person") await sleep((2 * random() * 3_600_000) / actionsAnHour);
  if (performance.now() >= nextMs) {
    await sample().catch((error: unknown) => failures.push(`sample: ${String(error).split("\n")[0]}`));
    nextMs = performance.now() + sampleEveryMs;
  }
}
await app.close();
await company.stop();
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** Away from the network requests fail, and the window says so: that is no fault. */
const faults = complaints.filter((text) => !/net::ERR_|Failed to load resource/.test(text));
const counted = samples.slice(Math.ceil(samples.length * warmUpShare));
const slopes = Object.fromEntries(
  figures.map((name) => [
    name,
    {
      anHour: slopeOf(counted.map((one) => ({ x: one.atMs / 3_600_000, y: one[name] }))),
      anHourOfAPerson: slopeOf(counted.map((one) => ({ x: one.actions / actionsAnHour, y: one[name] }))),
      first: counted[0]?.[name] ?? Number.NaN,
      last: counted.at(-1)?.[name] ?? Number.NaN,
    },
  ]),
);
const report = {
  at: new Date().toISOString(),
  minutes,
  size,
  pace,
  actions,
  personHours: actions / actionsAnHour,
  done,
  failures,
  complaints: faults,
  machine: { processors: cpus().length, load: loadavg()[0] },
  slopes,
  samples,
};
mkdirSync(resolve(root, values.json, ".."), { recursive: true });
writeFileSync(resolve(root, values.json), `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(
  `${minutes} minutes, ${actions} actions (${(actions / actionsAnHour).toFixed(1)} hours of a person), ${failures.length} failures, ${faults.length} complaints\n`,
);
for (const name of figures) {
  const one = slopes[name];
  if (one === undefined) continue;
  const { perUnit, margin } = one.anHourOfAPerson;
  process.stdout.write(
    `${name.padEnd(18)} ${one.first.toFixed(1).padStart(9)} → ${one.last.toFixed(1).padStart(9)}   ${perUnit.toFixed(2).padStart(9)} ± ${margin.toFixed(2)} an hour of a person\n`,
  );
}
for (const text of [...new Set([...failures, ...faults])].slice(0, 20)) process.stdout.write(`! ${text}\n`);
process.exit(failures.length + faults.length > 0 ? 1 : 0);
