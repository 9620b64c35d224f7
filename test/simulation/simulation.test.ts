import { describe, expect, test } from "vitest";
import { runScript } from "./run-script.ts";
import { allScenarios } from "./rare-scenarios.ts";
import { walk } from "./walk.ts";
import { storeOf } from "./test-stores.ts";
import { type Engine, engines } from "./world-store.ts";

/** A fixed few of the seeds of `npm run simulate`, other ones on each database: one of every theme. */
const seeds: Readonly<Record<Engine, readonly number[]>> = { pglite: [7, 1, 2, 3, 4, 5, 6], postgres: [8, 9, 10, 11, 12, 13, 14] };

describe.each(engines)("on %s, synchronisation survives", (engine) => {
  test.each(allScenarios)("%s", async (_name, script) => {
    const { failure, counts } = await runScript(await storeOf(engine), script, 1);
    expect(failure).toBeNull();
    expect(counts.steps).toBe(script.steps.length);
  });

  test.each(seeds[engine])(`a random walk: npm run simulate -- --engine ${engine} --seed %i`, async (seed) => {
    const { failure, typed } = await runScript(await storeOf(engine), walk(seed), seed);
    expect(failure).toBeNull();
    expect(typed).toBeGreaterThan(0);
  });
});
