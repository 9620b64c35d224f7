import { expect, it } from "vitest";
import type { ChartMark } from "./chart-model.ts";
import { placeMarks } from "./place-marks.ts";
import { chartScale } from "./scale.ts";

// 1 px is 1 ms from x = 48 on.
const scale = chartScale({ width: 1056, height: 200, fromMs: 0, toMs: 1000, maxValue: 1 });
const mark = (id: string, atMs: number, label: string, untilMs?: number): ChartMark => ({
  id,
  kind: "incident",
  label,
  atMs,
  ...(untilMs === undefined ? {} : { untilMs }),
});

it("writes a name beside its mark, and drops it where names would run into each other", () => {
  const placed = placeMarks([mark("c", 980, "at the very end"), mark("a", 100, "INC-1"), mark("b", 110, "INC-2")], scale, 0, 1000);
  expect(placed.map(({ mark: { id }, x, label }) => ({ id, x, label }))).toEqual([
    { id: "a", x: 148, label: { text: "INC-1", x: 140, anchor: "end" } },
    { id: "b", x: 158, label: { text: "INC-2", x: 166, anchor: "start" } },
    { id: "c", x: 1028, label: { text: "at the very end", x: 1020, anchor: "end" } },
  ]);
});

it("shows what began before the period and still lasts, and nothing outside of it", () => {
  const placed = placeMarks(
    [mark("old", -500, "old", -400), mark("lasting", -50, "lasting", 60), mark("later", 1000, "later")],
    scale,
    0,
    1000,
  );
  expect(placed.map(({ mark: { id }, x, endX }) => ({ id, x, endX }))).toEqual([{ id: "lasting", x: 48, endX: 108 }]);
});
