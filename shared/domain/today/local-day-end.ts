import { Temporal } from "temporal-polyfill";

/** First instant after a calendar day in a zone (its next midnight, or the first moment where clocks skip it), UTC ms. An unknown zone counts as UTC. */
export function dayEndMs(day: string, timeZone: string): number {
  const next = Temporal.PlainDate.from(day).add({ days: 1 });
  return startOf(next, timeZone);
}

/** First instant of a calendar day in a zone, UTC ms. An unknown zone counts as UTC. */
export function dayStartMs(day: string, timeZone: string): number {
  return startOf(Temporal.PlainDate.from(day), timeZone);
}

function startOf(day: Temporal.PlainDate, timeZone: string): number {
  try {
    return day.toZonedDateTime(timeZone).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return day.toZonedDateTime("UTC").epochMilliseconds;
    throw error;
  }
}
