import { expect, test } from "vitest";
import { capacityStep } from "./capacity-step.ts";

test.each([
  [52_000, 2000],
  [180_000, 5000],
  [900, 20],
  [7, 1],
  [0, 1],
])("a capacity of %i moves by %i", (pcu, step) => {
  expect(capacityStep(pcu)).toBe(step);
});
