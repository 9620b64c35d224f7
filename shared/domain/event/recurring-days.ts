import { addDays, dayStartMs, weekdayOf } from "../calendar/day.ts";

/** A rule of recurrence by the day or longer, as RFC 5545 writes it; lists empty = not given. */
export interface DayRule {
  readonly frequency: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
  readonly interval: number;
  /** `MO`, or `-1FR` for the last Friday. */
  readonly byDay: readonly string[];
  /** 1–31, negative from the end of the month. */
  readonly byMonthDay: readonly number[];
  /** 1–12. */
  readonly byMonth: readonly number[];
  /** Which of the days of a month count, negative from its end. */
  readonly byPosition: readonly number[];
  /** 0 = Sunday: the day a week begins with. */
  readonly weekStart: number;
}

const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const dayMs = 86_400_000;

/**
 * Days of a rule from its first day to `lastDay`, both included. It walks day by day and asks each whether it counts: a rule that never comes true
 * ends like any other.
 */
export function* recurringDays(rule: DayRule, firstDay: string, lastDay: string): Generator<string> {
  const start = parts(firstDay);
  let monthOfPositions = "";
  let positions: ReadonlySet<string> = new Set();
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    if (rule.byPosition.length > 0 && day.slice(0, 7) !== monthOfPositions) {
      monthOfPositions = day.slice(0, 7);
      const inMonth = daysOfMonth(monthOfPositions).filter((one) => counts(rule, start, firstDay, one));
      positions = new Set(rule.byPosition.map((place) => inMonth.at(place > 0 ? place - 1 : place)).filter((one) => one !== undefined));
    }
    if (rule.byPosition.length > 0 ? positions.has(day) : counts(rule, start, firstDay, day)) yield day;
  }
}

function counts(rule: DayRule, start: Parts, firstDay: string, day: string): boolean {
  const { year, month, date } = parts(day);
  if (rule.byMonth.length > 0 && !rule.byMonth.includes(month)) return false;
  switch (rule.frequency) {
    case "DAILY":
      return (
        Math.round((dayStartMs(day) - dayStartMs(firstDay)) / dayMs) % rule.interval === 0 &&
        (rule.byDay.length === 0 || onWeekday(rule.byDay, day)) &&
        (rule.byMonthDay.length === 0 || onMonthDay(rule.byMonthDay, day))
      );
    case "WEEKLY":
      return (
        (weekOf(day, rule.weekStart) - weekOf(firstDay, rule.weekStart)) % rule.interval === 0 &&
        (rule.byDay.length === 0 ? weekdayOf(day) === weekdayOf(firstDay) : onWeekday(rule.byDay, day))
      );
    case "MONTHLY":
      return ((year - start.year) * 12 + month - start.month) % rule.interval === 0 && inMonth(rule, start, day);
    case "YEARLY":
      if ((year - start.year) % rule.interval !== 0) return false;
      if (rule.byMonth.length === 0 && month !== start.month) return false;
      return rule.byDay.length > 0 || rule.byMonthDay.length > 0 ? inMonth(rule, start, day) : date === start.date;
  }
}

function inMonth(rule: DayRule, start: Parts, day: string): boolean {
  if (rule.byDay.length === 0 && rule.byMonthDay.length === 0) return parts(day).date === start.date;
  return (rule.byDay.length === 0 || onWeekday(rule.byDay, day)) && (rule.byMonthDay.length === 0 || onMonthDay(rule.byMonthDay, day));
}

function onMonthDay(dates: readonly number[], day: string): boolean {
  const { date } = parts(day);
  return dates.includes(date) || dates.includes(date - monthLength(day) - 1);
}

function onWeekday(names: readonly string[], day: string): boolean {
  const { date } = parts(day);
  const here = weekdays[weekdayOf(day)] ?? "";
  const fromStart = Math.ceil(date / 7);
  const fromEnd = -Math.ceil((monthLength(day) - date + 1) / 7);
  return names.some((name) => {
    if (name.slice(-2) !== here) return false;
    const place = name.slice(0, -2);
    return place === "" || Number(place) === fromStart || Number(place) === fromEnd;
  });
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

function parts(day: string): Parts {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

function monthLength(day: string): number {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
}

function daysOfMonth(month: string): readonly string[] {
  return Array.from({ length: monthLength(`${month}-01`) }, (_, index) => addDays(`${month}-01`, index));
}

/** Number of the week since a week long ago. */
function weekOf(day: string, weekStart: number): number {
  const shift = (weekdayOf(day) - weekStart + 7) % 7;
  return Math.round((dayStartMs(day) - shift * dayMs) / (7 * dayMs));
}
