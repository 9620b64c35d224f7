import { dayOfMs } from "../../domain/calendar/day.ts";
import { dayStartsAtHour } from "./rhythm.ts";

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Every hour of a span on a local clock. */
export interface LocalClock {
  /** Local hour, 0–23. */
  readonly hour: Uint8Array;
  /** Index into `days` of the local day, which begins at 05:00. */
  readonly day: Uint16Array;
  /** Local calendar days, `YYYY-MM-DD`. */
  readonly days: readonly string[];
}

/** The local clock of a zone from an instant on, for a number of hours. */
export function localClock(timeZone: string, startMs: number, hours: number): LocalClock {
  const offset = offsetReader(timeZone);
  const hour = new Uint8Array(hours);
  const day = new Uint16Array(hours);
  const days: string[] = [];
  let first = 0;
  for (let i = 0; i < hours; i += 1) {
    const ms = startMs + i * hourMs;
    const local = ms + offset(ms);
    const dayNumber = Math.floor((local - dayStartsAtHour * hourMs) / dayMs);
    if (i === 0) first = dayNumber;
    hour[i] = Math.floor(local / hourMs) % 24;
    day[i] = dayNumber - first;
    if (days.length <= dayNumber - first) days.push(dayOfMs(dayNumber * dayMs));
  }
  return { hour, day, days };
}

/**
 * Milliseconds by which a zone is ahead of UTC at an instant. Asking the zone is slow: a UTC day whose ends agree has one offset, which is kept; only
 * the two days of a clock change are asked every time.
 */
export function offsetReader(timeZone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const ask = (ms: number) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
    const local = Date.UTC(
      part["year"] ?? 0,
      (part["month"] ?? 1) - 1,
      part["day"] ?? 1,
      part["hour"] ?? 0,
      part["minute"] ?? 0,
      part["second"] ?? 0,
    );
    return local - Math.floor(ms / 1000) * 1000;
  };
  const days = new Map<number, number>();
  return (ms) => {
    const day = Math.floor(ms / dayMs);
    let offset = days.get(day);
    if (offset === undefined) {
      const start = ask(day * dayMs);
      offset = start === ask((day + 1) * dayMs) ? start : Number.NaN;
      days.set(day, offset);
    }
    return Number.isNaN(offset) ? ask(ms) : offset;
  };
}
