import { type IncidentEvent, tellsCustomer } from "./incident-event.ts";
import type { IncidentState, Severity } from "./incident.ts";

/** What an entry of the log changed, beside what it says. */
export type EventChange =
  | { readonly type: "opened" }
  | { readonly type: "state"; readonly to: IncidentState; readonly reopened: boolean }
  | { readonly type: "holder"; readonly toGroup: string | null; readonly toName: string | null }
  | { readonly type: "severity"; readonly from: Severity; readonly to: Severity }
  | { readonly type: "customerUpdate" };

/** Compared with the entry before it (null = the first one). Empty = it only says something. */
export function eventChanges(before: IncidentEvent | null, event: IncidentEvent): readonly EventChange[] {
  const changes: EventChange[] = [];
  if (before === null) changes.push({ type: "opened" });
  else {
    if (before.state !== event.state)
      changes.push({ type: "state", to: event.state, reopened: isOver(before.state) && !isOver(event.state) });
    if (before.severity !== event.severity) changes.push({ type: "severity", from: before.severity, to: event.severity });
    if (before.holderGroup !== event.holderGroup || before.holderName !== event.holderName) {
      changes.push({ type: "holder", toGroup: event.holderGroup, toName: event.holderName });
    }
  }
  if (tellsCustomer(event)) changes.push({ type: "customerUpdate" });
  return changes;
}

function isOver(state: IncidentState): boolean {
  return state === "resolved" || state === "closed";
}
