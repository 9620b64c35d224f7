import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../calendar/day.ts";
import { workCalendar, workingDaysBetween } from "../calendar/working-days.ts";
import { defaultPlaybooks } from "./default-playbooks.ts";
import { playbookFault } from "./playbook.ts";
import { stepDay, stepDueOn } from "./step-days.ts";

const china = workCalendar("CN");
const days = (count: number) => ({ unit: "days", count }) as const;
const work = (count: number) => ({ unit: "workingDays", count }) as const;

describe("the day of a step", () => {
  test.each([
    ["its own day, a day off too", days(0), "2026-10-03", "2026-10-03"],
    ["calendar days that end on a working day", days(-7), "2026-11-11", "2026-11-04"],
    ["before the anchor, on a Sunday: the Friday before", days(-3), "2026-11-11", "2026-11-06"],
    ["behind the anchor, on a Saturday: the Monday after", days(3), "2026-11-11", "2026-11-16"],
    ["working days over the National Day holiday", work(1), "2026-09-30", "2026-10-08"],
    ["a make-up Saturday (调休) is worked", work(3), "2026-10-07", "2026-10-10"],
    ["backwards over the make-up Sunday before the holiday", work(-2), "2026-09-21", "2026-09-18"],
    ["a leap day is the anchor", days(-90), "2028-02-29", "2027-12-01"],
    ["the end of a month", days(-90), "2026-05-31", "2026-03-02"],
  ])("%s", (_name, offset, anchor, expected) => {
    expect(stepDay(offset, anchor, china)).toBe(expected);
  });

  test("the company's own day off counts", () => {
    const own = workCalendar("US", [
      { date: "2026-11-12", name: { zh: "公司日", en: "Company day" }, kind: "public", removed: false },
    ] as never);
    expect(stepDay(work(1), "2026-11-11", own)).toBe("2026-11-13");
  });

  test("a step never falls on a day off, but for the anchor's own, and stays on its side of it", () => {
    const country = fc.constantFrom("CN", "US", "AE", "IN", "BR", "ID");
    const offset = fc.record({ unit: fc.constantFrom("days" as const, "workingDays" as const), count: fc.integer({ min: -60, max: 60 }) });
    fc.assert(
      fc.property(country, offset, fc.integer({ min: 0, max: 900 }), (of, step, at) => {
        const calendar = workCalendar(of);
        const anchor = addDays("2025-12-01", at);
        const day = stepDay(step, anchor, calendar);
        if (step.count === 0) return day === anchor;
        const onSide = step.count < 0 ? day < anchor : day > anchor;
        const counted = step.unit === "days" || Math.abs(workingDaysBetween(calendar, anchor, day)) - Math.abs(step.count) <= 1;
        return calendar.dayOf(day).working && onSide && counted;
      }),
      { numRuns: 200 },
    );
  });

  test("what lay before the start is due on the day of the start", () => {
    const run = { anchorDay: "2026-12-20", startedOn: "2026-11-22" };
    expect([stepDueOn(days(-88), run, china), stepDueOn(days(-5), run, china)]).toEqual(["2026-11-22", "2026-12-15"]);
  });
});

test("the product's playbooks make sense, each key once, with a rule for each occasion and one by hand", () => {
  expect(defaultPlaybooks.map(playbookFault)).toEqual(defaultPlaybooks.map(() => null));
  expect(defaultPlaybooks.map(({ key, rule }) => [key, rule.when])).toEqual([
    ["renewal-90", "renewal"],
    ["health-drop", "health_drop"],
    ["peak", "peak"],
    ["onboarding", "new_account"],
    ["after-p0", "incident_closed"],
    ["executive-visit", "manual"],
  ]);
});
