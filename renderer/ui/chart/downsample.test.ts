import fc from "fast-check";
import { expect, it } from "vitest";
import { sampleSteps } from "./downsample.ts";

it("draws every step when they are few", () => {
  expect(sampleSteps([[5, 1, 9]], 3, 600)).toEqual([0, 1, 2]);
});

it("keeps the greatest and the least value of every line, the order and the limit, whatever the data", () => {
  const line = fc.array(
    fc.oneof({ weight: 5, arbitrary: fc.double({ noNaN: true, min: 0, max: 1e6 }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) }),
    {
      minLength: 700,
      maxLength: 3000,
    },
  );
  fc.assert(
    fc.property(line, line, (a, b) => {
      const length = Math.min(a.length, b.length);
      const lines = [a.slice(0, length), b.slice(0, length)];
      const steps = sampleSteps(lines, length);
      expect(steps.length).toBeLessThanOrEqual(600);
      expect(steps).toEqual(steps.toSorted((x, y) => x - y));
      for (const values of lines) {
        const all = values.filter((value) => !Number.isNaN(value));
        const kept = steps.map((step) => values[step] ?? Number.NaN).filter((value) => !Number.isNaN(value));
        expect(Math.max(...kept)).toBe(Math.max(...all));
        expect(Math.min(...kept)).toBe(Math.min(...all));
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});

it("keeps a gap a gap", () => {
  const values = Array.from({ length: 2000 }, (_, index) => (index >= 900 && index < 960 ? Number.NaN : index % 24));
  const drawn = sampleSteps([values], 2000).filter((step) => Number.isNaN(values[step] ?? 0));
  expect(drawn.length).toBeGreaterThan(0);
  expect(drawn.every((step) => step >= 900 && step < 960)).toBe(true);
});
