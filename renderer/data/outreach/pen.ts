import { workCalendar } from "../../../shared/domain/calendar/working-days.ts";
import { composeMessage as compose } from "../../../shared/domain/outreach/compose-message.ts";
import { eventCalendar as calendar } from "../../../shared/domain/outreach/event-calendar.ts";
import { type ChecklistItem, checklistOf } from "../../../shared/domain/peak/checklist.ts";
import type { RadarPeak } from "../../../shared/domain/peak/radar.ts";
import type { RegionCalendar } from "../queries/compose-facts.ts";

// What is needed to write a message weighs as much as the rest of the console: one file of its own, loaded on demand.
export const composeMessage = compose;
export const eventCalendar = calendar;

/** The checklist of a peak by the calendar and clock that its deadline is counted in. */
export function peakChecklist(peak: RadarPeak, { country, timeZone, edits }: RegionCalendar, nowMs: number): readonly ChecklistItem[] {
  return checklistOf({ ...peak, timeZone, askByDay: peak.deadline.askByDay }, workCalendar(country, edits), nowMs);
}
