import { expect, test } from "vitest";
import { sampleOutlook, samplePeak } from "../../../test/support/sample-outlook.ts";
import { axisDays, stripOf, stripPitch } from "./strip-model.ts";

const [outlook] = sampleOutlook("acc-1", []).regions;

test("a strip shows the days that stand out, the peak and the last day to ask, whatever day it begins on", () => {
  if (outlook === undefined) throw new Error("the sample has a region");
  const peak = samplePeak({ at: "2026-11-04T12:00:00.000Z" });
  expect(stripOf(outlook, peak, "2026-11-04", "2026-11-01", 10)).toEqual({
    cells: [
      { index: 1, level: 1 },
      { index: 2, level: 2 },
      { index: 3, level: 5 },
    ],
    unknown: false,
    peak: { index: 3, level: 5 },
    deadline: 2,
  });
  expect(stripOf(outlook, peak, "2026-11-04", "2026-11-04", 10)).toMatchObject({ cells: [{ index: 0, level: 5 }], deadline: null });
});

test("a deadline that has passed is not drawn, and no capacity is no chance", () => {
  if (outlook === undefined) throw new Error("the sample has a region");
  const peak = samplePeak();
  const late = { ...peak, deadline: { ...peak.deadline, state: "passed" as const } };
  const blind = { ...outlook, pExceed: new Float32Array(3).fill(Number.NaN) };
  expect(stripOf(blind, late, "2026-11-11", "2026-11-02", 45)).toEqual({
    cells: [],
    unknown: true,
    peak: { index: 9, level: 0 },
    deadline: null,
  });
});

test("the axis names Mondays that have room", () => {
  expect(axisDays("2026-11-21", 45, 9).map(({ day }) => day)).toEqual([
    "2026-11-30",
    "2026-12-07",
    "2026-12-14",
    "2026-12-21",
    "2026-12-28",
  ]);
  expect(axisDays("2026-11-21", 45, 6).map(({ day }) => day)).toEqual(["2026-11-30", "2026-12-14", "2026-12-28"]);
});

test.each([
  [100, 5],
  [420, 9],
  [5000, 22],
])("with %i px for 45 days a day is %i px wide", (room, pitch) => {
  expect(stripPitch(room, 45)).toBe(pitch);
});
