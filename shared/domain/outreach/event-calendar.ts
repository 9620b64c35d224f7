import ical, { ICalCalendarMethod, ICalEventTransparency } from "ical-generator";
import { oneLine } from "./one-line.ts";

export interface CalendarEvent {
  /** Stable: the same peak replaces its earlier entry in the calendar of who opens it. */
  readonly uid: string;
  readonly title: string;
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** When it was made, ms. */
  readonly madeMs: number;
}

/** An .ics file of one event, every time in UTC: whoever opens it sees his own clock. */
export function eventCalendar(event: CalendarEvent): string {
  const calendar = ical({ prodId: { company: "Headroom", product: "Headroom", language: "EN" }, method: ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: event.uid,
    summary: oneLine(event.title),
    description: event.text,
    // With a time zone and a Date the library would write the clock of this machine.
    start: new Date(event.startMs),
    end: new Date(Math.max(event.endMs, event.startMs + 3_600_000)),
    stamp: new Date(event.madeMs),
    transparency: ICalEventTransparency.TRANSPARENT,
  });
  return calendar.toString();
}
