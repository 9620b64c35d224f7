import { expect, test } from "vitest";
import { seededRandom } from "../../shared/kernel/random.ts";
import { slopeOf } from "./slope.ts";

function series(length: number, slope: number, noise: (i: number) => number): readonly { x: number; y: number }[] {
  return Array.from({ length }, (_, i) => ({ x: i / 60, y: 150 + (slope * i) / 60 + noise(i) }));
}

test("a straight line has its slope and no doubt", () => {
  const { perUnit, margin, points } = slopeOf(series(30, 2.5, () => 0));
  expect([perUnit.toFixed(9), margin.toFixed(9), points]).toEqual(["2.500000000", "0.000000000", 30]);
});

test("the margin is that of the textbook for independent errors: worked by hand for five points", () => {
  // y = 1, 3, 2, 5, 4 at x = 1 … 5: slope 0.8, residual squares 3.6, error √(1.2 / 10), t of 3 degrees of freedom 3.182.
  const { perUnit, margin } = slopeOf([1, 3, 2, 5, 4].map((y, i) => ({ x: i + 1, y })));
  expect(perUnit).toBeCloseTo(0.8, 12);
  expect(margin).toBeGreaterThan(0.98 * 3.182 * Math.sqrt(0.12));
  expect(margin).toBeLessThan(1.02 * 3.182 * Math.sqrt(0.12));
});

test("of noisy flat memory the interval holds zero nineteen times in twenty, also where the noise wanders", () => {
  const misses = { independent: 0, wandering: 0 };
  for (let seed = 0; seed < 400; seed += 1) {
    const random = seededRandom(seed);
    const holds = (noise: () => number): boolean => {
      const { perUnit, margin } = slopeOf(series(60, 0, noise));
      return Math.abs(perUnit) <= margin;
    };
    if (!holds(() => random() - 0.5)) misses.independent += 1;
    let level = 0;
    if (!holds(() => (level = 0.6 * level + random() - 0.5))) misses.wandering += 1;
  }
  expect(misses.independent).toBeLessThan(34);
  expect(misses.wandering).toBeLessThan(50);
});

test("a leak of 1 MB an hour shows in half an hour of samples that vary by half a megabyte", () => {
  const random = seededRandom(3);
  const { perUnit, margin } = slopeOf(series(30, 6, () => random() - 0.5));
  expect(perUnit - margin).toBeGreaterThan(1);
});

test("two points say nothing", () => {
  expect(slopeOf(series(2, 1, () => 0))).toEqual({ perUnit: Number.NaN, margin: Number.NaN, points: 2 });
});
