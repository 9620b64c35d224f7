import { describe, expect, test } from "vitest";
import { localInstant } from "../calendar/local-time.ts";
import { workCalendar } from "../calendar/working-days.ts";
import { checklistOf } from "./checklist.ts";

/** Evening of 11 November 2026 (a Wednesday) in Shanghai, to one o'clock. */
const peak = {
  startMs: localInstant("2026-11-11", 19 * 60, "Asia/Shanghai"),
  endMs: localInstant("2026-11-12", 60, "Asia/Shanghai"),
  timeZone: "Asia/Shanghai",
  askByDay: "2026-11-03",
};
const days = (now: string, of = peak, country = "CN") =>
  checklistOf(of, workCalendar(country), Date.parse(now)).map(
    (one) => `${one.step} ${one.day.slice(5)} ${one.state} ${one.dueOn.slice(5)}`,
  );

describe("checklist of a peak", () => {
  test("falls on working days of the region, the peak's own day and the days after its end", () => {
    expect(days("2026-10-01T00:00:00.000Z")).toEqual([
      "quota_gap 10-12 ahead 10-12",
      "sdk_compatibility 10-28 ahead 10-28",
      "load_test 11-04 ahead 11-04",
      "pre_warm 11-06 ahead 11-06",
      "change_freeze 11-06 ahead 11-06",
      "bridge_and_roster 11-10 ahead 11-10",
      "watch 11-11 ahead 11-11",
      "scale_down 11-13 ahead 11-13",
      "forecast_error 11-17 ahead 11-17",
    ]);
  });

  test("days off move a step to the working day before it, after the peak to the one after: National Day 2026", () => {
    const holiday = {
      ...peak,
      startMs: localInstant("2026-10-04", 20 * 60, "Asia/Shanghai"),
      endMs: localInstant("2026-10-04", 23 * 60, "Asia/Shanghai"),
      askByDay: "2026-09-22",
    };
    expect(days("2026-08-01T00:00:00.000Z", holiday)).toEqual([
      "quota_gap 09-04 ahead 09-04",
      // The Sunday that is worked.
      "sdk_compatibility 09-20 ahead 09-20",
      "load_test 09-24 ahead 09-24",
      "pre_warm 09-28 ahead 09-28",
      "change_freeze 09-28 ahead 09-28",
      "bridge_and_roster 09-30 ahead 09-30",
      "watch 10-04 ahead 10-04",
      "scale_down 10-08 ahead 10-08",
      "forecast_error 10-09 ahead 10-09",
    ]);
  });

  test("the gap is looked at before it is too late to ask, and what is over is due today by the region's clock", () => {
    const long = { ...peak, askByDay: "2026-10-09" };
    // 00:30 of 5 November in Shanghai.
    expect(days("2026-11-04T16:30:00.000Z", long).slice(0, 4)).toEqual([
      "quota_gap 10-09 late 11-05",
      "sdk_compatibility 10-28 late 11-05",
      "load_test 11-04 late 11-05",
      "pre_warm 11-06 ahead 11-06",
    ]);
    expect(days("2026-11-04T15:30:00.000Z", long)[2]).toBe("load_test 11-04 today 11-04");
  });
});
