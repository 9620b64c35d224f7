import { severities, type Severity } from "./incident.ts";
import type { Turn } from "./turn.ts";

/** What the order of open incidents is made from. */
export interface IncidentOrderKey {
  readonly incidentId: string;
  readonly severity: Severity;
  readonly turn: Turn;
  /** The promise that runs out next: see sla/next-promise.ts; null = nothing is promised, or its log is not here. */
  readonly promise: { readonly dueMs: number | null; readonly paused: boolean } | null;
  readonly turnSinceMs: number;
}

const turnRank: Readonly<Record<Turn, number>> = { us: 0, problem: 1, vendor: 2, customer: 3, none: 4 };

/**
 * Open before ended; then by the promise that runs out first, so that what broke longest ago leads; then those whose promises stand, then those
 * without one; within each by whose turn it is (ours, problem management, vendor, customer), severity, and how long it has been that turn,
 * longest first. Time alone never changes the order. Ended ones: latest first.
 */
export function compareIncidents(a: IncidentOrderKey, b: IncidentOrderKey): number {
  const aEnded = a.turn === "none";
  const bEnded = b.turn === "none";
  if (aEnded !== bEnded) return aEnded ? 1 : -1;
  if (aEnded) return b.turnSinceMs - a.turnSinceMs || byId(a, b);
  return (
    standing(a) - standing(b) ||
    (dueMs(a) ?? 0) - (dueMs(b) ?? 0) ||
    turnRank[a.turn] - turnRank[b.turn] ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    a.turnSinceMs - b.turnSinceMs ||
    byId(a, b)
  );
}

/** 0 = a clock goes, 1 = its clocks stand, 2 = nothing is promised. */
function standing(key: IncidentOrderKey): number {
  if (key.promise === null) return 2;
  return dueMs(key) === null ? 1 : 0;
}

function dueMs({ promise }: IncidentOrderKey): number | null {
  return promise === null || promise.paused ? null : promise.dueMs;
}

function byId(a: IncidentOrderKey, b: IncidentOrderKey): number {
  return a.incidentId < b.incidentId ? -1 : a.incidentId > b.incidentId ? 1 : 0;
}
