import { describe, expect, it } from "vitest";
import { lateGrowth } from "./late-growth.ts";

/** Fourteen weeks of origins every two days, forecasts of four weeks, of a series `perWeek` steeper than they are. */
function slopes(perWeek: (origin: number) => number): number {
  const cells = 20 * 168;
  const origins = Array.from({ length: 50 }, (_, i) => cells - 14 * 168 + i * 48);
  const logs = new Float64Array(cells);
  const paths = origins.map((origin) =>
    Float64Array.from({ length: Math.min(672, cells - origin) }, (_, h) => -perWeek(origin) * (h / 168 + 0.5)),
  );
  return lateGrowth({ origins, paths }, logs);
}

describe("late growth", () => {
  it("takes half of what forecasts were always short by, and nothing of what comes and goes", () => {
    expect(slopes(() => 0.012)).toBeCloseTo(0.006, 3);
    expect(slopes((origin) => 0.012 * Math.sign(Math.sin(origin / 300)))).toBe(0);
    expect(slopes(() => 0)).toBe(0);
    expect(slopes(() => 0.5)).toBe(0.03);
  });
});
