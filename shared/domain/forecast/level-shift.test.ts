import { describe, expect, it } from "vitest";
import { levelShift } from "./level-shift.ts";

const cells = 12 * 168;
const none = new Uint8Array(cells);
/** Logarithms of a week's rhythm with days that differ by a few per cent, and what `more` adds to a cell so many days before the end. */
function logs(more: (daysBefore: number) => number): Float64Array {
  return Float64Array.from(
    { length: cells },
    (_, t) => 5 + Math.sin((t * Math.PI) / 12) + 0.03 * Math.sin(Math.floor(t / 24) * 2.4) + more((cells - t) / 24),
  );
}

describe("a new level", () => {
  it("is found where it begins, with its size, and believed the more the longer it lasts", () => {
    const four = levelShift(
      logs((days) => (days <= 4 ? 0.5 : 0)),
      none,
    );
    const twelve = levelShift(
      logs((days) => (days <= 12 ? 0.5 : 0)),
      none,
    );
    expect([four?.cells, twelve?.cells]).toEqual([96, 288]);
    expect(twelve?.log).toBeCloseTo(0.5, 1);
    expect(twelve?.trust ?? 0).toBeGreaterThan(four?.trust ?? 1);
    expect(twelve?.trust ?? 0).toBeGreaterThan(0.8);
  });

  it("is no ordinary day, no slow growth and nothing that is over", () => {
    expect(
      levelShift(
        logs(() => 0),
        none,
      ),
    ).toBeNull();
    expect(
      levelShift(
        logs((days) => -0.002 * days),
        none,
      )?.trust ?? 0,
    ).toBe(0);
    expect(
      levelShift(
        logs((days) => (days > 6 && days <= 12 ? 0.5 : 0)),
        none,
      )?.log ?? 0,
    ).toBeLessThanOrEqual(0.1);
  });

  it("is believed less beside holidays, when levels are not those of other weeks", () => {
    const y = logs((days) => (days <= 6 ? -0.4 : 0));
    const holidays = new Uint8Array(cells);
    holidays.fill(1, cells - 3 * 24, cells - 24);
    expect(levelShift(y, holidays)?.trust ?? 1).toBeLessThan(0.4 * (levelShift(y, none)?.trust ?? 0));
  });
});
