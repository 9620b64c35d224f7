import type { ClockKind } from "./clock-kinds.ts";

/** Id of the entry that says that a rung was taken: there can be one only, whoever comes to write it, however often. */
export function escalationEventId(incidentId: string, clock: ClockKind, cycle: number, index: number): string {
  return `iev_${incidentId.replace(/^inc_/, "")}_esc_${clock}_${String(cycle)}_${String(index)}`;
}
