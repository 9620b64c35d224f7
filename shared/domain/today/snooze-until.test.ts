import { expect, test } from "vitest";
import { snoozeUntil, snoozeUntilDay } from "./snooze-until.ts";

const read = (now: string, zone: string) =>
  (["later", "tomorrow", "monday"] as const).map((choice) => new Date(snoozeUntil(choice, Date.parse(now), zone)).toISOString());

test.each([
  [
    "a Thursday",
    "2026-10-29T02:42:00.000Z",
    "Asia/Shanghai",
    ["2026-10-29T05:42:00.000Z", "2026-10-30T01:00:00.000Z", "2026-11-02T01:00:00.000Z"],
  ],
  [
    "a Monday: the next one",
    "2026-11-02T02:00:00.000Z",
    "Asia/Shanghai",
    ["2026-11-02T05:00:00.000Z", "2026-11-03T01:00:00.000Z", "2026-11-09T01:00:00.000Z"],
  ],
  [
    "a Sunday, the last minute of a year",
    "2028-12-31T15:59:00.000Z",
    "Asia/Shanghai",
    ["2028-12-31T18:59:00.000Z", "2029-01-01T01:00:00.000Z", "2029-01-01T01:00:00.000Z"],
  ],
  [
    "the evening before clocks go forward",
    "2026-03-28T20:00:00.000Z",
    "Europe/Berlin",
    ["2026-03-28T23:00:00.000Z", "2026-03-29T07:00:00.000Z", "2026-03-30T07:00:00.000Z"],
  ],
  [
    "the evening before clocks go back",
    "2026-10-31T20:00:00.000Z",
    "America/New_York",
    ["2026-10-31T23:00:00.000Z", "2026-11-01T14:00:00.000Z", "2026-11-02T14:00:00.000Z"],
  ],
])("three hours, tomorrow and Monday at nine by the wall clock: %s", (_name, now, zone, until) => {
  expect(read(now, zone)).toEqual(until);
});

test("a day that was chosen is its morning; the past and what is no day are refused", () => {
  const nowMs = Date.parse("2026-10-29T02:42:00.000Z");
  const read = (day: string) => {
    const untilMs = snoozeUntilDay(day, nowMs, "Asia/Shanghai");
    return untilMs === null ? null : new Date(untilMs).toISOString();
  };
  expect([read("2026-12-01"), read("2026-10-29"), read("2026-10-28"), read("2026-02-30"), read("")]).toEqual([
    "2026-12-01T01:00:00.000Z",
    null,
    null,
    null,
    null,
  ]);
});
