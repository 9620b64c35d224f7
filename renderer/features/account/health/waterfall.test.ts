import { expect, it } from "vitest";
import type { HealthMove } from "../../../../shared/domain/health/health-result.ts";
import { waterfall } from "./waterfall.ts";

const move = (rule: HealthMove["rule"], deltaMilli: number): HealthMove => ({
  component: "quality",
  rule,
  deltaMilli,
  before: { measured: 1, points: 1 },
  after: { measured: 2, points: 2 },
  because: "measure",
});

it("goes from the earlier score to the later one, the greatest move first, and leaves out what did not move", () => {
  const steps = waterfall(70_000, [move("sponsors", 1_000), move("own_normal", -6_300), move("sdk_lag_days", 0)], 8);
  expect(steps.map(({ fromMilli, toMilli, moves }) => [fromMilli, toMilli, moves.map((one) => one.rule)])).toEqual([
    [70_000, 63_700, ["own_normal"]],
    [63_700, 64_700, ["sponsors"]],
  ]);
});

it("gathers what is too much to tell in one last step, and still ends at the later score", () => {
  const moves = [move("own_normal", -5_000), move("sponsors", 3_000), move("last_contact", -2_000), move("usage_trend", 1)];
  const steps = waterfall(50_000, moves, 3);
  expect(steps.map(({ moves: of }) => of.map((one) => one.rule))).toEqual([["own_normal"], ["sponsors"], ["last_contact", "usage_trend"]]);
  expect(steps.at(-1)?.toMilli).toBe(50_000 - 5_000 + 3_000 - 2_000 + 1);
});

it("has no step when nothing moved", () => {
  expect(waterfall(50_000, [move("sponsors", 0)], 5)).toEqual([]);
});
