import { expect, it } from "vitest";
import { capacityPath } from "./capacity-path.ts";
import { chartScale } from "./scale.ts";

const scale = chartScale({ width: 1056, height: 144, fromMs: 0, toMs: 1000, maxValue: 100 });

it("begins with what was in force at the start and steps where it changed", () => {
  const steps = [
    { fromMs: 600, value: 90 },
    { fromMs: -500, value: 50 },
    { fromMs: 2000, value: 10 },
  ];
  expect(capacityPath({ steps }, scale, 0, 1000)).toEqual({ path: "M48 74H648L648 34H1048", lastValue: 90 });
});

it("draws nothing when no capacity is known", () => {
  expect(capacityPath({ steps: [{ fromMs: 1000, value: 5 }] }, scale, 0, 1000)).toBeNull();
});
