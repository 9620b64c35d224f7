import { addDays } from "../calendar/day.ts";
import { localDayOf, localInstant } from "../calendar/local-time.ts";
import type { WorkCalendar } from "../calendar/working-days.ts";
import type { Contact } from "../contact/contact.ts";

export interface GoodMoment {
  readonly state: "now" | "later";
  /** When, UTC ms; now for `now`. */
  readonly atMs: number;
  /** Why not now. */
  readonly why: "in-hours" | "too-early" | "too-late" | "day-off";
  /** The contact has not said when; office hours are assumed. */
  readonly assumed: boolean;
}

/** Hours of an office where a contact has not said his own: minutes after local midnight. */
export const officeHours = { startMinute: 9 * 60 + 30, endMinute: 18 * 60 } as const;

/** How far ahead a moment is looked for: the longest public holidays end within it. */
const daysAhead = 15;

/**
 * The next moment at which a contact likes to be reached: in the preferred hours of the contact's own clock, on a working day of the customer's
 * country. Hours that run past midnight belong to the day on which they begin. Who is on call is reached on any day.
 */
export function nextGoodMoment(
  contact: Pick<Contact, "timeZone" | "preferredHours" | "onCall">,
  calendar: WorkCalendar,
  nowMs: number,
): GoodMoment {
  const assumed = contact.preferredHours === null;
  const { startMinute, endMinute } = contact.preferredHours ?? officeHours;
  const today = localDayOf(nowMs, contact.timeZone);
  // Last night's hours may run into this morning.
  for (let day = addDays(today, -1), left = daysAhead; left > 0; day = addDays(day, 1), left -= 1) {
    if (!contact.onCall && !calendar.dayOf(day).working) continue;
    const startMs = localInstant(day, startMinute, contact.timeZone);
    const endMs =
      endMinute > startMinute ? localInstant(day, endMinute, contact.timeZone) : localInstant(addDays(day, 1), endMinute, contact.timeZone);
    if (nowMs >= endMs) continue;
    if (nowMs >= startMs) return { state: "now", atMs: nowMs, why: "in-hours", assumed };
    const isOff = !contact.onCall && !calendar.dayOf(today).working;
    return { state: "later", atMs: startMs, why: isOff ? "day-off" : day === today ? "too-early" : "too-late", assumed };
  }
  return { state: "now", atMs: nowMs, why: "in-hours", assumed };
}
