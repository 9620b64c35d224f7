import type { IncidentAlarm } from "../data/queries/promise-alarms.ts";

/** The promise that runs out next, of any clock of any incident: one that is broken is on the screen and waits for nothing. null = none is ahead. */
export function nextPromise(alarms: readonly IncidentAlarm[], nowMs: number): IncidentAlarm | null {
  return alarms.reduce<IncidentAlarm | null>(
    (first, alarm) => (alarm.dueMs > nowMs && (first === null || alarm.dueMs < first.dueMs) ? alarm : first),
    null,
  );
}
