import { runScript, type RunOutcome } from "./run-script.ts";
import type { Script } from "./script.ts";
import { shrink } from "./shrink.ts";
import { walk } from "./walk.ts";
import { type Engine, openWorldStore, type WorldStore } from "./world-store.ts";

/** Runs on one database, after which a new one is made: old companies make every query dearer. */
const runsOnStore = 125;

/** What many runs went through, together. */
export interface Totals {
  seeds: number;
  steps: number;
  edits: number;
  typed: number;
  kills: number;
  backendKills: number;
  conflicts: number;
  attention: number;
  faults: Record<string, number>;
}

export function noTotals(): Totals {
  return { seeds: 0, steps: 0, edits: 0, typed: 0, kills: 0, backendKills: 0, conflicts: 0, attention: 0, faults: {} };
}

export function addTotals(sum: Totals, more: Totals): void {
  for (const name of ["seeds", "steps", "edits", "typed", "kills", "backendKills", "conflicts", "attention"] as const)
    sum[name] += more[name];
  for (const [name, count] of Object.entries(more.faults)) sum.faults[name] = (sum.faults[name] ?? 0) + count;
}

export function totalsOf({ counts, typed, backendKills }: RunOutcome): Totals {
  const { steps, edits, kills, conflicts, attention } = counts;
  return { seeds: 1, steps, edits, typed, kills, backendKills, conflicts, attention, faults: Object.fromEntries(counts.faults) };
}

/** A seed that failed, with the shortest script that shows it. */
export interface FailedSeed {
  readonly seed: number;
  readonly engine: Engine;
  readonly message: string;
  readonly script: Script;
  readonly shrinkRuns: number;
}

export interface SeedsOptions {
  readonly engine: Engine;
  /** Makes an empty database of a PostgreSQL server; null = none is there. */
  readonly newDatabase: (() => Promise<string>) | null;
  readonly fault: string | null;
  /** Runs this script instead of the seed's walk. */
  readonly script?: Script | null;
  /** Whether a failing script is made shorter: tens of runs. */
  readonly shrink: boolean;
  readonly trace?: (line: string) => void;
}

/** A database that is made anew now and then. */
export class Stores {
  readonly #options: Pick<SeedsOptions, "engine" | "newDatabase">;
  #store: WorldStore | null = null;
  #runs = 0;

  constructor(options: Pick<SeedsOptions, "engine" | "newDatabase">) {
    this.#options = options;
  }

  async next(): Promise<WorldStore> {
    if (this.#runs % runsOnStore === 0) await this.close();
    this.#runs += 1;
    const { engine, newDatabase } = this.#options;
    this.#store ??= await openWorldStore(engine, engine === "postgres" ? ((await newDatabase?.()) ?? null) : null);
    return this.#store;
  }

  async close(): Promise<void> {
    await this.#store?.close();
    this.#store = null;
  }
}

/** Runs the seeds one after the other; `onSeed` hears of each, with what failed. */
export async function runSeeds(
  seeds: Iterable<number>,
  options: SeedsOptions,
  onSeed: (totals: Totals, failed: FailedSeed | null) => void,
): Promise<void> {
  const stores = new Stores(options);
  try {
    for (const seed of seeds) {
      const script = options.script ?? walk(seed);
      const run = async (candidate: Script, trace?: (line: string) => void): Promise<RunOutcome> =>
        runScript(await stores.next(), candidate, seed, { fault: options.fault, ...(trace === undefined ? {} : { trace }) });
      const outcome = await run(script, options.trace);
      const { failure, failedAt } = outcome;
      if (failure === null) {
        onSeed(totalsOf(outcome), null);
        continue;
      }
      const shorter = options.shrink
        ? await shrink({ script, failure, failedAt, run: (candidate) => run(candidate) })
        : { script, runs: 0 };
      const message = failure.name === "Violation" ? failure.message : (failure.stack ?? failure.message);
      onSeed(totalsOf(outcome), { seed, engine: options.engine, message, script: shorter.script, shrinkRuns: shorter.runs });
    }
  } finally {
    await stores.close();
  }
}
