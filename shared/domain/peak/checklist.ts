import { addDays } from "../calendar/day.ts";
import { localDayOf } from "../calendar/local-time.ts";
import { addWorkingDays, type WorkCalendar, workingDaysBefore } from "../calendar/working-days.ts";

/** What is done for a peak, in its order. */
export const checklistSteps = [
  "quota_gap",
  "sdk_compatibility",
  "load_test",
  "pre_warm",
  "change_freeze",
  "bridge_and_roster",
  "watch",
  "scale_down",
  "forecast_error",
] as const;
export type ChecklistStep = (typeof checklistSteps)[number];

/** When a step falls: calendar days from the peak's day (negative = before), or working days before it. */
type Offset = { readonly days: number } | { readonly workingDays: number };

/**
 * The peak's calendar of work (docs/peaks.md): capacity first, because it takes longest; nothing changes in the three working days before; after it
 * what was added goes back, and what came is held against what was forecast while people remember why.
 */
const offsets: Readonly<Record<ChecklistStep, Offset>> = {
  quota_gap: { days: -30 },
  sdk_compatibility: { days: -14 },
  load_test: { days: -7 },
  pre_warm: { workingDays: 3 },
  change_freeze: { workingDays: 3 },
  bridge_and_roster: { days: -1 },
  watch: { days: 0 },
  scale_down: { days: 1 },
  forecast_error: { days: 5 },
};

export interface ChecklistItem {
  readonly step: ChecklistStep;
  readonly offset: Offset;
  /** Local day of the region on which it falls: a working day, except for the peak's own. */
  readonly day: string;
  /** Day to do it on as things stand: today, when its day is over. */
  readonly dueOn: string;
  readonly state: "ahead" | "today" | "late";
}

export interface ChecklistPeak {
  readonly startMs: number;
  /** Exclusive. */
  readonly endMs: number;
  /** Clock of the region. */
  readonly timeZone: string;
  /** Last day on which asking for capacity helps: the gap must be known by then. */
  readonly askByDay: string;
}

/**
 * The steps of a peak with their days by the region's clock and calendar. A step before the peak that falls on a day off is done on the working day
 * before, one after it on the working day after. `state` knows days alone; which steps are done is in the tasks.
 */
export function checklistOf(peak: ChecklistPeak, calendar: WorkCalendar, nowMs: number): readonly ChecklistItem[] {
  const first = localDayOf(peak.startMs, peak.timeZone);
  const last = localDayOf(peak.endMs - 1, peak.timeZone);
  const today = localDayOf(nowMs, peak.timeZone);
  return checklistSteps.map((step) => {
    const offset = offsets[step];
    const own = dayOf(offset, first, last, calendar);
    const day = step === "quota_gap" && peak.askByDay < own ? peak.askByDay : own;
    return {
      step,
      offset,
      day,
      dueOn: day < today ? today : day,
      state: day < today ? "late" : day === today ? "today" : "ahead",
    };
  });
}

function dayOf(offset: Offset, first: string, last: string, calendar: WorkCalendar): string {
  if ("workingDays" in offset) return workingDaysBefore(calendar, first, offset.workingDays);
  if (offset.days === 0) return first;
  const day = addDays(offset.days < 0 ? first : last, offset.days);
  if (calendar.dayOf(day).working) return day;
  return offset.days < 0 ? workingDaysBefore(calendar, day, 1) : addWorkingDays(calendar, day, 1);
}
