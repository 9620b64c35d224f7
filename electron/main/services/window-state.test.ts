import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { restoreWindowState, smallestSize, windowStateText } from "./window-state.ts";

const laptop = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: -200, width: 2560, height: 1440 };

describe("the window's place", () => {
  it("is where it was left, on whichever display", () => {
    const bounds = { x: 2000, y: 40, width: 1500, height: 900 };
    expect(restoreWindowState(windowStateText(bounds, true), [laptop, second])).toEqual({
      bounds,
      size: { width: 1500, height: 900 },
      maximized: true,
    });
  });

  it("is the system's choice when the display is gone, in the remembered size", () => {
    const text = windowStateText({ x: 2000, y: 40, width: 1500, height: 900 }, false);
    expect(restoreWindowState(text, [laptop])).toEqual({ bounds: null, size: { width: 1500, height: 900 }, maximized: false });
  });

  it("never exceeds the display, nor falls below what the screens need", () => {
    const large = windowStateText({ x: 0, y: 0, width: 4000, height: 3000 }, false);
    expect(restoreWindowState(large, [laptop]).size).toEqual({ width: 1920, height: 1080 });
    const small = windowStateText({ x: 0, y: 0, width: 10, height: 10 }, false);
    expect(restoreWindowState(small, [laptop]).size).toEqual({ width: 960, height: 600 });
  });

  it("is not one whose title bar cannot be reached", () => {
    expect(restoreWindowState(windowStateText({ x: 100, y: -500, width: 1000, height: 700 }, false), [laptop]).bounds).toBeNull();
    expect(restoreWindowState(windowStateText({ x: 1900, y: 0, width: 1000, height: 700 }, false), [laptop]).bounds).toBeNull();
  });

  it("is the usual one when nothing is known", () => {
    expect(restoreWindowState(null, [laptop])).toEqual({ bounds: null, size: { width: 1440, height: 900 }, maximized: false });
    expect(restoreWindowState(null, [])).toEqual({ bounds: null, size: { width: 1440, height: 900 }, maximized: false });
  });

  it("can be seen whatever the file holds", () => {
    const number = fc.oneof(fc.integer(), fc.double(), fc.constant(null));
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ x: number, y: number, width: number, height: number, maximized: fc.boolean() }).map((value) => JSON.stringify(value)),
      fc
        .record({
          x: fc.integer({ min: -3000, max: 5000 }),
          y: fc.integer({ min: -3000, max: 5000 }),
          width: fc.nat(5000),
          height: fc.nat(5000),
        })
        .map((bounds) => windowStateText(bounds, false)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { bounds, size } = restoreWindowState(text, [laptop, second]);
        expect(size.width).toBeGreaterThanOrEqual(smallestSize.width);
        expect(size.height).toBeGreaterThanOrEqual(smallestSize.height);
        if (bounds === null) return;
        const visible = [laptop, second].some(
          (area) =>
            Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x) >= 100 &&
            bounds.y >= area.y - 1 &&
            bounds.y + 32 <= area.y + area.height + 1,
        );
        expect(visible).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
