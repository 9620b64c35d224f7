import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDayOf, localInstant } from "../calendar/local-time.ts";
import { weekdayOf } from "../calendar/day.ts";
import { defaultQuietHours, mayTell, type QuietHours, quietHours, quietUntil, tomorrowMorning } from "./quiet-hours.ts";

const shanghai = "Asia/Shanghai";
const berlin = "Europe/Berlin";
const at = (text: string): number => Date.parse(text);
const nights: QuietHours = { ...defaultQuietHours, on: true };
const only = (weekday: number, from: string, to: string): QuietHours => ({
  on: true,
  p0Passes: true,
  days: Array.from({ length: 7 }, (_, day) => (day === weekday ? { from, to } : null)),
});

describe("quiet hours", () => {
  it("reach over midnight, and belong to the day on which they begin", () => {
    expect(quietUntil(nights, at("2026-11-20T21:59:00+08:00"), shanghai)).toBeNull();
    expect(quietUntil(nights, at("2026-11-20T22:00:00+08:00"), shanghai)).toBe(at("2026-11-21T07:00:00+08:00"));
    expect(quietUntil(nights, at("2026-11-21T06:59:00+08:00"), shanghai)).toBe(at("2026-11-21T07:00:00+08:00"));
    expect(quietUntil(nights, at("2026-11-21T07:00:00+08:00"), shanghai)).toBeNull();
    // A Friday's evening is the Saturday's early morning, and no other.
    const friday = only(5, "22:00", "07:00");
    expect(quietUntil(friday, at("2026-11-21T03:00:00+08:00"), shanghai)).toBe(at("2026-11-21T07:00:00+08:00"));
    expect(quietUntil(friday, at("2026-11-20T03:00:00+08:00"), shanghai)).toBeNull();
  });

  it("follow the wall clock where it is moved", () => {
    // Clocks go from 2 to 3 on 29 March and from 3 to 2 on 25 October 2026.
    expect(quietUntil(nights, at("2026-03-28T23:00:00+01:00"), berlin)).toBe(at("2026-03-29T07:00:00+02:00"));
    expect(quietUntil(nights, at("2026-10-24T23:00:00+02:00"), berlin)).toBe(at("2026-10-25T07:00:00+01:00"));
    // 02:30 does not exist on that day: the span begins after the gap.
    const gap = only(0, "02:30", "04:00");
    expect(quietUntil(gap, at("2026-03-29T01:59:00+01:00"), berlin)).toBeNull();
    expect(quietUntil(gap, at("2026-03-29T03:45:00+02:00"), berlin)).toBe(at("2026-03-29T04:00:00+02:00"));
  });

  it("that begin and end at the same time last a day, and spans that touch are one", () => {
    expect(quietUntil(only(0, "09:00", "09:00"), at("2026-11-23T08:59:00+08:00"), shanghai)).toBe(at("2026-11-23T09:00:00+08:00"));
    const weekend: QuietHours = {
      ...nights,
      days: nights.days.map((day, weekday) => (weekday === 6 || weekday === 0 ? { from: "00:00", to: "00:00" } : day)),
    };
    expect(quietUntil(weekend, at("2026-11-20T23:00:00+08:00"), shanghai)).toBe(at("2026-11-23T00:00:00+08:00"));
  });

  it("hold at an instant exactly if one of its spans covers the wall clock of that instant", () => {
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    const two = (value: number): string => String(value).padStart(2, "0");
    const span = fc.option(
      fc.record({ from: time, to: time }).map(({ from, to }) => ({ from: from.map(two).join(":"), to: to.map(two).join(":") })),
    );
    fc.assert(
      fc.property(
        fc.array(span, { minLength: 7, maxLength: 7 }),
        fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2027-01-01T00:00:00Z") }),
        (days, nowMs) => {
          const hours = quietHours.parse({ on: true, p0Passes: true, days });
          // A zone whose clocks are not moved: minutes since midnight tell everything.
          const day = localDayOf(nowMs, shanghai);
          const minute = (nowMs - localInstant(day, 0, shanghai)) / 60_000;
          const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
          const covers = (weekday: number, from: number): boolean => {
            const one = hours.days[weekday];
            if (one == null) return false;
            const [begin, end] = [minutes(one.from), minutes(one.to)];
            return from >= begin && from < (end > begin ? end : end + 1440);
          };
          const today = weekdayOf(day);
          const quiet = covers(today, minute) || covers((today + 6) % 7, minute + 1440);
          const until = quietUntil(hours, nowMs, shanghai);
          expect(until !== null).toBe(quiet);
          if (until !== null) expect(until).toBeGreaterThan(nowMs);
        },
      ),
    );
  });

  it("let a P0 pass where that is wished; a pause lets nothing pass", () => {
    const now = at("2026-11-20T23:00:00+08:00");
    const free = { quietHours: defaultQuietHours, pausedUntilMs: null };
    expect(mayTell(free, now, shanghai)).toBe("all");
    expect(mayTell({ quietHours: nights, pausedUntilMs: null }, now, shanghai)).toBe("p0");
    expect(mayTell({ quietHours: { ...nights, p0Passes: false }, pausedUntilMs: null }, now, shanghai)).toBe("nothing");
    expect(mayTell({ ...free, pausedUntilMs: now + 1 }, now, shanghai)).toBe("nothing");
    expect(mayTell({ ...free, pausedUntilMs: now }, now, shanghai)).toBe("all");
    expect(tomorrowMorning(now, shanghai)).toBe(at("2026-11-21T08:00:00+08:00"));
  });

  it("are not taken with a time that no clock shows", () => {
    expect(quietHours.safeParse({ ...nights, days: [{ from: "24:00", to: "07:00" }, null, null, null, null, null, null] }).success).toBe(
      false,
    );
  });
});
