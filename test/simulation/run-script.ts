import { engineFaults } from "./engine-faults.ts";
import type { Script } from "./script.ts";
import { Steps } from "./steps.ts";
import { type Counts, World } from "./world.ts";
import type { WorldStore } from "./world-store.ts";

export interface RunOutcome {
  readonly counts: Counts;
  readonly typed: number;
  readonly backendKills: number;
  /** Why the run failed; null = everything held. */
  readonly failure: Error | null;
  /** Step at which it failed; the number of steps when it was at the end. */
  readonly failedAt: number | null;
}

let runs = 0;

export interface RunOptions {
  /** Name of a mistake to build into the product; null = none. */
  readonly fault?: string | null;
  /** Hears of every step and request. */
  readonly trace?: (line: string) => void;
}

/** One run of a script: its own companies in the store, its own time. */
export async function runScript(store: WorldStore, script: Script, seed: number, options: RunOptions = {}): Promise<RunOutcome> {
  const { fault: faultName = null, trace = null } = options;
  const fault = faultName === null ? null : (engineFaults[faultName] ?? null);
  if (faultName !== null && fault === null) throw new Error(`no fault is named ${faultName}: ${Object.keys(engineFaults).join(", ")}`);
  runs += 1;
  const world = new World({
    store,
    run: `run-${process.pid}-${runs}`,
    seed,
    users: script.users,
    processes: script.processes,
    pokes: script.pokes,
    fault,
    trace,
  });
  const restoreEngine = fault?.install?.() ?? ((): void => undefined);
  let failure: Error | null = null;
  let at = 0;
  try {
    await world.begin();
    const steps = new Steps(world);
    for (; at < script.steps.length; at += 1) {
      const step = script.steps[at];
      if (step !== undefined) await steps.run(step);
    }
    await steps.finish();
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  } finally {
    await world.end();
    restoreEngine();
  }
  return {
    counts: world.counts,
    typed: world.typed.count,
    backendKills: world.backendKills,
    failure,
    failedAt: failure === null ? null : at,
  };
}
