import { describe, expect, test } from "vitest";
import { engineFaults } from "./engine-faults.ts";
import { faultScripts } from "./fault-scripts.ts";
import { runScript } from "./run-script.ts";
import { shrink } from "./shrink.ts";
import { storeOf } from "./test-stores.ts";
import { Violation } from "./violation.ts";
import { walk } from "./walk.ts";

describe("a mistake in the product is caught", () => {
  test.each(Object.entries(faultScripts))("%s", async (name, { script, engine, invariants }) => {
    const store = await storeOf(engine);
    const { failure } = await runScript(store, script, 1, { fault: name });
    expect(invariants).toContain(failure instanceof Violation ? failure.invariant : failure);
  });

  test("every mistake that can be built in has a script that catches it", () => {
    expect(Object.keys(faultScripts).toSorted()).toEqual(Object.keys(engineFaults).toSorted());
  });

  test("what fails is made short, and the short script fails in the same way", async () => {
    const store = await storeOf("pglite");
    const long = walk(6);
    const { script } = faultScripts["conflicts-not-kept"] ?? { script: long };
    const padded = { ...script, steps: [...long.steps.slice(0, 4), ...script.steps] };
    const run = (candidate: typeof padded) => runScript(store, candidate, 1, { fault: "conflicts-not-kept" });
    const { failure, failedAt } = await run(padded);
    if (failure === null) throw new Error("the mistake was not caught");
    const short = await shrink({ script: padded, failure, failedAt, run, runsMax: 30 });
    expect(short.script.steps.length).toBeLessThan(padded.steps.length);
    expect((await run(short.script)).failure?.message).toContain("everything typed has a home");
  });
});
