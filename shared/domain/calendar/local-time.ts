import { offsetReader } from "../../kernel/zone-offset.ts";
import { dayOfMs, dayStartMs } from "./day.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Milliseconds by which a zone is ahead of UTC at an instant; an unknown zone counts as UTC. */
export function zoneOffsetMs(timeZone: string, ms: number): number {
  return offsetReader(timeZone)(ms);
}

/** Calendar day (`YYYY-MM-DD`) of an instant in a zone. */
export function localDayOf(ms: number, timeZone: string): string {
  return dayOfMs(ms + zoneOffsetMs(timeZone, ms));
}

/**
 * Instant (UTC ms) at which a zone's clocks show so many minutes after midnight of a day. Where they show it twice the first, where they skip it
 * the moment as far behind the change as it would have been (`compatible` in RFC 5545 and Temporal). 1440 minutes are the next midnight.
 */
export function localInstant(day: string, minute: number, timeZone: string): number {
  const wall = dayStartMs(day) + minute * minuteMs;
  const before = zoneOffsetMs(timeZone, wall - dayMs);
  const first = wall - before;
  if (zoneOffsetMs(timeZone, first) === before) return first;
  const after = zoneOffsetMs(timeZone, first);
  return zoneOffsetMs(timeZone, wall - after) === after ? wall - after : first;
}
