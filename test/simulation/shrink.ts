import type { RunOutcome } from "./run-script.ts";
import type { Script, Step } from "./script.ts";
import { Violation } from "./violation.ts";

/** What failed, so that a shorter script can be held against it: the invariant, or the kind of error. */
export function failureName(error: Error): string {
  return error instanceof Violation ? error.invariant : error.name;
}

export interface ShrinkOptions {
  readonly script: Script;
  readonly failure: Error;
  /** Step at which it failed; null = not known. */
  readonly failedAt: number | null;
  readonly run: (candidate: Script) => Promise<RunOutcome>;
  readonly runsMax?: number;
}

/**
 * The shortest script that this finds which fails in the same way (delta debugging over the steps, Zeller and Hildebrandt 2002): parts of the
 * list are taken out, halves first, then smaller ones, as long as the rest still fails. At most `runsMax` runs.
 */
export async function shrink({ script, failure, failedAt, run, runsMax = 80 }: ShrinkOptions): Promise<{
  readonly script: Script;
  readonly runs: number;
}> {
  const name = failureName(failure);
  let steps: readonly Step[] = script.steps;
  let runs = 0;
  const fails = async (candidate: readonly Step[]): Promise<boolean> => {
    runs += 1;
    const outcome = await run({ ...script, steps: [...candidate] });
    return outcome.failure !== null && failureName(outcome.failure) === name;
  };
  // What came after the failure is not needed for it.
  const until = steps.slice(0, (failedAt ?? steps.length) + 1);
  if (until.length < steps.length && (await fails(until))) steps = until;
  for (let size = Math.ceil(steps.length / 2); size >= 1 && runs < runsMax; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < steps.length && runs < runsMax;) {
      const rest = [...steps.slice(0, at), ...steps.slice(at + size)];
      if (rest.length < steps.length && (await fails(rest))) steps = rest;
      else at += size;
    }
  }
  return { script: { ...script, steps: [...steps] }, runs };
}
