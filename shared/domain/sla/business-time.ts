import { offsetReader } from "../../kernel/zone-offset.ts";
import type { WorkCalendar } from "../calendar/working-days.ts";
import type { SlaCalendar } from "./sla-policy.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** A calendar is not followed further than this from where somebody asks: time behind it counts as not worked. */
export const horizonDays = 3_712;
/** Days that are summed up together, so that years are few steps. */
const blockDays = 64;
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

/** A stretch that is worked throughout or not at all, UTC ms. */
export interface WorkStretch extends Interval {
  readonly working: boolean;
}

/** Time as one calendar of a policy counts it. Instants are UTC ms, durations ms of worked time. */
export interface BusinessTime {
  /** Worked time from one instant to a later one; 0 when it is not later. */
  between(fromMs: number, toMs: number): number;
  /** The first instant by which so much has been worked since `fromMs`; null = beyond the horizon. */
  after(fromMs: number, workedMs: number): number | null;
  stretchAt(ms: number): Stretch;
  /** The stretches from one instant to a later one, without gaps; behind the horizon all is one that is not worked. */
  stretches(fromMs: number, toMs: number): readonly WorkStretch[];
}

const roundTheClock: BusinessTime = {
  between: (fromMs, toMs) => Math.max(0, toMs - fromMs),
  after: (fromMs, workedMs) => fromMs + Math.max(0, workedMs),
  stretchAt: () => ({ working: true, toMs: null }),
  stretches: (fromMs, toMs) => (toMs > fromMs ? [{ working: true, fromMs, toMs }] : []),
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

/** Worked stretches of some days in a row, in order, without overlaps. */
interface Block {
  readonly intervals: readonly Interval[];
  readonly workedMs: number;
}

function timeOf(calendar: SlaCalendar, holidays: WorkCalendar | null): BusinessTime {
  const offsetAt = offsetReader(calendar.timeZone);
  const blockAt = blocksOf(workedDays(calendar, holidays, offsetAt));
  /** From that of an instant to the horizon. */
  function* blocksFrom(fromMs: number): Generator<Block, void> {
    const first = Math.floor((fromMs + offsetAt(fromMs)) / (blockDays * dayMs));
    for (let number = first; number < first + horizonDays / blockDays; number += 1) yield blockAt(number);
  }
  return {
    between(fromMs, toMs) {
      let workedMs = 0;
      if (!(toMs > fromMs)) return 0;
      for (const block of blocksFrom(fromMs)) {
        if ((block.intervals[0]?.fromMs ?? 0) >= toMs) break;
        workedMs += workedIn(block, fromMs, toMs);
      }
      return workedMs;
    },
    after(fromMs, workedMs) {
      if (workedMs <= 0) return fromMs;
      let leftMs = workedMs;
      for (const block of blocksFrom(fromMs)) {
        const inMs = workedIn(block, fromMs, Number.POSITIVE_INFINITY);
        if (inMs >= leftMs) return reachedIn(block, fromMs, leftMs);
        leftMs -= inMs;
      }
      return null;
    },
    stretchAt(ms) {
      for (const interval of joined(blocksFrom(ms))) {
        if (interval.toMs <= ms) continue;
        return interval.fromMs <= ms ? { working: true, toMs: interval.toMs } : { working: false, toMs: interval.fromMs };
      }
      return { working: false, toMs: null };
    },
    stretches(fromMs, toMs) {
      const found: WorkStretch[] = [];
      let reachedMs = fromMs;
      const reach = (ms: number, working: boolean): void => {
        const endMs = Math.min(ms, toMs);
        if (endMs > reachedMs) found.push({ working, fromMs: reachedMs, toMs: endMs });
        reachedMs = Math.max(reachedMs, endMs);
      };
      for (const interval of joined(blocksFrom(fromMs))) {
        if (reachedMs >= toMs) break;
        reach(interval.fromMs, false);
        reach(interval.toMs, true);
      }
      reach(toMs, false);
      return found;
    },
  };
}

/** Worked stretches of blocks in a row, those that touch as one. */
function* joined(blocks: Iterable<Block>): Generator<Interval, void> {
  let open: Interval | null = null;
  for (const { intervals } of blocks) {
    for (const interval of intervals) {
      if (open !== null && interval.fromMs > open.toMs) yield open;
      open = open === null || interval.fromMs > open.toMs ? interval : { fromMs: open.fromMs, toMs: interval.toMs };
    }
  }
  if (open !== null) yield open;
}

function workedIn({ intervals, workedMs }: Block, fromMs: number, toMs: number): number {
  const [first] = intervals;
  const last = intervals.at(-1);
  if (first === undefined || last === undefined) return 0;
  if (first.fromMs >= fromMs && last.toMs <= toMs) return workedMs;
  return intervals.reduce((sum, one) => sum + Math.max(0, Math.min(one.toMs, toMs) - Math.max(one.fromMs, fromMs)), 0);
}

/** The first instant by which so much of a block that has as much is worked after `fromMs`. */
function reachedIn({ intervals }: Block, fromMs: number, workedMs: number): number {
  let leftMs = workedMs;
  for (const interval of intervals) {
    const startMs = Math.max(interval.fromMs, fromMs);
    const lengthMs = Math.max(0, interval.toMs - startMs);
    if (lengthMs >= leftMs) return startMs + leftMs;
    leftMs -= lengthMs;
  }
  throw new RangeError("the block has less");
}

function blocksOf(dayOf: (day: number) => readonly Interval[]): (number: number) => Block {
  const blocks = new Map<number, Block>();
  return (number) => {
    let block = blocks.get(number);
    if (block === undefined) {
      const intervals = Array.from({ length: blockDays }, (_, i) => dayOf(number * blockDays + i)).flat();
      block = { intervals, workedMs: intervals.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) };
      blocks.set(number, block);
    }
    return block;
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
  return (day) =>
    hoursOf(day)
      .map(({ fromMinute, toMinute }) => ({
        fromMs: firstShowing(day * dayMs + fromMinute * minuteMs, offsetAt),
        toMs: firstShowing(day * dayMs + toMinute * minuteMs, offsetAt),
      }))
      .filter(({ fromMs, toMs }) => toMs > fromMs);
}

/** Minutes of a local day. */
interface WallSpan {
  readonly fromMinute: number;
  readonly toMinute: number;
}

function hoursByWeekday(calendar: SlaCalendar): (weekday: number) => readonly WallSpan[] {
  const spans = calendar.hours === "always" ? [] : calendar.hours;
  const byWeekday = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    merged(
      spans.filter(({ days }) => days.includes(weekday)).map(({ from, to }) => ({ fromMinute: minuteOf(from), toMinute: minuteOf(to) })),
    ),
  );
  return (weekday) => byWeekday[weekday - 1] ?? [];
}

/** In order, without overlaps and without those that end before they begin. */
function merged(spans: readonly WallSpan[]): readonly WallSpan[] {
  const whole: WallSpan[] = [];
  for (const span of spans.filter(({ fromMinute, toMinute }) => toMinute > fromMinute).toSorted((a, b) => a.fromMinute - b.fromMinute)) {
    const last = whole.at(-1);
    if (last === undefined || span.fromMinute > last.toMinute) whole.push(span);
    else whole[whole.length - 1] = { ...last, toMinute: Math.max(last.toMinute, span.toMinute) };
  }
  return whole;
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
