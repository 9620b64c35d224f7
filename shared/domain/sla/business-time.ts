import { offsetReader } from "../../kernel/zone-offset.ts";
import type { WorkCalendar } from "../calendar/working-days.ts";
import type { SlaCalendar } from "./sla-policy.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** A calendar is not followed further than this from where somebody asks: time behind it counts as not worked. */
export const horizonDays = 3_660;
/** After so many days in a row without an hour of work a calendar is taken for one that never works again. */
export const idleDays = 400;
/** Years for which countries' holidays are asked; outside them there are none. */
const holidayYears = { from: "1970-01-01", to: "2199-12-31" };
/** The working day whose hours a make-up day has. */
const monday = 1;

/** A stretch of worked time, UTC ms, `toMs` not included. */
interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Whether it is worked at an instant, and until when that stays so; null = as far as anybody can see. */
export interface Stretch {
  readonly working: boolean;
  readonly toMs: number | null;
}

/** Time as one calendar of a policy counts it. Instants are UTC ms, durations ms of worked time. */
export interface BusinessTime {
  /** Worked time from one instant to a later one; 0 when it is not later. */
  between(fromMs: number, toMs: number): number;
  /** The first instant by which so much has been worked since `fromMs`; null = beyond the horizon. */
  after(fromMs: number, workedMs: number): number | null;
  stretchAt(ms: number): Stretch;
}

const roundTheClock: BusinessTime = {
  between: (fromMs, toMs) => Math.max(0, toMs - fromMs),
  after: (fromMs, workedMs) => fromMs + Math.max(0, workedMs),
  stretchAt: () => ({ working: true, toMs: null }),
};

const known = new WeakMap<SlaCalendar, WeakMap<WorkCalendar | SlaCalendar, BusinessTime>>();

/**
 * Worked time of a calendar. Kept per calendar and holidays as long as these live, because its days are worked out once. An hour that the zone's
 * clocks skip is not worked; of one that they show twice, a span that begins or ends in it takes the first. Spans that overlap count once.
 */
export function businessTime(calendar: SlaCalendar, workCalendarOf: (country: string) => WorkCalendar): BusinessTime {
  if (calendar.hours === "always") return roundTheClock;
  const holidays = calendar.holidays === null ? null : workCalendarOf(calendar.holidays);
  const byHolidays = known.get(calendar) ?? new WeakMap<WorkCalendar | SlaCalendar, BusinessTime>();
  known.set(calendar, byHolidays);
  let time = byHolidays.get(holidays ?? calendar);
  if (time === undefined) {
    time = timeOf(calendar, holidays);
    byHolidays.set(holidays ?? calendar, time);
  }
  return time;
}

function timeOf(calendar: SlaCalendar, holidays: WorkCalendar | null): BusinessTime {
  const offsetAt = offsetReader(calendar.timeZone);
  const dayOf = workedDays(calendar, holidays, offsetAt);
  /** What is worked from an instant on, in order, without overlaps. Ends at the horizon, or when work seems to have ended for good. */
  function* workedFrom(fromMs: number): Generator<Interval, void> {
    const first = Math.floor((fromMs + offsetAt(fromMs)) / dayMs);
    let reachedMs = fromMs;
    let lastWorked = first;
    for (let day = first; day < first + horizonDays && day < lastWorked + idleDays; day += 1) {
      for (const interval of dayOf(day)) {
        lastWorked = day;
        if (interval.toMs <= reachedMs) continue;
        yield { fromMs: Math.max(interval.fromMs, reachedMs), toMs: interval.toMs };
        reachedMs = interval.toMs;
      }
    }
  }
  return {
    between(fromMs, toMs) {
      let workedMs = 0;
      if (!(toMs > fromMs)) return 0;
      for (const interval of workedFrom(fromMs)) {
        if (interval.fromMs >= toMs) break;
        workedMs += Math.min(interval.toMs, toMs) - interval.fromMs;
      }
      return workedMs;
    },
    after(fromMs, workedMs) {
      if (workedMs <= 0) return fromMs;
      let leftMs = workedMs;
      for (const interval of workedFrom(fromMs)) {
        const lengthMs = interval.toMs - interval.fromMs;
        if (lengthMs >= leftMs) return interval.fromMs + leftMs;
        leftMs -= lengthMs;
      }
      return null;
    },
    stretchAt(ms) {
      let endMs = ms;
      for (const interval of workedFrom(ms)) {
        if (interval.fromMs > endMs) return { working: endMs > ms, toMs: endMs > ms ? endMs : interval.fromMs };
        endMs = interval.toMs;
      }
      return { working: endMs > ms, toMs: endMs > ms ? endMs : null };
    },
  };
}

/** Worked stretches of a local day, by the number of days since 1970-01-01; in order, without overlaps. */
function workedDays(
  calendar: SlaCalendar,
  holidays: WorkCalendar | null,
  offsetAt: (ms: number) => number,
): (day: number) => readonly Interval[] {
  const hours = hoursByWeekday(calendar);
  const daysOff = new Set(calendar.daysOff);
  const daysWorked = new Set(calendar.daysWorked);
  const hoursOf = (day: number): readonly WallSpan[] => {
    const name = nameOf(day);
    if (daysWorked.has(name)) return hours(monday);
    if (daysOff.has(name)) return [];
    const kind = holidays === null || name < holidayYears.from || name > holidayYears.to ? "workday" : holidays.dayOf(name).kind;
    if (kind === "holiday") return [];
    return hours(kind === "makeup_workday" ? monday : weekdayOf(day));
  };
  const days = new Map<number, readonly Interval[]>();
  return (day) => {
    let found = days.get(day);
    if (found === undefined) {
      found = hoursOf(day)
        .map(({ fromMinute, toMinute }) => ({
          fromMs: firstShowing(day * dayMs + fromMinute * minuteMs, offsetAt),
          toMs: firstShowing(day * dayMs + toMinute * minuteMs, offsetAt),
        }))
        .filter(({ fromMs, toMs }) => toMs > fromMs);
      days.set(day, found);
    }
    return found;
  };
}

/** Minutes of a local day. */
interface WallSpan {
  readonly fromMinute: number;
  readonly toMinute: number;
}

function hoursByWeekday(calendar: SlaCalendar): (weekday: number) => readonly WallSpan[] {
  const spans = calendar.hours === "always" ? [] : calendar.hours;
  const byWeekday = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    spans
      .filter(({ days }) => days.includes(weekday))
      .map(({ from, to }) => ({ fromMinute: minuteOf(from), toMinute: minuteOf(to) }))
      .toSorted((a, b) => a.fromMinute - b.fromMinute || a.toMinute - b.toMinute),
  );
  return (weekday) => byWeekday[weekday - 1] ?? [];
}

/** Minutes after midnight of a wall time `09:30`. */
export function minuteOf(wallTime: string): number {
  return Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3, 5));
}

/** `YYYY-MM-DD`; empty for days that no four-digit year has. */
function nameOf(day: number): string {
  const ms = day * dayMs;
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().slice(0, 10) : "";
}

/** 1 = Monday … 7 = Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/**
 * The first instant at which a zone's clocks show a wall time (ms as if in UTC) or a later one: where they skip it, the change itself; where they
 * show it twice, the first.
 */
function firstShowing(wallMs: number, offsetAt: (ms: number) => number): number {
  const before = offsetAt(wallMs - dayMs);
  const asBefore = wallMs - before;
  if (offsetAt(asBefore) === before) return asBefore;
  const after = offsetAt(asBefore);
  const asAfter = wallMs - after;
  if (offsetAt(asAfter) === after) return asAfter;
  return changeWithin(Math.min(asAfter, asBefore - hourMs), asBefore, before, offsetAt);
}

/** The instant after `fromMs`, at most `toMs`, from which on the offset is another than `before`. */
function changeWithin(fromMs: number, toMs: number, before: number, offsetAt: (ms: number) => number): number {
  let low = fromMs;
  let high = toMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
