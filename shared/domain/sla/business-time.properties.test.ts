import fc from "fast-check";
import { expect, test } from "vitest";
import "../../../test/support/property-seed.ts";
import { calendarOf } from "../../../test/support/sla-log.ts";
import { businessTime } from "./business-time.ts";
import type { SlaCalendar } from "./sla-policy.ts";

const slotMs = 30 * 60_000;
const slots = 14 * 48;
/** Fortnights around clock changes there and back, and China's National Day. */
const fortnights = ["2026-03-03", "2026-03-24", "2026-09-27", "2026-10-20"].map((day) => Date.parse(`${day}T00:00:00.000Z`));

const hour = fc.integer({ min: 0, max: 24 });
const span = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), hour, hour)
  .filter(([, from, to]) => from < to)
  .map(([days, from, to]) => ({ days, from: wall(from), to: wall(to) }));
const calendar: fc.Arbitrary<SlaCalendar> = fc.record({
  key: fc.constant("c"),
  timeZone: fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kolkata"),
  hours: fc.array(span, { minLength: 1, maxLength: 3 }),
  holidays: fc.constantFrom(null, "CN"),
  daysOff: fc.constant(["2026-03-10"]),
  daysWorked: fc.constant(["2026-10-24"]),
});
const stretch = fc
  .tuple(fc.constantFrom(...fortnights), fc.nat(slots), fc.nat(slots))
  .map(([startMs, a, b]) => [startMs + Math.min(a, b) * slotMs, startMs + Math.max(a, b) * slotMs] as const);

function wall(hours: number): string {
  return `${String(hours).padStart(2, "0")}:00`;
}

/** What a clock on the wall shows at an instant. */
function shown(format: Intl.DateTimeFormat, ms: number): { readonly day: string; readonly time: string } {
  const [day = "", time = ""] = format.format(ms).split(" ");
  return { day, time };
}

/** Whether it is worked, by looking at the wall and at the calendar: nothing is reckoned with. */
function isWorked({ timeZone, hours, holidays, daysOff, daysWorked }: SlaCalendar): (ms: number) => boolean {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return (ms) => {
    const { day, time } = shown(format, ms);
    const kind = holidays === null ? "workday" : calendarOf(holidays).dayOf(day).kind;
    const asMonday = daysWorked.includes(day) || (kind === "makeup_workday" && !daysOff.includes(day));
    if (!asMonday && (daysOff.includes(day) || kind === "holiday")) return false;
    const weekday = asMonday ? 1 : new Date(`${day}T00:00:00.000Z`).getUTCDay() || 7;
    return hours !== "always" && hours.some(({ days, from, to }) => days.includes(weekday) && from <= time && time < to);
  };
}

test("worked time is what a clock on the wall and a calendar beside it say, half hour by half hour", () => {
  fc.assert(
    fc.property(calendar, stretch, (one, [fromMs, toMs]) => {
      const worked = isWorked(one);
      let sumMs = 0;
      for (let ms = fromMs; ms < toMs; ms += slotMs) if (worked(ms)) sumMs += slotMs;
      const time = businessTime(one, calendarOf);
      expect(time.between(fromMs, toMs)).toBe(sumMs);
      const spans = time.stretches(fromMs, toMs);
      expect(spans.reduce((sum, { working, ...at }) => sum + (working ? at.toMs - at.fromMs : 0), 0)).toBe(sumMs);
      for (const { working, fromMs: ms } of spans) expect(worked(ms)).toBe(working);
    }),
    { numRuns: 60 },
  );
});

test("an instant after so much worked time is the first with so much", () => {
  fc.assert(
    fc.property(calendar, stretch, fc.integer({ min: 1, max: 60 * 60_000 * 40 }), (one, [fromMs], workedMs) => {
      const time = businessTime(one, calendarOf);
      const ms = time.after(fromMs, workedMs);
      expect(ms).not.toBeNull();
      expect([time.between(fromMs, ms ?? 0), time.between(fromMs, (ms ?? 0) - 1)]).toEqual([workedMs, workedMs - 1]);
    }),
  );
});

test("two parts of a stretch are the whole", () => {
  fc.assert(
    fc.property(calendar, stretch, fc.double({ min: 0, max: 1, noNaN: true }), (one, [fromMs, toMs], share) => {
      const time = businessTime(one, calendarOf);
      const middleMs = Math.floor(fromMs + (toMs - fromMs) * share);
      expect(time.between(fromMs, middleMs) + time.between(middleMs, toMs)).toBe(time.between(fromMs, toMs));
    }),
  );
});
