import { expect, test } from "vitest";
import { backoffMs } from "./backoff.ts";

test("waits anywhere up to a ceiling that doubles to a minute, for ever", () => {
  const ceilings = [1, 2, 3, 8, 1000].map((attempt) => backoffMs(attempt, () => 0.999_999_999));
  expect(ceilings).toEqual([499, 999, 1999, 59_999, 59_999]);
  expect(backoffMs(5, () => 0)).toBe(0);
});

test("never sooner than the backend asked", () => {
  expect(backoffMs(1, () => 0, 7000)).toBe(7000);
  expect(backoffMs(1, () => 0.5, 7000)).toBe(7250);
});
