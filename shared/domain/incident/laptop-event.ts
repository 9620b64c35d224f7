import type { IncidentEvent } from "./incident-event.ts";
import { openedEventFault } from "./laptop-incident.ts";

/** How far a laptop's clock may be ahead of ours: what lies further ahead would be the last word of the log until that time has come. */
export const clockLeadMs = 3_600_000;

type Line = Readonly<Partial<Record<keyof IncidentEvent, unknown>>>;

/** Ids of entries written on a laptop: neither the first line's nor the backend's. */
const lineId = /^iev_(?!.*(?:_opened$|_esc_))/;

/** For whom and when a line is judged. */
export interface LineAuthor {
  readonly userName: string;
  readonly nowMs: number;
}

/**
 * Why a laptop may not write this line of a log, by the field at fault; null = it may. `incident` is the one that the line is of, as the writer
 * sees it or as it stands now. A wait for others and a hand-off say why; `escalated` is the backend's alone; the line is signed by its author.
 */
export function laptopEventFault(
  doc: Line,
  incident: Readonly<Record<string, unknown>> | null,
  { userName, nowMs }: LineAuthor,
): keyof IncidentEvent | null {
  if (doc.type === "opened") return openedEventFault(doc, incident, userName);
  if (doc.type === "escalated") return "type";
  if (incident === null) return "incidentId";
  if (typeof doc.id !== "string" || !lineId.test(doc.id)) return "id";
  if (doc.accountId !== incident["accountId"]) return "accountId";
  if (doc.actor !== userName) return "actor";
  if (doc.source !== null) return "source";
  return timeFault(doc, incident, nowMs) ?? stateFault(doc) ?? markFault(doc) ?? (needsReason(doc) && isBlank(doc.text) ? "text" : null);
}

/** What is written before the opening, or far ahead of now, would be the first or the last word of the log. */
function timeFault({ at, promise }: Line, incident: Readonly<Record<string, unknown>>, nowMs: number): keyof IncidentEvent | null {
  const atMs = typeof at === "string" ? Date.parse(at) : Number.NaN;
  if (!(atMs <= nowMs + clockLeadMs)) return "at";
  if (typeof incident["openedAt"] === "string" && atMs < Date.parse(incident["openedAt"])) return "at";
  const due = (promise as IncidentEvent["promise"])?.dueAt;
  return due !== undefined && !(Date.parse(due) > atMs) ? "promise" : null;
}

function stateFault({ type, state, holderGroup, holderName }: Line): keyof IncidentEvent | null {
  // Work that has begun does not become work that nobody has begun.
  if (type === "state_changed" && state === "new") return "state";
  if (holderGroup === "") return "holderGroup";
  return holderName === "" ? "holderName" : null;
}

function markFault({ type, marksId, effective, rung, id }: Line): keyof IncidentEvent | null {
  if (rung != null) return "rung";
  if (type !== "response_marked") return marksId == null ? null : "marksId";
  if (typeof marksId !== "string" || marksId === id) return "marksId";
  return typeof effective === "boolean" ? null : "effective";
}

/**
 * Whether the line must say why: it has others wait, or hands the incident over. By the line alone: whether it stands does not depend on what
 * colleagues wrote meanwhile.
 */
export function needsReason({ type, state }: { readonly type?: unknown; readonly state?: unknown }): boolean {
  if (type === "assigned") return true;
  return (type === "state_changed" || type === "updated") && typeof state === "string" && state.startsWith("awaiting_");
}

function isBlank(text: unknown): boolean {
  return typeof text !== "string" || text.trim() === "";
}
