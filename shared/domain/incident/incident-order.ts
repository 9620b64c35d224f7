import { severities, type Severity } from "./incident.ts";
import type { Turn } from "./turn.ts";

/** What the order of open incidents is made from. */
export interface IncidentOrderKey {
  readonly incidentId: string;
  readonly severity: Severity;
  readonly turn: Turn;
  /** Reference target of a first response not given yet; null = given, or not known. */
  readonly responseDueMs: number | null;
  readonly turnSinceMs: number;
}

const turnRank: Readonly<Record<Turn, number>> = { us: 0, problem: 1, vendor: 2, customer: 3, none: 4 };

/**
 * Open before ended; then the reference promise that runs out first (no first response yet, by its due time); then by whose turn it is (ours,
 * problem management, vendor, customer), severity, and how long it has been that turn, longest first. Ended ones: latest first.
 */
export function compareIncidents(a: IncidentOrderKey, b: IncidentOrderKey): number {
  const aEnded = a.turn === "none";
  const bEnded = b.turn === "none";
  if (aEnded !== bEnded) return aEnded ? 1 : -1;
  if (aEnded) return b.turnSinceMs - a.turnSinceMs || byId(a, b);
  if (a.responseDueMs !== null || b.responseDueMs !== null) {
    if (a.responseDueMs === null) return 1;
    if (b.responseDueMs === null) return -1;
    if (a.responseDueMs !== b.responseDueMs) return a.responseDueMs - b.responseDueMs;
  }
  return (
    turnRank[a.turn] - turnRank[b.turn] ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    a.turnSinceMs - b.turnSinceMs ||
    byId(a, b)
  );
}

function byId(a: IncidentOrderKey, b: IncidentOrderKey): number {
  return a.incidentId < b.incidentId ? -1 : a.incidentId > b.incidentId ? 1 : 0;
}
