import { addDays } from "../calendar/day.ts";
import { addWorkingDays, type WorkCalendar, workingDaysBefore } from "../calendar/working-days.ts";
import type { StepOffset } from "./playbook.ts";

/**
 * Day on which a step falls, by the account's calendar (its country's days off, make-up working days and the company's own entries). What falls on a
 * day off is done on the working day before when it lies before the anchor, on the one after when it lies behind; the anchor's own day stays.
 */
export function stepDay({ unit, count }: StepOffset, anchorDay: string, calendar: WorkCalendar): string {
  if (count === 0) return anchorDay;
  if (unit === "workingDays")
    return count < 0 ? workingDaysBefore(calendar, anchorDay, -count) : addWorkingDays(calendar, anchorDay, count);
  const own = addDays(anchorDay, count);
  if (calendar.dayOf(own).working) return own;
  return count < 0 ? workingDaysBefore(calendar, own, 1) : addWorkingDays(calendar, own, 1);
}

/** Day by which a step of a run is due: its own, or the day on which the run started when that was later. */
export function stepDueOn(
  offset: StepOffset,
  run: { readonly anchorDay: string; readonly startedOn: string },
  calendar: WorkCalendar,
): string {
  const own = stepDay(offset, run.anchorDay, calendar);
  return own < run.startedOn ? run.startedOn : own;
}
