import type { HolidayKind, HolidayName } from "../../../shared/domain/calendar/holiday.ts";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import { offsetMinutes } from "../../../shared/i18n/format-time.ts";

const dayMs = 86_400_000;

/** A holiday of one or more days in a row, in the customer's zone. `toMs` is exclusive. */
export interface HolidaySpan {
  readonly name: HolidayName;
  readonly kind: HolidayKind;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Holidays of a country that touch a window, days of one name joined. Make-up working days are ordinary days to a chart and left out. The
 * calendars of the world weigh more than a megabyte: they are loaded when a chart first asks for them, not at the start.
 */
export async function holidaySpans(country: string, timeZone: string, fromMs: number, toMs: number): Promise<readonly HolidaySpan[]> {
  const { holidaysOf } = await import("../../../shared/domain/calendar/holidays-of.ts");
  const spans: HolidaySpan[] = [];
  const last = new Map<string, HolidaySpan>();
  for (const { date, name, kind } of holidaysOf(country, localDay(fromMs, timeZone), localDay(toMs - 1, timeZone))) {
    if (kind === "makeup_workday") continue;
    const begin = localMidnight(date, timeZone);
    const end = localMidnight(new Date(Date.parse(date) + dayMs).toISOString().slice(0, 10), timeZone);
    const before = last.get(name.en);
    const span = before?.toMs === begin ? { ...before, toMs: end } : { name, kind, fromMs: begin, toMs: end };
    if (before?.toMs === begin) spans[spans.indexOf(before)] = span;
    else spans.push(span);
    last.set(name.en, span);
  }
  return spans;
}

/** Instants at which the zone's calendar days begin, from the day that holds `fromMs` to the end of the one that holds the last hour. */
export function dayBounds(timeZone: string, fromMs: number, toMs: number): readonly number[] {
  const bounds: number[] = [];
  let day = localDay(fromMs, timeZone);
  for (;;) {
    const begin = localMidnight(day, timeZone);
    bounds.push(begin);
    if (begin >= toMs) return bounds;
    day = new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
  }
}

/** First instant of a calendar day in a zone; asked twice, because the offset at midnight may not be the one at the first guess. */
function localMidnight(day: string, timeZone: string): number {
  const wallMs = Date.parse(`${day}T00:00:00.000Z`);
  const guess = wallMs - offsetMinutes(wallMs, timeZone) * 60_000;
  return wallMs - offsetMinutes(guess, timeZone) * 60_000;
}
