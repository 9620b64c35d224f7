import { addDays } from "../calendar/day.ts";
import { localDayOf, localInstant } from "../calendar/local-time.ts";
import { type WorkCalendar, type WorkDay, workingDaysBetween } from "../calendar/working-days.ts";
import type { LeadTime } from "./lead-time.ts";
import type { PeakDeadline } from "./radar.ts";

/** One day on the way back from the peak to the last day of asking. */
export interface DeadlineDay extends WorkDay {
  /** `stand`: capacity is to stand by its end · `notice`: a working day of the notice · `skipped`: nobody works · `ask`: the last day on which asking helps. */
  readonly role: "peak" | "stand" | "notice" | "skipped" | "ask";
  /** 1 = the working day nearest to the peak; null for days that are none of the notice. */
  readonly noticeDay: number | null;
}

/** Until when asking for capacity still helps, in the region's working calendar. */
export interface DecisionDeadline extends PeakDeadline {
  /** Local day of the region on which the peak begins. */
  readonly peakDay: string;
  /** Working days from today (not counted) to the last day; 0 = today, negative = passed so many working days ago. Days farther off than 400 are not counted. */
  readonly workingDaysLeft: number;
  /** One of the days may still become a day off or a working day: its year's notice is not out. */
  readonly provisional: boolean;
  /** Every day from the peak's back to the last day of asking: why it is that day. */
  readonly walk: readonly DeadlineDay[];
}

/**
 * The last moment at which asking still helps. Capacity is to stand at the end of the day before the peak (by the region's clock); the notice is the
 * `workingDays` working days up to and including that day; who asks on the working day before them, until the cut-off, is in time. With a notice
 * of 0 that is the last working day before the peak. `calendar` is that of the lead time's country.
 */
export function decisionDeadline(peakStartMs: number, leadTime: LeadTime, calendar: WorkCalendar, nowMs: number): DecisionDeadline {
  const peakDay = localDayOf(peakStartMs, leadTime.timeZone);
  const walk: DeadlineDay[] = [{ ...calendar.dayOf(peakDay), role: "peak", noticeDay: null }];
  let day = peakDay;
  for (let noticed = 0, asked = false; !asked;) {
    day = addDays(day, -1);
    const found = calendar.dayOf(day);
    if (found.working && noticed === leadTime.workingDays) {
      walk.push({ ...found, role: "ask", noticeDay: null });
      asked = true;
      continue;
    }
    if (found.working) noticed += 1;
    const role = walk.length === 1 ? "stand" : found.working ? "notice" : "skipped";
    walk.push({ ...found, role, noticeDay: found.working ? noticed : null });
  }
  const atMs = localInstant(day, leadTime.cutoffHour * 60, leadTime.timeZone);
  const today = localDayOf(nowMs, leadTime.timeZone);
  return {
    state: nowMs > atMs ? "passed" : today === day ? "today" : "ahead",
    askByMs: atMs,
    askByDay: day,
    neededOn: addDays(peakDay, -1),
    workingDays: leadTime.workingDays,
    peakDay,
    workingDaysLeft: workingDaysBetween(calendar, within(today, day, farDays), day),
    provisional: walk.some((one) => one.provisional),
    walk,
  };
}

/** Data that was imported years late must not make somebody count its working days. */
const farDays = 400;

function within(day: string, middle: string, days: number): string {
  const first = addDays(middle, -days);
  const last = addDays(middle, days);
  return day < first ? first : day > last ? last : day;
}
