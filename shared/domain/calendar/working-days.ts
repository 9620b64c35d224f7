import { type CalendarEdit, withCalendarEdits } from "./calendar-edit.ts";
import { addDays, weekdayOf } from "./day.ts";
import type { HolidayName } from "./holiday.ts";
import { holidaysOf } from "./holidays-of.ts";
import { weekendOf } from "./weekend.ts";

/** What a day is to people at work. `makeup_workday` is a weekend that is worked (Chinese 调休). */
export interface WorkDay {
  /** Local day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly kind: "workday" | "makeup_workday" | "weekend" | "holiday";
  readonly working: boolean;
  /** Of the holiday or make-up working day; null for an ordinary day. */
  readonly name: HolidayName | null;
  /** The year's days off are not published yet: a working day may still become one. */
  readonly provisional: boolean;
}

/** A country's working days. Days are worked out once and kept. */
export interface WorkCalendar {
  readonly country: string;
  dayOf(day: string): WorkDay;
}

/** Working days of a country (ISO 3166-1 alpha-2) with the edits made to its calendar (`calendarEditsOf`). */
export function workCalendar(country: string, edits: readonly CalendarEdit[] = []): WorkCalendar {
  const days = new Map<string, WorkDay>();
  const provisionalYears = new Map<string, boolean>();
  const provisional = (day: string): boolean => {
    const year = day.slice(0, 4);
    let known = provisionalYears.get(year);
    if (known === undefined) {
      known = isProvisional(country, year);
      provisionalYears.set(year, known);
    }
    return known;
  };
  return {
    country,
    dayOf(day) {
      let found = days.get(day);
      if (found === undefined) {
        found = { ...judge(country, edits, day), provisional: provisional(day) };
        days.set(day, found);
      }
      return found;
    },
  };
}

function judge(country: string, edits: readonly CalendarEdit[], day: string): Omit<WorkDay, "provisional"> {
  const holidays = withCalendarEdits(holidaysOf(country, day, day), edits, day, day);
  const makeUp = holidays.find((holiday) => holiday.kind === "makeup_workday");
  if (makeUp !== undefined) return { day, kind: "makeup_workday", working: true, name: makeUp.name };
  const off = holidays.find((holiday) => holiday.kind === "public" || holiday.kind === "observed");
  if (off !== undefined) return { day, kind: "holiday", working: false, name: off.name };
  if (weekendOf(country, day).includes(weekdayOf(day))) return { day, kind: "weekend", working: false, name: null };
  return { day, kind: "workday", working: true, name: null };
}

/** The State Council tells in November which weekends of the next year are worked; until then only the statutory days are known. */
function isProvisional(country: string, year: string): boolean {
  return country === "CN" && !holidaysOf(country, `${year}-01-01`, `${year}-12-31`).some((holiday) => holiday.kind === "makeup_workday");
}

/** The n-th working day after a day, which need not be one itself; 0 = the day itself. */
export function addWorkingDays(calendar: WorkCalendar, day: string, n: number): string {
  return walk(calendar, day, n, 1);
}

/** The n-th working day before a day, which need not be one itself; 0 = the day itself. */
export function workingDaysBefore(calendar: WorkCalendar, day: string, n: number): string {
  return walk(calendar, day, n, -1);
}

function walk(calendar: WorkCalendar, from: string, n: number, step: 1 | -1): string {
  let day = from;
  for (let left = n; left > 0;) {
    day = addDays(day, step);
    if (calendar.dayOf(day).working) left -= 1;
  }
  return day;
}

/** Working days from one day (not counted) to another (counted); negative when the other is earlier. */
export function workingDaysBetween(calendar: WorkCalendar, fromDay: string, toDay: string): number {
  if (toDay < fromDay) return -workingDaysBetween(calendar, toDay, fromDay);
  let count = 0;
  for (let day = fromDay; day < toDay;) {
    day = addDays(day, 1);
    if (calendar.dayOf(day).working) count += 1;
  }
  return count;
}
