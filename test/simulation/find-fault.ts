import { engineFaults } from "./engine-faults.ts";
import { runScript, type RunOutcome } from "./run-script.ts";
import type { Script } from "./script.ts";
import { Stores } from "./seeds.ts";
import { failureName, shrink } from "./shrink.ts";
import { walk } from "./walk.ts";
import type { Engine } from "./world-store.ts";

/** The first random walk that catches a mistake built into the product. */
export interface FaultFound {
  readonly fault: string;
  readonly engine: Engine;
  /** null = none of them caught it. */
  readonly seed: number | null;
  /** What was found broken. */
  readonly invariant: string;
  readonly steps: number;
  /** Steps of the shortest script found that shows it. */
  readonly shortSteps: number;
}

/** Runs to make a catching script shorter, at most. */
const shrinkRuns = 20;

/** Walks with the mistake built in, seed after seed, until one catches it. */
export async function findFault(fault: string, seeds: Iterable<number>, newDatabase: (() => Promise<string>) | null): Promise<FaultFound> {
  const engine = engineFaults[fault]?.on.includes("pglite") === true ? "pglite" : "postgres";
  const stores = new Stores({ engine, newDatabase });
  try {
    for (const seed of seeds) {
      const script = walk(seed);
      const run = async (candidate: Script): Promise<RunOutcome> => runScript(await stores.next(), candidate, seed, { fault });
      const { failure, failedAt } = await run(script);
      if (failure === null) continue;
      const short = await shrink({ script, failure, failedAt, run, runsMax: shrinkRuns });
      return {
        fault,
        engine,
        seed,
        invariant: failureName(failure),
        steps: script.steps.length,
        shortSteps: short.script.steps.length,
      };
    }
    return { fault, engine, seed: null, invariant: "", steps: 0, shortSteps: 0 };
  } finally {
    await stores.close();
  }
}
