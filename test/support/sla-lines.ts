import type { SlaClock, SlaReading } from "../../shared/domain/sla/sla-reading.ts";

/** An instant to the minute, as a test writes it: `03-02 09:30`; `-` = null. */
export function minute(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? "-" : new Date(ms).toISOString().slice(5, 16).replace("T", " ");
}

/** `clock cycle: state, due, used/target in minutes`. */
export function clockLine({ clock, cycle, state, dueMs, elapsedMs, targetMs }: SlaClock): string {
  return `${clock} ${cycle}: ${state}, due ${minute(dueMs)}, ${elapsedMs / 60_000}/${targetMs / 60_000}`;
}

/** The clocks of a kind, or all of them, in the order of the reading. */
export function clockLines(reading: SlaReading, clock?: SlaClock["clock"]): readonly string[] {
  return reading.clocks.filter((one) => clock === undefined || one.clock === clock).map(clockLine);
}
