import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../calendar/day.ts";
import { localInstant } from "../calendar/local-time.ts";
import { addWorkingDays, type WorkCalendar, workCalendar } from "../calendar/working-days.ts";
import { decisionDeadline } from "./decision-deadline.ts";
import { leadTimeOf } from "./lead-time.ts";

const home = { country: "CN", timeZone: "Asia/Shanghai" };

const calendars = new Map<string, WorkCalendar>();
function calendarOf(country: string): WorkCalendar {
  const known = calendars.get(country) ?? workCalendar(country);
  calendars.set(country, known);
  return known;
}

/** Deadline of a peak at a local hour of a region's day, seen from an instant. */
function deadline(region: string, day: string, hour: number, now = "2026-01-01T00:00:00.000Z") {
  const leadTime = leadTimeOf(region, [], home);
  return decisionDeadline(localInstant(day, hour * 60, leadTime.timeZone), leadTime, workCalendar(leadTime.country), Date.parse(now));
}

const roles = (found: ReturnType<typeof deadline>): readonly string[] =>
  found.walk.map((one) => `${one.day.slice(5)} ${one.role} ${one.kind}`);

describe("decision deadline", () => {
  test("China, five working days before a peak of National Day 2026: seven days off and the worked Sunday are walked", () => {
    const found = deadline("cn-east", "2026-10-05", 20, "2026-09-20T01:00:00.000Z");
    expect(roles(found)).toEqual([
      "10-05 peak holiday",
      "10-04 stand holiday",
      "10-03 skipped holiday",
      "10-02 skipped holiday",
      "10-01 skipped holiday",
      "09-30 notice workday",
      "09-29 notice workday",
      "09-28 notice workday",
      "09-27 skipped holiday",
      "09-26 skipped holiday",
      "09-25 skipped holiday",
      "09-24 notice workday",
      "09-23 notice workday",
      "09-22 ask workday",
    ]);
    expect([
      found.state,
      found.askByDay,
      new Date(found.askByMs).toISOString(),
      found.neededOn,
      found.peakDay,
      found.workingDaysLeft,
      found.provisional,
    ]).toEqual(["ahead", "2026-09-22", "2026-09-22T10:00:00.000Z", "2026-10-04", "2026-10-05", 2, false]);
    expect(found.walk[5]).toEqual({
      day: "2026-09-30",
      kind: "workday",
      working: true,
      name: null,
      provisional: false,
      role: "notice",
      noticeDay: 1,
    });
  });

  test("the worked Saturday after National Day counts", () => {
    expect(deadline("cn-south", "2026-10-15", 20).askByDay).toBe("2026-10-08");
    expect(roles(deadline("cn-south", "2026-10-15", 20)).slice(0, 7)).toEqual([
      "10-15 peak workday",
      "10-14 stand workday",
      "10-13 notice workday",
      "10-12 notice workday",
      "10-11 skipped weekend",
      "10-10 notice makeup_workday",
      "10-09 notice workday",
    ]);
  });

  test.each([
    // Thanksgiving and its Friday: Friday 27 is worked.
    ["na-east", "2026-11-30", "2026-11-18"],
    // Friday and Saturday do not count twice: Dubai rests on Saturday and Sunday, 2 December is National Day.
    ["me-central", "2026-12-04", "2026-11-18"],
    ["ap-south", "2026-11-10", "2026-10-28"],
    // Carnival.
    ["sa-east", "2026-02-20", "2026-02-03"],
    ["ap-northeast", "2026-09-25", "2026-09-10"],
    ["ap-southeast", "2026-08-12", "2026-07-31"],
    ["id-west", "2026-11-21", "2026-11-10"],
    ["eu-central", "2026-12-31", "2026-12-17"],
  ])("%s: a peak on %s must be asked for by %s", (region, peakDay, day) => {
    expect(deadline(region, peakDay, 20).askByDay).toBe(day);
  });

  test.each([
    ["2026-11-18T22:59:59.999Z", "today"],
    ["2026-11-18T23:00:00.000Z", "today"],
    ["2026-11-18T23:00:00.001Z", "passed"],
    // Midnight of the region, not of the laptop.
    ["2026-11-18T05:00:00.000Z", "today"],
    ["2026-11-18T04:59:59.999Z", "ahead"],
  ])("at %s the deadline of 18:00 in Virginia is %s", (now, state) => {
    expect(deadline("na-east", "2026-11-30", 20, now).state).toBe(state);
  });

  test("the peak's day is the region's: half past midnight in Tokyo is the evening before in Berlin", () => {
    const tokyo = leadTimeOf("ap-northeast", [], home);
    const ms = Date.parse("2026-11-11T15:30:00.000Z");
    expect(decisionDeadline(ms, tokyo, workCalendar("JP"), ms).peakDay).toBe("2026-11-12");
  });

  test("asked on the last day capacity stands before the peak, asked a working day later it does not", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("cn-east", "na-west", "me-central", "sa-east", "ap-south"),
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 0, max: 20 }),
        (region, offset, workingDays) => {
          const leadTime = { ...leadTimeOf(region, [], home), workingDays };
          const calendar = calendarOf(leadTime.country);
          const peakDay = addDays("2025-02-01", offset);
          const startMs = localInstant(peakDay, 1200, leadTime.timeZone);
          const found = decisionDeadline(startMs, leadTime, calendar, startMs);
          const later = addWorkingDays(calendar, found.askByDay, 1);
          expect(calendar.dayOf(found.askByDay).working).toBe(true);
          expect(addWorkingDays(calendar, found.askByDay, workingDays) < peakDay).toBe(true);
          expect(addWorkingDays(calendar, later, workingDays) >= peakDay).toBe(true);
          expect(found.walk.filter((one) => one.noticeDay !== null)).toHaveLength(workingDays);
        },
      ),
      { numRuns: 150, seed: 2 },
    );
  });
});
