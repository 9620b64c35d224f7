import { expect, it } from "vitest";
import { sparklinePath } from "./sparkline-path.ts";

it("draws from the least to the greatest value and breaks where there is no data", () => {
  expect(sparklinePath([0, 10, Number.NaN, 5], 34, 14)).toEqual({ path: "M2 12L12 2M32 7", last: { x: 32, y: 7 } });
});

it("draws a flat line in the middle, and nothing of nothing", () => {
  expect(sparklinePath([3, 3], 14, 10)).toEqual({ path: "M2 5L12 5", last: { x: 12, y: 5 } });
  expect(sparklinePath([Number.NaN], 14, 10)).toEqual({ path: "", last: null });
});
