import { z } from "zod";
import { addDays, weekdayOf } from "../calendar/day.ts";
import { localDayOf, localInstant } from "../calendar/local-time.ts";

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** Wall-clock times at which nothing is told. `days` by weekday, Sunday first; null = that day has none. */
export const quietHours = z.object({
  on: z.boolean(),
  /** A P0 is told all the same. */
  p0Passes: z.boolean(),
  days: z.array(z.object({ from: clock, to: clock }).nullable()).length(7),
});
export type QuietHours = z.infer<typeof quietHours>;

const night = { from: "22:00", to: "07:00" };
export const defaultQuietHours: QuietHours = { on: false, p0Passes: true, days: Array.from({ length: 7 }, () => night) };

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/**
 * When the quiet that holds at an instant ends, UTC ms; null = it is not quiet. A span belongs to the weekday on which it begins; one whose end is not
 * after its beginning ends on the next day. Times are the zone's own: where its clocks are moved a span is an hour shorter or longer, and a time that
 * does not exist is the one after the gap. Spans that touch are one.
 */
export function quietUntil(hours: QuietHours, nowMs: number, timeZone: string): number | null {
  if (!hours.on) return null;
  const today = localDayOf(nowMs, timeZone);
  let until: number | null = null;
  // From yesterday's, which may reach over midnight, to as many as may follow each other.
  for (let day = addDays(today, -1), left = 9; left > 0; day = addDays(day, 1), left -= 1) {
    const span = hours.days[weekdayOf(day)];
    if (span == null) continue;
    const [from, to] = [minuteOf(span.from), minuteOf(span.to)];
    const begins = localInstant(day, from, timeZone);
    const ends = localInstant(to > from ? day : addDays(day, 1), to, timeZone);
    if (begins <= (until ?? nowMs) && ends > (until ?? nowMs)) until = ends;
  }
  return until;
}

/** Eight in the morning of the next day: until then notifications rest that are put off "until tomorrow". UTC ms. */
export function tomorrowMorning(nowMs: number, timeZone: string): number {
  return localInstant(addDays(localDayOf(nowMs, timeZone), 1), 8 * 60, timeZone);
}

/** What may be told now: everything, only what is a P0's, or nothing. A pause that the user made holds for everything. */
export function mayTell(
  { quietHours: hours, pausedUntilMs }: { readonly quietHours: QuietHours; readonly pausedUntilMs: number | null },
  nowMs: number,
  timeZone: string,
): "all" | "p0" | "nothing" {
  if (pausedUntilMs !== null && nowMs < pausedUntilMs) return "nothing";
  if (quietUntil(hours, nowMs, timeZone) === null) return "all";
  return hours.p0Passes ? "p0" : "nothing";
}
