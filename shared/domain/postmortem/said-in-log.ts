import type { IncidentEvent } from "../incident/incident-event.ts";
import { roleOfGroup } from "./people-roles.ts";
import { stripLead } from "./strip-lead.ts";

/** A sentence of the log and the entry that it stands in. */
export interface SaidInLog {
  readonly text: string;
  readonly eventId: string;
}

export interface LogFindings {
  readonly cause: SaidInLog | null;
  readonly workaround: SaidInLog | null;
  readonly fix: SaidInLog | null;
}

const workaroundWords = /临时方案|绕过|规避|降级|workaround|work around|mitigat/i;

function said(event: IncidentEvent | undefined): SaidInLog | null {
  const text = event === undefined ? "" : stripLead(event.text);
  return event === undefined || text === "" ? null : { text, eventId: event.id };
}

/**
 * What the log says of cause, workaround and fix: the cause is the last thing that was said when it came to research or an architect (else to the
 * experts), the workaround the last one given (else told), the fix what it was resolved with.
 */
export function findingsOf(events: readonly IncidentEvent[]): LogFindings {
  const takenOver = (roles: readonly string[]): IncidentEvent | undefined =>
    events.findLast(
      (event, i) =>
        i > 0 &&
        event.text !== "" &&
        (event.type === "assigned" || event.type === "note" || event.type === "updated") &&
        roles.includes(roleOfGroup(event.holderGroup)),
    );
  const given = events.findLast((event) => event.type === "workaround_given" && event.text !== "");
  const told = events.findLast((event) => event.type === "customer_update" && workaroundWords.test(event.text));
  return {
    cause: said(takenOver(["engineering", "architects"]) ?? takenOver(["experts"])),
    workaround: said(given ?? told),
    fix: said(events.findLast((event, i) => event.state === "resolved" && events[i - 1]?.state !== "resolved" && event.text !== "")),
  };
}
