import { expect, test } from "vitest";
import type { PeakLevel, RadarRow } from "./radar.ts";
import { oneRowAWorry } from "./one-row-a-worry.ts";

interface Told {
  readonly region?: string;
  readonly level?: PeakLevel;
  readonly passed?: boolean;
  readonly eventIds?: readonly string[];
  readonly outreachId?: string;
}

function row(
  peakId: string,
  startMs: number,
  { region = "cn-east", level = "risk", passed = false, eventIds = [], outreachId }: Told = {},
): RadarRow {
  return {
    peak: { peakId, startMs, region, level, eventIds, holidays: [], deadline: { state: passed ? "passed" : "ahead" } },
    contact: { outreachId: outreachId ?? null, requestId: null },
    alike: 0,
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
