import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DayStrip } from "../../data/queries/day-strip.ts";
import { packLane, stripHours, stripWindow } from "./strip-lanes.ts";

const hour = 3_600_000;
const window = { fromMs: 0, toMs: 10 * hour };
const strip: DayStrip = { startMs: 0, endMs: 24 * hour, promises: [], events: [], agenda: [], tasksDue: 0 };

describe("the day strip", () => {
  test("begins at 08:00, or earlier when something is", () => {
    expect(stripWindow(strip, 10 * hour)).toEqual({ fromMs: 8 * hour, toMs: 24 * hour });
    expect(stripWindow(strip, 3 * hour)).toEqual({ fromMs: 2 * hour, toMs: 24 * hour });
    const early = { ...strip, agenda: [{ id: "x", atMs: 5.5 * hour, type: "call" as const, accountId: "a", accountName: "A" }] };
    expect(stripWindow(early, 12 * hour)).toEqual({ fromMs: 4 * hour, toMs: 24 * hour });
    expect(stripHours({ fromMs: 20 * hour, toMs: 24 * hour })).toEqual([20 * hour, 22 * hour]);
  });

  test("puts what overlaps into another row and counts what does not fit", () => {
    const bar = (from: number, to: number) => ({ fromMs: from * hour, toMs: to * hour });
    const packed = packLane([bar(0, 4), bar(2, 5), bar(3, 6), bar(4, 8)], window, 0.1, 2);
    expect(packed.placed.map(({ item, row }) => [item.fromMs / hour, row])).toEqual([
      [0, 0],
      [2, 1],
      [4, 0],
    ]);
    expect(packed).toMatchObject({ rows: 2, hidden: 1 });
  });

  test("never draws outside the window, nor one thing over another", () => {
    const anyBar = fc
      .tuple(fc.integer({ min: -5, max: 12 }), fc.integer({ min: 0, max: 6 }))
      .map(([from, length]) => ({ fromMs: from * hour, toMs: (from + length) * hour }));
    fc.assert(
      fc.property(fc.array(anyBar, { maxLength: 12 }), (bars) => {
        const { placed, hidden } = packLane(bars, window, 0.15, 3);
        expect(placed.length + hidden).toBe(bars.length);
        for (const { left, width } of placed) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left + width).toBeLessThanOrEqual(1 + 1e-9);
        }
        for (const a of placed)
          for (const b of placed)
            if (a !== b && a.row === b.row) expect(a.left + a.width <= b.left + 1e-9 || b.left + b.width <= a.left + 1e-9).toBe(true);
      }),
    );
  });
});
