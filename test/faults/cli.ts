import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

/**
 * `npm run faults -- [--seeds N] [--first N] [--fault NAME] [--workers N]`: every fault, or those whose name holds NAME, with N seeds (default 1) from
 * the first on, several at a time where that is asked for (one spends most of its time waiting).
 * A run of the same seed makes the same edits and the same faults; what the processes make of it in time is theirs.
 */
const root = resolve(import.meta.dirname, "../..");

function fail(message: string): never {
  process.stderr.write(`faults: ${message}\n`);
  process.exit(2);
}

function wholeNumber(name: string, text: string): string {
  return /^[1-9]\d{0,5}$/.test(text) ? text : fail(`--${name} is a whole number from 1`);
}

function readArguments(): { readonly seeds: string; readonly first: string; readonly fault: string | undefined; readonly workers: string } {
  try {
    const { values } = parseArgs({
      options: {
        seeds: { type: "string", default: "1" },
        first: { type: "string", default: "1" },
        fault: { type: "string" },
        workers: { type: "string", default: "1" },
      },
    });
    return {
      seeds: wholeNumber("seeds", values.seeds),
      first: wholeNumber("first", values.first),
      fault: values.fault,
      workers: wholeNumber("workers", values.workers),
    };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const { seeds, first, fault, workers } = readArguments();
const only = fault === undefined ? [] : ["--grep", fault.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)];
const { status } = spawnSync(
  join(root, "node_modules/.bin/playwright"),
  ["test", "--config", "test/faults/playwright.config.ts", "--workers", workers, "--fully-parallel", ...only],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, HEADROOM_FAULT_SEEDS: seeds, HEADROOM_FAULT_FIRST_SEED: first },
  },
);
process.exit(status ?? 1);
