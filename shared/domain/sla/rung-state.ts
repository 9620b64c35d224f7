import type { RungReading } from "./sla-reading.ts";

/**
 * Where a rung of the ladder stands. `taken` it is recorded; `due` its instant has passed and the backend has not said so yet, which a laptop without a
 * network knows too; `ahead` it comes if nothing changes; `not_reached` the clock stopped before, or stands.
 */
export type RungState = "taken" | "due" | "ahead" | "not_reached";

export function rungState({ dueMs, eventId }: Pick<RungReading, "dueMs" | "eventId">, nowMs: number): RungState {
  if (eventId !== null) return "taken";
  if (dueMs === null) return "not_reached";
  return dueMs <= nowMs ? "due" : "ahead";
}
