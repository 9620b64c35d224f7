import { allScenarios } from "./rare-scenarios.ts";
import type { Script } from "./script.ts";
import type { Engine } from "./world-store.ts";

/** A script that catches a mistake, the database that it needs, and the invariants that may be found broken. */
export interface FaultScript {
  readonly script: Script;
  readonly engine: Engine;
  readonly invariants: readonly string[];
}

function scenario(number: number, engine: Engine, ...invariants: readonly string[]): FaultScript {
  const script = allScenarios[number - 1]?.[1];
  if (script === undefined) throw new Error(`there is no scenario ${number}`);
  return { script, engine, invariants };
}

const home = "everything typed has a home";
const unexpected = "nothing unexpected happens";
const stays = "what was typed stays on the screen";

/** For every mistake of engine-faults.ts a scenario that holds without it. */
export const faultScripts: Readonly<Record<string, FaultScript>> = {
  "no-head-lock": scenario(1, "postgres", "the book equals the backend's", unexpected),
  "acknowledged-before-durable": scenario(12, "pglite", home, "what was typed is on the screen"),
  "no-fence": scenario(9, "pglite", "one window leads"),
  "trusted-clock": scenario(13, "pglite", "the backend keeps its own time"),
  "overlay-dropped-at-200": scenario(2, "pglite", stays),
  "conflicts-not-kept": scenario(7, "pglite", home),
  "numbers-reused": scenario(16, "pglite", "a mutation number means one edit", home),
  "acknowledged-apart": scenario(2, "pglite", home),
  "outbox-forgotten": scenario(8, "pglite", home),
  "attention-forgotten": scenario(24, "pglite", home),
  "epoch-ignored": scenario(3, "pglite", "the book equals the backend's", unexpected),
  "settled-before-pulled": scenario(15, "pglite", stays),
  "mirror-not-read": scenario(16, "pglite", home),
  "pokes-alone": scenario(17, "pglite", "every fault ends in progress"),
  "removals-unasked": scenario(18, "pglite", "very much does not go unasked", "what the scenario expects"),
  "wipe-forgotten": scenario(19, "pglite", "a wiped laptop is told nothing"),
  "not-brought-back": scenario(20, "pglite", home),
  "old-keys-forgotten": scenario(21, "pglite", "what is stored opens with a key that is there", unexpected),
  "unknown-kind-refused": scenario(22, "pglite", unexpected),
  "upgrade-empties-outbox": scenario(11, "pglite", home),
};
