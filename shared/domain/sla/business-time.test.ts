import { describe, expect, it } from "vitest";
import { calendarOf } from "../../../test/support/sla-log.ts";
import { businessTime } from "./business-time.ts";
import type { SlaCalendar } from "./sla-policy.ts";

const hourMs = 3_600_000;

function time(parts: Partial<SlaCalendar>): ReturnType<typeof businessTime> {
  return businessTime({ key: "c", timeZone: "UTC", hours: "always", holidays: null, daysOff: [], daysWorked: [], ...parts }, calendarOf);
}

const weekdays = [1, 2, 3, 4, 5];
const shanghaiOffice = time({
  timeZone: "Asia/Shanghai",
  hours: [
    { days: weekdays, from: "09:00", to: "12:00" },
    { days: weekdays, from: "13:30", to: "18:00" },
  ],
  holidays: "CN",
});

function hours(of: ReturnType<typeof businessTime>, from: string, to: string): number {
  return of.between(Date.parse(from), Date.parse(to)) / hourMs;
}

function after(of: ReturnType<typeof businessTime>, from: string, worked: number): string | null {
  const ms = of.after(Date.parse(from), worked * hourMs);
  return ms === null ? null : new Date(ms).toISOString();
}

describe("worked time", () => {
  it("round the clock is time", () => {
    expect(hours(time({}), "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00")).toBe(23);
    expect(after(time({}), "2026-01-01T00:00:00Z", 30)).toBe("2026-01-02T06:00:00.000Z");
    expect(time({}).stretchAt(0)).toEqual({ working: true, toMs: null });
  });

  it("counts several spans a day on the zone's clock", () => {
    // Monday 2 March 2026, whole: 3 h and 4.5 h.
    expect(hours(shanghaiOffice, "2026-03-01T16:00:00Z", "2026-03-02T16:00:00Z")).toBe(7.5);
    // From 11:00 there: one hour before lunch, one after it.
    expect(after(shanghaiOffice, "2026-03-02T11:00:00+08:00", 2)).toBe("2026-03-02T06:30:00.000Z");
    expect(after(shanghaiOffice, "2026-03-02T11:00:00+08:00", 1)).toBe("2026-03-02T04:00:00.000Z");
    // Friday 17:00 and three hours: Monday 11:00.
    expect(after(shanghaiOffice, "2026-03-06T17:00:00+08:00", 3)).toBe("2026-03-09T03:00:00.000Z");
  });

  it("is off on public holidays and works on make-up days", () => {
    // National Day 2025: 1–8 October off, Sunday 28 September and Saturday 11 October worked.
    expect(hours(shanghaiOffice, "2025-09-27T00:00:00+08:00", "2025-09-30T00:00:00+08:00")).toBe(15);
    expect(hours(shanghaiOffice, "2025-10-01T00:00:00+08:00", "2025-10-09T00:00:00+08:00")).toBe(0);
    expect(hours(shanghaiOffice, "2025-10-11T00:00:00+08:00", "2025-10-13T00:00:00+08:00")).toBe(7.5);
    expect(after(shanghaiOffice, "2025-09-30T17:00:00+08:00", 2)).toBe("2025-10-09T02:00:00.000Z");
  });

  it("takes the policy's own days before the country's", () => {
    const own = time({
      timeZone: "Asia/Shanghai",
      hours: [{ days: weekdays, from: "09:00", to: "18:00" }],
      holidays: "CN",
      daysOff: ["2026-03-02", "2026-03-03"],
      daysWorked: ["2026-03-03", "2025-10-01", "2026-03-07"],
    });
    expect(hours(own, "2026-03-02T00:00:00+08:00", "2026-03-03T00:00:00+08:00")).toBe(0);
    expect(hours(own, "2026-03-03T00:00:00+08:00", "2026-03-04T00:00:00+08:00")).toBe(9);
    expect(hours(own, "2025-10-01T00:00:00+08:00", "2025-10-02T00:00:00+08:00")).toBe(9);
    expect(hours(own, "2026-03-07T00:00:00+08:00", "2026-03-08T00:00:00+08:00")).toBe(9);
  });

  it("counts the hours that pass when the clocks change", () => {
    const nights = time({ timeZone: "America/New_York", hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "06:00" }] });
    // 8 March 2026: 02:00 is skipped, 5 h pass. 1 November 2026: 01:00 is shown twice, 7 h pass.
    expect(hours(nights, "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z")).toBe(5);
    expect(hours(nights, "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")).toBe(7);
    expect(after(nights, "2026-03-08T05:00:00Z", 3)).toBe("2026-03-08T08:00:00.000Z");
    expect(after(nights, "2026-11-01T04:00:00Z", 3)).toBe("2026-11-01T07:00:00.000Z");
  });

  it("does not work an hour that the clocks skip, and begins at the first of two", () => {
    const all = [1, 2, 3, 4, 5, 6, 7];
    const skipped = time({ timeZone: "America/New_York", hours: [{ days: all, from: "02:10", to: "02:50" }] });
    expect(hours(skipped, "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z")).toBe(0);
    const half = time({ timeZone: "America/New_York", hours: [{ days: all, from: "01:00", to: "02:30" }] });
    expect(hours(half, "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z")).toBe(1);
    const doubled = time({ timeZone: "America/New_York", hours: [{ days: all, from: "01:30", to: "03:00" }] });
    // From the first 01:30 to 03:00: 2.5 h.
    expect(hours(doubled, "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")).toBe(2.5);
  });

  it("goes on over midnight where a span ends at 24:00 and the next begins at 00:00", () => {
    const shift = time({
      timeZone: "Asia/Tokyo",
      hours: [
        { days: [1], from: "22:00", to: "24:00" },
        { days: [2], from: "00:00", to: "06:00" },
      ],
    });
    const start = Date.parse("2026-03-02T22:00:00+09:00");
    expect(shift.stretchAt(start)).toEqual({ working: true, toMs: start + 8 * hourMs });
    expect(shift.stretchAt(start - 1)).toEqual({ working: false, toMs: start });
  });

  it("counts spans that overlap once", () => {
    const double = time({
      hours: [
        { days: [1], from: "09:00", to: "12:00" },
        { days: [1], from: "10:00", to: "11:00" },
        { days: [1], from: "11:00", to: "13:00" },
      ],
    });
    expect(hours(double, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z")).toBe(4);
  });

  it("loses the day that a zone skipped", () => {
    const apia = time({ timeZone: "Pacific/Apia", hours: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }] });
    // Friday 30 December 2011 was left out: Thursday 29 and Saturday 31 follow each other.
    expect(hours(apia, "2011-12-29T00:00:00-10:00", "2011-12-31T00:00:00+14:00")).toBe(8);
  });

  it("ends where a calendar never works", () => {
    const never = time({ hours: [{ days: [1], from: "09:00", to: "09:00" }] });
    expect(after(never, "2026-03-02T00:00:00Z", 1)).toBeNull();
    expect(hours(never, "2026-03-02T00:00:00Z", "2036-03-02T00:00:00Z")).toBe(0);
    expect(never.stretchAt(0)).toEqual({ working: false, toMs: null });
    const little = time({ hours: [{ days: [1], from: "09:00", to: "09:01" }] });
    expect(after(little, "2026-03-02T00:00:00Z", 20)).toBeNull();
    expect(after(little, "2026-03-02T00:00:00Z", 1 / 60)).toBe("2026-03-02T09:01:00.000Z");
  });

  it("takes an unknown zone for UTC", () => {
    expect(
      hours(
        time({ timeZone: "Mars/Olympus", hours: [{ days: [1], from: "09:00", to: "10:00" }] }),
        "2026-03-02T00:00:00Z",
        "2026-03-03T00:00:00Z",
      ),
    ).toBe(1);
  });
});
