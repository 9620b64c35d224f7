import { idPattern } from "../../kernel/ids.ts";
import type { IncidentEvent } from "./incident-event.ts";
import type { Incident } from "./incident.ts";

/** Ids of incidents that were opened on a laptop: time and randomness, as `newId` makes them. */
const laptopId = /^inc_[0-9a-z]{21}$/;

/** The number of an incident that was opened on a laptop, from its id: unique without asking anybody, e.g. `L-7K2MX04QWZ`. */
export function laptopIncidentNumber(id: string): string {
  return `L-${id.slice(-10).toUpperCase()}`;
}

/** Id of the first line of its log: there can be one only. */
export function openedEventId(incidentId: string): string {
  return `iev_${incidentId.slice(4)}_opened`;
}

/** Why a laptop may not open this incident, by the field at fault; null = it may. An incident is opened as one that nobody has worked on. */
export function laptopIncidentFault(doc: Readonly<Partial<Record<keyof Incident, unknown>>>): keyof Incident | null {
  const { id, number } = doc;
  if (typeof id !== "string" || !idPattern.test(id) || !laptopId.test(id)) return "id";
  if (number !== laptopIncidentNumber(id)) return "number";
  if (typeof doc.accountId !== "string") return "accountId";
  if (doc.state !== "new") return "state";
  const empty = (["resolvedAt", "closedAt", "sourceMadeSla"] as const).find((field) => doc[field] !== null);
  return empty ?? null;
}

/** Why a laptop may not write this line of a log; null = it may: the first line of an incident opened on a laptop, signed by who opens it. */
export function openedEventFault(
  doc: Readonly<Partial<Record<keyof IncidentEvent, unknown>>>,
  incident: Readonly<Record<string, unknown>> | null,
  userName: string,
): keyof IncidentEvent | null {
  const { incidentId } = doc;
  if (typeof incidentId !== "string" || !laptopId.test(incidentId) || incident === null) return "incidentId";
  if (doc.id !== openedEventId(incidentId)) return "id";
  if (doc.accountId !== incident["accountId"]) return "accountId";
  if (doc.actor !== userName) return "actor";
  if (doc.type !== "opened") return "type";
  if (doc.ordinal !== 0) return "ordinal";
  const differs = (["state", "severity", "holderGroup", "holderName"] as const).find((field) => doc[field] !== incident[field]);
  if (differs !== undefined) return differs;
  if (doc.at !== incident["openedAt"]) return "at";
  return doc.source === null ? null : "source";
}
