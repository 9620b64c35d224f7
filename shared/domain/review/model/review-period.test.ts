import { expect, test } from "vitest";
import { lastEndedPeriod, periodOfDay, periodStart, shiftPeriod } from "./review-period.ts";

test.each([
  ["2026-01-01", "2026-Q1", "2025-Q4", "2025-12"],
  ["2026-03-31", "2026-Q1", "2025-Q4", "2026-02"],
  ["2026-10-01", "2026-Q4", "2026-Q3", "2026-09"],
  ["2026-12-31", "2026-Q4", "2026-Q3", "2026-11"],
])("on %s the quarter is %s; %s and %s are over", (day, quarter, lastQuarter, lastMonth) => {
  expect(periodOfDay("quarterly", day)).toBe(quarter);
  expect(lastEndedPeriod("quarterly", day)).toBe(lastQuarter);
  expect(lastEndedPeriod("letter", day)).toBe(lastMonth);
});

test("periods follow each other over the years, and begin on their first day", () => {
  expect([-4, -3, 0, 2].map((by) => shiftPeriod("2026-Q3", by))).toEqual(["2025-Q3", "2025-Q4", "2026-Q3", "2027-Q1"]);
  expect([-9, 1, 4].map((by) => shiftPeriod("2026-09", by))).toEqual(["2025-12", "2026-10", "2027-01"]);
  expect(["2026-Q1", "2026-Q4", "2026-09"].map(periodStart)).toEqual(["2026-01-01", "2026-10-01", "2026-09-01"]);
});
