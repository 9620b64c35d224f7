import { addWorkingDays, type WorkCalendar, workingDaysBetween } from "../calendar/working-days.ts";
import type { Task } from "./task.ts";

/** How an open task stands on a day of the account: `late` in working days past the last on which it could be done in time. */
export interface TaskStanding {
  readonly state: "undated" | "ahead" | "today" | "overdue";
  /** Working days by which it is late; 0 = it is not. */
  readonly lateDays: number;
}

/**
 * What is due on a day off can be done on the working day after it without being late. `today` is the day of the account's clock, the calendar that of
 * its country.
 */
export function taskStanding({ dueOn }: Pick<Task, "dueOn">, today: string, calendar: WorkCalendar): TaskStanding {
  if (dueOn === null) return { state: "undated", lateDays: 0 };
  const last = calendar.dayOf(dueOn).working ? dueOn : addWorkingDays(calendar, dueOn, 1);
  if (today > last) {
    const lateDays = workingDaysBetween(calendar, last, today);
    // A day off behind the last day is late too, by less than a working day.
    return { state: "overdue", lateDays: Math.max(1, lateDays) };
  }
  return { state: today >= dueOn ? "today" : "ahead", lateDays: 0 };
}

/** The title in a language of the console; one that somebody wrote is as written. */
export function taskTitle({ title, titles }: Pick<Task, "title" | "titles">, language: string): string {
  if (titles == null) return title;
  return language.startsWith("zh") ? titles.zh : titles.en;
}
