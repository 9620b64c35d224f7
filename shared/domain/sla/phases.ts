import type { IncidentEvent } from "../incident/incident-event.ts";
import type { IncidentHistory } from "../incident/incident-history.ts";
import { type IncidentState, isOpen, type Severity } from "../incident/incident.ts";

/** A stretch of the log in which neither state nor severity changed: all that clocks look at. */
export interface Phase {
  readonly fromMs: number;
  /** null = it lasts. */
  readonly toMs: number | null;
  readonly state: IncidentState;
  readonly severity: Severity;
  /** The entry that began it. */
  readonly event: IncidentEvent;
}

/** Without gaps, the last one lasts. Entries that change neither leave no trace here. */
export function phasesOf(history: IncidentHistory): readonly Phase[] {
  const starts = history.segments.filter((segment, i) => {
    const before = history.segments[i - 1];
    return before === undefined || before.state !== segment.state || before.severity !== segment.severity;
  });
  return starts.map(({ fromMs, state, severity, event }, i) => ({
    fromMs,
    toMs: starts[i + 1]?.fromMs ?? null,
    state,
    severity,
    event,
  }));
}

/** Where the incident goes from open to over. */
export function endings(phases: readonly Phase[]): readonly Phase[] {
  return phases.filter((phase, i) => !isOpen(phase.state) && (i === 0 || isOpen(phases[i - 1]?.state ?? "closed")));
}

/** Where it goes from over back to open. */
export function reopenings(phases: readonly Phase[]): readonly Phase[] {
  return phases.filter((phase, i) => i > 0 && isOpen(phase.state) && !isOpen(phases[i - 1]?.state ?? "new"));
}
