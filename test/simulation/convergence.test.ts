import { expect, test } from "vitest";
import { runSimulation } from "./run-simulation.ts";

/** HEADROOM_SIM_SEEDS=41 or 1-50 runs other seeds, HEADROOM_SIM_STEPS longer ones. */
function seedsOf(text: string | undefined): readonly number[] {
  if (text === undefined) return [1, 2, 3];
  const [first = 1, last = first] = text.split("-").map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const steps = Number(process.env["HEADROOM_SIM_STEPS"] ?? 60);

test.each(seedsOf(process.env["HEADROOM_SIM_SEEDS"]))("three laptops converge and lose nothing, seed %i", async (seed) => {
  try {
    const outcome = await runSimulation(seed, steps);
    process.stdout.write(`seed ${seed}: ${JSON.stringify(outcome)}\n`);
    expect(outcome.typed).toBeGreaterThan(steps / 4);
    expect(outcome.kills + outcome.conflicts).toBeGreaterThan(0);
  } catch (error) {
    process.stderr.write(`replay: HEADROOM_SIM_SEEDS=${seed} HEADROOM_SIM_STEPS=${steps} npx vitest run test/simulation\n`);
    throw error;
  }
});
