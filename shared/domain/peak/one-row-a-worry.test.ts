import { expect, test } from "vitest";
import type { PeakLevel, RadarRow } from "./radar.ts";
import { oneRowAWorry } from "./one-row-a-worry.ts";

interface Told {
  readonly region?: string;
  readonly level?: PeakLevel;
  readonly passed?: boolean;
  readonly eventIds?: readonly string[];
  readonly outreachId?: string;
  /** Median of a holiday; the usual day has 100. */
  readonly holidayPcu?: number;
}

function row(
  peakId: string,
  startMs: number,
  { region = "cn-east", level = "risk", passed = false, eventIds = [], outreachId, holidayPcu }: Told = {},
): RadarRow {
  return {
    peak: {
      peakId,
      startMs,
      region,
      level,
      eventIds,
      holidays: holidayPcu === undefined ? [] : [{ zh: "元旦", en: "New Year" }],
      p50: holidayPcu ?? 100,
      deadline: { state: passed ? "passed" : "ahead" },
    },
    contact: { outreachId: outreachId ?? null, requestId: null },
    alike: 0,
    outlook: { p50: Float32Array.of(90, 100, 110) },
  } as unknown as RadarRow;
}
const shown = (rows: readonly RadarRow[]): readonly string[] => oneRowAWorry(rows).map(({ peak, alike }) => `${peak.peakId} +${alike}`);

test("evenings without an occasion stand in one row a region: the first of the worst for which there is time", () => {
  const rows = [
    row("late", 9),
    row("over", 5, { level: "critical", passed: true }),
    row("next", 7, { level: "critical" }),
    row("south", 3, { region: "cn-south", level: "watch" }),
  ];
  expect(shown(rows)).toEqual(["next +2", "south +0"]);
});

test("what has an occasion or a message keeps its own row, and the order stays", () => {
  const rows = [row("sale", 8, { eventIds: ["evt"] }), row("a", 1), row("asked", 4, { outreachId: "out" }), row("b", 2)];
  expect(shown(rows)).toEqual(["sale +0", "a +1", "asked +0"]);
});

test("a holiday on which little happens is an ordinary evening", () => {
  expect(shown([row("new-year", 3, { holidayPcu: 104 }), row("singles", 5, { holidayPcu: 140 }), row("a", 1)])).toEqual([
    "singles +0",
    "a +1",
  ]);
});
