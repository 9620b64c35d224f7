import { expect, it } from "vitest";
import { scoreDays } from "./score-days.ts";

it("puts each score on its day, leaves days without one as gaps, and drops what lies outside", () => {
  const days = [
    { day: "2026-11-17", scoreMilli: 61_400 },
    { day: "2026-11-19", scoreMilli: null },
    { day: "2026-11-20", scoreMilli: 60_000 },
    { day: "2026-11-01", scoreMilli: 1_000 },
    { day: "2026-11-22", scoreMilli: 2_000 },
  ];
  expect(scoreDays(days, Date.parse("2026-11-20T00:00:00.000Z"), 4)).toEqual([61.4, Number.NaN, Number.NaN, 60]);
});
