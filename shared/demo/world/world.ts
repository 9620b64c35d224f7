import { holidaysOf } from "../../domain/calendar/holidays-of.ts";
import type { Holiday } from "../../domain/calendar/holiday.ts";
import { addDays, dayOfMs, dayStartMs } from "../../domain/calendar/day.ts";
import { offsetReader } from "../../kernel/zone-offset.ts";
import { localClock, type LocalClock } from "../series/local-clock.ts";
import { usageDays } from "../size.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Clocks and calendars of the span that is generated; kept, because thousands of series share a few zones. */
export interface World {
  readonly endMs: number;
  /** First hour of a full history. */
  readonly startMs: number;
  readonly hours: number;
  clock(timeZone: string): LocalClock;
  /** Holidays by local day, from the start of the history until 60 days ahead. */
  holidays(country: string): ReadonlyMap<string, Holiday>;
  /** Instant of a local wall-clock hour (may be 24 or more, or a fraction) of a day. */
  at(timeZone: string, day: string, hour: number): number;
  /** Local day of an instant. */
  dayAt(timeZone: string, ms: number): string;
}

export function createWorld(endMs: number): World {
  const startMs = endMs - usageDays * dayMs;
  const hours = usageDays * 24;
  const clocks = new Map<string, LocalClock>();
  const offsets = new Map<string, (ms: number) => number>();
  const calendars = new Map<string, ReadonlyMap<string, Holiday>>();
  const offset = (timeZone: string) => remember(offsets, timeZone, () => offsetReader(timeZone));
  return {
    endMs,
    startMs,
    hours,
    clock: (timeZone) => remember(clocks, timeZone, () => localClock(timeZone, startMs, hours)),
    holidays: (country) =>
      remember(calendars, country, () => {
        const days = new Map<string, Holiday>();
        for (const holiday of holidaysOf(country, addDays(dayOfMs(startMs), -2), addDays(dayOfMs(endMs), 60)))
          if (!days.has(holiday.date)) days.set(holiday.date, holiday);
        return days;
      }),
    at: (timeZone, day, hour) => {
      const wall = dayStartMs(day) + hour * hourMs;
      return wall - offset(timeZone)(wall);
    },
    dayAt: (timeZone, ms) => dayOfMs(ms + offset(timeZone)(ms)),
  };
}

function remember<K, V>(store: Map<K, V>, key: K, make: () => V): V {
  let value = store.get(key);
  if (value === undefined) {
    value = make();
    store.set(key, value);
  }
  return value;
}
