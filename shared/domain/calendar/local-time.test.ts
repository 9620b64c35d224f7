import { describe, expect, test } from "vitest";
import { localDayOf, localInstant } from "./local-time.ts";

const iso = (day: string, minute: number, zone: string): string => new Date(localInstant(day, minute, zone)).toISOString().slice(0, 16);

describe("local time", () => {
  test.each([
    ["2026-11-20", 18 * 60, "Asia/Shanghai", "2026-11-20T10:00"],
    ["2026-11-20", 18 * 60, "Asia/Kolkata", "2026-11-20T12:30"],
    ["2026-11-20", 18 * 60, "America/Sao_Paulo", "2026-11-20T21:00"],
    // Clocks go forward at 02:00 and back at 02:00.
    ["2026-03-08", 150, "America/New_York", "2026-03-08T07:30"],
    ["2026-11-01", 90, "America/New_York", "2026-11-01T05:30"],
    ["2026-11-01", 150, "America/New_York", "2026-11-01T07:30"],
    ["2026-10-25", 18 * 60, "Europe/Berlin", "2026-10-25T17:00"],
    ["2026-03-29", 18 * 60, "Europe/Berlin", "2026-03-29T16:00"],
    // Midnight is skipped.
    ["2026-04-24", 0, "Africa/Cairo", "2026-04-23T22:00"],
    ["2026-11-20", 1440, "UTC", "2026-11-21T00:00"],
    ["2026-11-20", 60, "Nowhere/Land", "2026-11-20T01:00"],
  ])("%s %i min in %s is %s", (day, minute, zone, expected) => {
    expect(iso(day, minute, zone)).toBe(expected);
  });

  test("the day of an instant is the place's", () => {
    const ms = Date.parse("2026-11-20T17:00:00.000Z");
    expect([localDayOf(ms, "Asia/Shanghai"), localDayOf(ms, "America/Los_Angeles"), localDayOf(ms, "Nowhere/Land")]).toEqual([
      "2026-11-21",
      "2026-11-20",
      "2026-11-20",
    ]);
  });
});
