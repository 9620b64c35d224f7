import { InvalidArgumentError, Option, type Command } from "commander";
import { demoSizes, type DemoSize } from "../../shared/demo/size.ts";
import { hourMs } from "../../shared/domain/metrics/series.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { seedDemo, type DemoSummary } from "../demo/seed-demo.ts";
import { openBackendStore, storeTarget } from "../storage/open-backend-store.ts";
import { CommandError } from "./report-fault.ts";

interface DemoCommandOptions {
  readonly size: DemoSize;
  readonly seed: number;
  readonly data?: string;
  readonly json: boolean;
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("a seed is a whole number from 0 to 999999999.");
  return seed;
}

async function run(options: DemoCommandOptions): Promise<void> {
  const store = await openBackendStore(storeTarget(options.data, process.env));
  let summary: DemoSummary;
  try {
    const endMs = Math.floor(systemClock.now() / hourMs) * hourMs;
    summary = await seedDemo(await store.importStore(undefined, "demo"), { size: options.size, seed: options.seed, endMs }, progressLine());
  } finally {
    await store.close();
  }
  if (summary.outcome === "other-company") {
    throw new CommandError(
      "the store holds other customers, or the demonstration company of another seed: choose an empty folder with --data",
    );
  }
  process.stdout.write(
    options.json ? `${JSON.stringify({ size: options.size, seed: options.seed, ...summary })}\n` : `${sentence(summary)}\n`,
  );
}

function sentence({ outcome, accounts, records, chunks, stored }: DemoSummary): string {
  const size = `${accounts} accounts, ${records} records, ${chunks} months of hourly series`;
  return outcome === "seeded"
    ? `Demonstration company written: ${size} (${stored} records new or changed).`
    : `The demonstration company is already there (${size}); nothing was written.`;
}

/** One line that is written over on a terminal; nothing in a log. */
function progressLine(): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return (done, total) =>
    process.stderr.write(done < total ? `\r${Math.floor((100 * done) / total)} % of the demonstration company` : "\r\u001b[K");
}

export function addDemoCommand(program: Command): void {
  program
    .command("demo")
    .description("Writes the demonstration company: customers in fifteen countries with thirteen months of history until now.")
    .addOption(new Option("--size <size>", "60, 300 or 2,000 accounts").choices(demoSizes).default("desk"))
    .option("--seed <number>", "another seed makes another company", parseSeed, 7)
    .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
    .option("--json", "one line of JSON instead of a sentence", false)
    .action(run);
}
