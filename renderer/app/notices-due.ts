import type { NextPromise } from "./status-line.tsx";

/** How long before it runs out a promise is told of: half of the shortest reference target (P0, 30 minutes). */
export const noticeLeadMs = 15 * 60_000;

/** Promises that run out within the lead time and have not been told of; one that is over is on the screen, not news. */
export function noticesDue(promises: readonly NextPromise[], told: ReadonlySet<string>, nowMs: number): readonly NextPromise[] {
  return promises.filter(({ incidentId, dueMs }) => dueMs > nowMs && dueMs - nowMs <= noticeLeadMs && !told.has(incidentId));
}
