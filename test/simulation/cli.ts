import { fork } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { createDatabase, startPostgres } from "../support/postgres.ts";
import { engineFaults } from "./engine-faults.ts";
import { type FaultFound, findFault } from "./find-fault.ts";
import { script as scriptSchema } from "./script.ts";
import { addTotals, type FailedSeed, noTotals, runSeeds, type Totals } from "./seeds.ts";
import type { Engine } from "./world-store.ts";

/**
 * `npm run simulate -- --seeds N --from K`: random walks over the real laptop and backend code, half of the seeds on each database. Ends with 0
 * when everything held. With `--fault` a mistake is built into the product: then it ends with 0 when the mistake was caught. With `--faults` all of
 * them are, one after the other, each until a seed catches it.
 */
interface Options {
  readonly seeds: number;
  readonly from: number;
  readonly seed?: number;
  readonly engine: Engine | "both";
  readonly jobs: number;
  readonly fault?: string;
  readonly faults: boolean;
  readonly script?: string;
  readonly trace: boolean;
}

/** What one process of many does. */
interface Job {
  readonly seeds: readonly number[];
  readonly engine: Engine;
  readonly adminUrl: string | null;
  readonly fault: string | null;
  /** Mistakes to look for, instead of running the seeds. */
  readonly faults: readonly string[] | null;
  readonly script: string | null;
  readonly trace: boolean;
}
type JobNews = { readonly totals: Totals; readonly failed: FailedSeed | null } | { readonly found: FaultFound };

/** A run makes much that lives for a moment: with more room for it, less of the time goes into clearing up. */
const execArgv = ["--max-semi-space-size=64"];

const results = resolve(import.meta.dirname, "../../test-results/simulation");

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("a whole number is needed.");
  return Number(text);
}

async function runJob({ seeds, engine, adminUrl, fault, faults, script, trace }: Job, onNews: (news: JobNews) => void): Promise<void> {
  const newDatabase = adminUrl === null ? null : (): Promise<string> => createDatabase(adminUrl);
  if (faults !== null) {
    for (const name of faults) onNews({ found: await findFault(name, seeds, newDatabase) });
    return;
  }
  const given = script === null ? null : scriptSchema.parse(JSON.parse(readFileSync(script, "utf8")));
  const options = { engine, newDatabase, fault, script: given, shrink: fault === null && given === null, ...(trace ? { trace: say } : {}) };
  await runSeeds(seeds, options, (totals, failed) => onNews({ totals, failed }));
}

function inProcess(job: Job, onNews: (news: JobNews) => void): Promise<void> {
  return new Promise((done, fail) => {
    const child = fork(import.meta.filename, ["job"], { stdio: "inherit", execArgv });
    child.on("message", (news: JobNews) => onNews(news));
    child.on("error", fail);
    child.on("exit", (code) => {
      if (code === 0) done();
      else fail(new Error(`a process of the simulation ended with ${code}`));
    });
    child.send(job);
  });
}

function report({ seed, engine, message, script, shrinkRuns }: FailedSeed, fault: string | null): void {
  mkdirSync(results, { recursive: true });
  const file = join(results, `seed-${seed}-${engine}.json`);
  writeFileSync(file, `${JSON.stringify(script)}\n`);
  say(`\nFAIL seed ${seed} on ${engine}: ${message}`);
  say(`script of ${script.steps.length} steps (${shrinkRuns} runs to shorten it):\n${JSON.stringify(script)}`);
  say(`replay: npm run simulate -- --seed ${seed} --engine ${engine} --script ${file}${fault === null ? "" : ` --fault ${fault}`}`);
}

/** Seeds by process: each process works on one database. */
function share(options: Options, adminUrl: string | null): readonly Job[] {
  const first = options.seed ?? options.from;
  const count = options.seed === undefined ? options.seeds : 1;
  const all = Array.from({ length: count }, (_, i) => first + i);
  const wanted: readonly Engine[] = options.engine === "both" ? ["pglite", "postgres"] : [options.engine];
  const jobs = Math.max(wanted.length, Math.min(options.jobs, count));
  return Array.from({ length: jobs }, (_, number) => ({
    seeds: all.filter((_seed, i) => i % jobs === number),
    engine: wanted[number % wanted.length] ?? "pglite",
    adminUrl,
    fault: options.fault ?? null,
    faults: null,
    script: options.script ?? null,
    trace: options.trace,
  })).filter((job) => job.seeds.length > 0);
}

/** Each process looks for some of the mistakes. */
function shareFaults({ seeds, from, jobs }: Options, adminUrl: string | null): readonly Job[] {
  const all = Array.from({ length: seeds }, (_, i) => from + i);
  const names = Object.keys(engineFaults);
  return Array.from({ length: jobs }, (_, number) => ({
    seeds: all,
    engine: "pglite",
    adminUrl,
    fault: null,
    faults: names.filter((_name, i) => i % jobs === number),
    script: null,
    trace: false,
  }));
}

/** Ends with 0 when every mistake was caught. */
async function runFaults(options: Options): Promise<void> {
  const postgres = await startPostgres();
  const found: FaultFound[] = [];
  const line = (cells: readonly (string | number)[]): void => say(`| ${cells.join(" | ")} |`);
  line(["mistake", "database", "first seed", "found broken", "steps", "shortened to"]);
  line(["---", "---", "---", "---", "---", "---"]);
  const onNews = (news: JobNews): void => {
    if (!("found" in news)) return;
    const { fault, engine, seed, invariant, steps, shortSteps } = news.found;
    found.push(news.found);
    line(seed === null ? [fault, engine, "NOT CAUGHT", "", "", ""] : [fault, engine, seed, invariant, steps, shortSteps]);
  };
  try {
    await Promise.all(shareFaults(options, postgres.adminUrl).map((job) => inProcess(job, onNews)));
  } finally {
    await postgres.stop();
  }
  const missed = found.filter(({ seed }) => seed === null).length;
  say(`\n${found.length} mistakes, ${missed} not caught by ${options.seeds} seeds`);
  process.exitCode = missed === 0 && found.length === Object.keys(engineFaults).length ? 0 : 1;
}

async function run(options: Options): Promise<void> {
  const startedMs = Date.now();
  const postgres = options.engine === "pglite" ? null : await startPostgres();
  const sum = noTotals();
  let failures = 0;
  const onSeed = (news: JobNews): void => {
    if ("found" in news) return;
    const { totals, failed } = news;
    addTotals(sum, totals);
    if (failed !== null) {
      failures += 1;
      if (options.fault === undefined || failures === 1) report(failed, options.fault ?? null);
    }
    if (sum.seeds % 25 === 0) say(`${sum.seeds} seeds, ${failures} failed, ${Math.round((Date.now() - startedMs) / 1000)} s`);
  };
  try {
    const jobs = share(options, postgres?.adminUrl ?? null);
    await Promise.all(jobs.map((job) => inProcess(job, onSeed)));
  } finally {
    await postgres?.stop();
  }
  const faults = Object.entries(sum.faults).toSorted(([a], [b]) => (a < b ? -1 : 1));
  say(
    `\n${sum.seeds} seeds, ${sum.steps} steps, ${sum.edits} edits, ${sum.typed} typed values, ${sum.kills} windows and ${sum.backendKills} backends killed, ` +
      `${sum.conflicts} conflicts, ${sum.attention} need attention; ${failures} failed; ${Math.round((Date.now() - startedMs) / 1000)} s`,
  );
  say(`faults: ${faults.map(([name, count]) => `${name} ${count}`).join(", ")}`);
  if (options.fault === undefined) process.exitCode = failures === 0 ? 0 : 1;
  else {
    say(
      failures > 0
        ? `the fault ${options.fault} was caught by ${failures} of ${sum.seeds} seeds`
        : `the fault ${options.fault} was NOT caught`,
    );
    process.exitCode = failures > 0 ? 0 : 1;
  }
}

if (process.argv[2] === "job") {
  process.once("message", (job: Job) => {
    const end = (code: number): void => {
      // Streams of events that no client of the simulation ever closes would keep the process for the longest time-out there is.
      process.once("disconnect", () => process.exit(code));
      process.disconnect();
    };
    runJob(job, (news) => process.send?.(news)).then(
      () => end(0),
      (error: unknown) => {
        say(error instanceof Error ? (error.stack ?? error.message) : String(error));
        end(1);
      },
    );
  });
} else {
  const command = new Command("simulate")
    .description("random walks of laptops and backend under faults")
    .addOption(new Option("--seeds <n>", "how many").argParser(whole).default(50))
    .addOption(new Option("--from <seed>", "the first").argParser(whole).default(1))
    .addOption(new Option("--seed <seed>", "only this one").argParser(whole))
    .addOption(new Option("--engine <name>", "database").choices(["pglite", "postgres", "both"]).default("both"))
    .addOption(new Option("--jobs <n>", "processes").argParser(whole).default(2))
    .addOption(new Option("--fault <name>", "a mistake to build into the product").choices(Object.keys(engineFaults)))
    .option("--faults", "look for every mistake that can be built in, each until a seed catches it", false)
    .option("--script <file>", "run this script instead of the seed's walk")
    .option("--trace", "say every step and request", false);
  command.parse();
  const options = command.opts<Options>();
  await (options.faults ? runFaults(options) : run(options));
}
