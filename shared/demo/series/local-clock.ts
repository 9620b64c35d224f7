import { dayOfMs } from "../../domain/calendar/day.ts";
import { offsetReader } from "../../kernel/zone-offset.ts";
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
