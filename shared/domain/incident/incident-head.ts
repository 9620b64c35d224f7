import type { IncidentEvent } from "./incident-event.ts";
import { orderEvents } from "./incident-history.ts";
import type { Incident } from "./incident.ts";

/** What an incident is now, as far as its log says it. */
export const headFields = ["state", "severity", "holderGroup", "holderName", "resolvedAt", "closedAt"] as const;
export type IncidentHead = Pick<Incident, (typeof headFields)[number]>;

/**
 * What the log says that the incident is now: state, severity and holder of its last entry; since when it is over (and closed) without a break.
 * An incident's head always says the same, whichever laptop's entry came first. null = the log is empty.
 * `head`: what stands there. What a source system's row brought keeps the instants that the source gives; an entry made here gives its own.
 */
export function headOfLog(log: readonly IncidentEvent[], head: Pick<IncidentHead, "resolvedAt" | "closedAt"> | null): IncidentHead | null {
  const events = orderEvents(log);
  const last = events.at(-1);
  if (last === undefined) return null;
  const { state, severity, holderGroup, holderName } = last;
  const over = state === "resolved" || state === "closed";
  const since = (holds: (event: IncidentEvent) => boolean, given: string | null | undefined): string | null => {
    const first = events[events.findLastIndex((event) => !holds(event)) + 1];
    if (first === undefined) return null;
    return first.source === null ? first.at : (given ?? first.at);
  };
  return {
    state,
    severity,
    holderGroup,
    holderName,
    resolvedAt: over ? since((event) => event.state === "resolved" || event.state === "closed", head?.resolvedAt) : null,
    closedAt: state === "closed" ? since((event) => event.state === "closed", head?.closedAt) : null,
  };
}
