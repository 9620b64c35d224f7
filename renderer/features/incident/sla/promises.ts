import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";

/** Something that the customer was promised and has not got yet. */
export interface OpenPromise {
  readonly eventId: string;
  readonly what: string;
  readonly dueMs: number;
  /** Who promised it; null = the entry is not signed. */
  readonly by: string | null;
  readonly late: boolean;
}

/**
 * Promises ahead, soonest first; one whose time has passed stays until the customer is told something again. `events` in the order of the log.
 */
export function openPromises(events: readonly IncidentEvent[], nowMs: number): readonly OpenPromise[] {
  const told = events.filter(({ type }) => type === "customer_update").map(({ at }) => Date.parse(at));
  return events
    .flatMap(({ id, at, promise, actor }): readonly OpenPromise[] => {
      if (promise === undefined || promise === null) return [];
      const dueMs = Date.parse(promise.dueAt);
      const late = dueMs <= nowMs;
      if (late && told.some((ms) => ms > Date.parse(at))) return [];
      return [{ eventId: id, what: promise.what, dueMs, by: actor, late }];
    })
    .toSorted((a, b) => a.dueMs - b.dueMs);
}
