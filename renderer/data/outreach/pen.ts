import type { CalendarEdit } from "../../../shared/domain/calendar/calendar-edit.ts";
import { workCalendar } from "../../../shared/domain/calendar/working-days.ts";
import { composeMessage as compose } from "../../../shared/domain/outreach/compose-message.ts";
import { eventCalendar as calendar } from "../../../shared/domain/outreach/event-calendar.ts";
import { type ChecklistItem, checklistOf } from "../../../shared/domain/peak/checklist.ts";
import type { RadarPeak } from "../../../shared/domain/peak/radar.ts";
import { knownRegions } from "../../../shared/domain/regions.ts";

// What is needed to write a message weighs as much as the rest of the console: one file of its own, loaded on demand.
export const composeMessage = compose;
export const eventCalendar = calendar;

/** The checklist of a peak by the working calendar of its region's country; an unknown region has the days of the week alone. */
export function peakChecklist(peak: RadarPeak, edits: readonly CalendarEdit[], nowMs: number): readonly ChecklistItem[] {
  const known = knownRegions.find((one) => one.id === peak.region);
  const timeZone = known?.timeZone ?? peak.timeZone;
  return checklistOf({ ...peak, timeZone, askByDay: peak.deadline.askByDay }, workCalendar(known?.country ?? "CN", edits), nowMs);
}
