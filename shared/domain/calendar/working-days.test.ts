import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CalendarEdit } from "./calendar-edit.ts";
import { addDays } from "./day.ts";
import { addWorkingDays, workCalendar, workingDaysBefore, workingDaysBetween } from "./working-days.ts";

/** Days of a span that are worked, as the day of the month. */
function worked(country: string, from: string, to: string, edits: readonly CalendarEdit[] = []): readonly string[] {
  const calendar = workCalendar(country, edits);
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (calendar.dayOf(day).working) days.push(day.slice(8));
  return days;
}

describe("working days", () => {
  test("China: the Sunday before National Day 2026 is worked and so is the Saturday after it", () => {
    // 1 October 2026 is a Thursday; the notice of the State Council gives 1–7 October off, 20 September and 10 October worked.
    expect(worked("CN", "2026-09-18", "2026-10-13")).toEqual("18 20 21 22 23 24 28 29 30 08 09 10 12 13".split(" "));
    expect(workCalendar("CN").dayOf("2026-10-10")).toEqual({
      day: "2026-10-10",
      kind: "makeup_workday",
      working: true,
      name: { zh: "国庆节调休上班", en: "Make-up working day (National Day)" },
      provisional: false,
    });
    expect(workingDaysBefore(workCalendar("CN"), "2026-10-09", 5)).toBe("2026-09-24");
    expect(addWorkingDays(workCalendar("CN"), "2026-09-30", 3)).toBe("2026-10-10");
  });

  test("China: a year whose notice is not out is provisional, with the statutory days off", () => {
    expect(workCalendar("CN").dayOf("2031-01-23")).toEqual({
      day: "2031-01-23",
      kind: "holiday",
      working: false,
      name: { zh: "春节", en: "Spring Festival" },
      provisional: true,
    });
    expect(workCalendar("US").dayOf("2031-01-23").provisional).toBe(false);
  });

  test.each([
    ["US", "2026-11-24", "2026-12-01", "24 25 27 30 01", "Thanksgiving is off, Black Friday is worked"],
    ["US", "2026-07-01", "2026-07-06", "01 02 06", "4 July on a Saturday is observed on Friday"],
    ["SA", "2026-09-20", "2026-09-28", "20 21 22 24 27 28", "Friday and Saturday are the weekend, 23 September National Day"],
    ["SA", "2026-03-15", "2026-03-24", "15 16 17 18 23 24", "Eid al-Fitr from 19 March"],
    ["EG", "2026-11-05", "2026-11-09", "05 08 09", "Friday and Saturday"],
    ["AE", "2026-11-26", "2026-12-03", "26 27 30 01 03", "Saturday and Sunday since 2022, National Day on 2 December"],
    ["AE", "2021-12-09", "2021-12-13", "09 12 13", "Friday and Saturday until 2021"],
    ["IN", "2026-11-05", "2026-11-10", "05 06 09 10", "Diwali on a Sunday"],
    ["IN", "2026-01-23", "2026-01-27", "23 27", "Republic Day on a Monday"],
    ["BR", "2026-02-12", "2026-02-19", "12 13 18 19", "Monday and Tuesday of Carnival"],
    ["BR", "2026-11-18", "2026-11-23", "18 19 23", "20 November"],
    ["JP", "2026-09-17", "2026-09-25", "17 18 24 25", "three holidays after a weekend"],
    ["DE", "2026-12-23", "2026-12-29", "23 28 29", "Christmas Eve and two days of Christmas"],
    ["SG", "2026-08-06", "2026-08-11", "06 07 11", "National Day on a Sunday, Monday in lieu"],
    ["NP", "2026-11-06", "2026-11-08", "06 08", "Saturday alone"],
    ["XX", "2026-11-06", "2026-11-09", "06 09", "an unknown country has weekends"],
  ])("%s from %s to %s: %s", (country, from, to, days) => {
    expect(worked(country, from, to)).toEqual(days.split(" "));
  });

  test("a person's edits win: a day off that was announced late, a holiday that is worked, a Saturday that is worked", () => {
    const edit = (date: string, kind: CalendarEdit["kind"], removed = false): CalendarEdit => ({
      country: "US",
      accountId: null,
      date,
      name: "Storm",
      kind,
      removed,
    });
    const edits = [edit("2026-11-24", "public"), edit("2026-11-26", "public", true), edit("2026-11-28", "makeup_workday")];
    expect(worked("US", "2026-11-23", "2026-11-30", edits)).toEqual("23 25 26 27 28 30".split(" "));
    expect(workCalendar("US", edits).dayOf("2026-11-24").name).toEqual({ zh: "Storm", en: "Storm" });
  });

  test("forward and back meet: a working day is reached again, and the count between is what was walked", () => {
    const countries = fc.constantFrom("CN", "US", "SA", "AE", "IN", "BR", "SG", "JP", "DE", "ID");
    fc.assert(
      fc.property(countries, fc.integer({ min: 0, max: 1460 }), fc.integer({ min: 0, max: 30 }), (country, offset, n) => {
        const calendar = workCalendar(country);
        const day = addWorkingDays(calendar, addDays("2024-01-01", offset), 1);
        const later = addWorkingDays(calendar, day, n);
        expect(workingDaysBefore(calendar, later, n)).toBe(day);
        expect([workingDaysBetween(calendar, day, later), workingDaysBetween(calendar, later, day) + 0]).toEqual([n, n === 0 ? 0 : -n]);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
