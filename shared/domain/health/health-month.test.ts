import { expect, test } from "vitest";
import { healthMonth, healthMonthId, type KeptDay, keptDaysOf, withKeptDay } from "./health-month.ts";

const kept = (day: string, scoreMilli: number | null): KeptDay => ({
  day,
  scoreMilli,
  confidence: 0.87,
  modelVersion: 3,
  contributionsMilli: [scoreMilli, null, 0, null, null, null, null],
});

test("kept days come back as they were kept, in their order", () => {
  const days = withKeptDay(withKeptDay([], kept("2026-10-29", 71_234)), kept("2026-10-02", null));
  const month = healthMonth.parse({ id: healthMonthId("acc_1", "2026-10"), accountId: "acc_1", month: "2026-10", days });
  expect([month.id, keptDaysOf(month)]).toEqual(["hm_acc_1_2026-10", [kept("2026-10-02", null), kept("2026-10-29", 71_234)]]);
});

test("a kept day is never rewritten", () => {
  const days = withKeptDay([], kept("2026-10-29", 71_234));
  expect(withKeptDay(days, kept("2026-10-29", 5))).toEqual(days);
});
