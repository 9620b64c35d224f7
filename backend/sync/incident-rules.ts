import { incidentChangeFault } from "../../shared/domain/incident/incident-changes.ts";
import type { IncidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { headFields, headOfLog } from "../../shared/domain/incident/incident-head.ts";
import type { Incident } from "../../shared/domain/incident/incident.ts";
import { laptopEventFault } from "../../shared/domain/incident/laptop-event.ts";
import { laptopIncidentFault } from "../../shared/domain/incident/laptop-incident.ts";
import type { Kind } from "../../shared/domain/kinds.ts";
import { postmortemFault } from "../../shared/domain/postmortem/postmortem-fault.ts";
import type { Postmortem } from "../../shared/domain/postmortem/postmortem.ts";
import { slaPolicyId } from "../../shared/domain/sla/sla-policy.ts";
import type { Json, JsonObject } from "../../shared/kernel/json.ts";
import { jsonEqual } from "../../shared/sync/json-equal.ts";
import type { MergeResult } from "../../shared/sync/merge.ts";
import type { Principal } from "../auth/principal.ts";
import type { WorkingRecord, WorkingSet } from "./working-set.ts";
import type { Refused } from "./write-rules.ts";

/** Whether a laptop may open this incident, write this line of its log, or write what belongs to it; `incident` is that one. null = yes. */
export function refuseIncidentPart(
  { principal, nowMs }: { readonly principal: Principal; readonly nowMs: number },
  kind: Kind,
  doc: JsonObject,
  incident: JsonObject | null,
): Refused | null {
  switch (kind) {
    case "incident": {
      const fault = laptopIncidentFault(doc);
      return fault === null ? linkFault(doc) : notAllowed(`incident: ${fault} cannot be so in one that is opened here`);
    }
    case "incidentEvent": {
      const fault = laptopEventFault(doc, incident, { userName: principal.name, nowMs });
      return fault === null ? null : notAllowed(`incidentEvent: ${fault} cannot be so in a line that is written here`);
    }
    case "postmortem":
    case "articleUse":
      if (incident === null) return notAllowed(`${kind}: incidentId names no incident`);
      return incident["accountId"] === doc["accountId"] ? null : notAllowed(`${kind}: accountId is not the incident's`);
    default:
      return null;
  }
}

function linkFault({ links }: JsonObject): Refused | null {
  return links !== undefined && incidentChangeFault({ links }) !== null
    ? notAllowed("incident: links lead elsewhere than to a page")
    : null;
}

/** Whether a laptop may set these fields of an incident. null = yes. */
export function refuseIncidentChange(
  kind: Kind,
  before: JsonObject,
  fields: Readonly<Record<string, { readonly new: Json }>>,
): Refused | null {
  if (kind !== "incident") return null;
  const values = Object.entries(fields).map(([name, change]) => [name, change.new] as const);
  // What is brought back comes whole; what it does not change is not held against it.
  const touched = values.some(([name, value]) => !jsonEqual(value, before[name]));
  const fault = touched ? incidentChangeFault(Object.fromEntries(values)) : null;
  return fault === null ? null : notAllowed(`incident: ${fault.slice(0, 60)} cannot be changed in this way`);
}

/** Whether a postmortem may become this; `before` null = it is new. null = yes. */
export function refusePostmortem(kind: Kind, before: JsonObject | null, after: JsonObject): Refused | null {
  if (kind !== "postmortem") return null;
  const fault = postmortemFault(before as Postmortem | null, after as unknown as Postmortem);
  return fault === null ? null : notAllowed(`postmortem: ${fault} cannot be so`);
}

/** Whether this version follows the others of its name or key: who writes one that a colleague has written meanwhile is told. null = yes. */
export function refuseVersion(kind: Kind, doc: JsonObject, others: readonly WorkingRecord[]): Refused | null {
  if (kind !== "slaPolicy" && kind !== "article") return null;
  const by = kind === "slaPolicy" ? "name" : "key";
  const { name, version } = doc;
  if (typeof version !== "number") return null;
  if (kind === "slaPolicy" && typeof name === "string" && doc["id"] !== slaPolicyId(name, version))
    return notAllowed("slaPolicy: id is that of another version");
  const highest = others.reduce((max, { doc: other }) => (other[by] === doc[by] ? Math.max(max, Number(other["version"])) : max), 0);
  // A contract can name a version that was never recorded here: the first one recorded may be any.
  const follows = highest === 0 || (kind === "slaPolicy" ? version === highest + 1 : version > highest);
  return follows ? null : notAllowed(`${kind}: version does not follow the last one`);
}

function notAllowed(message: string): Refused {
  return { code: "not-allowed", message };
}

/**
 * The log is the truth of what an incident is: what it says is put into the head in the transaction of the entry, whichever laptop's entry or
 * head arrived last. A log that was only imported leaves the head as its source says it.
 */
export function settleHead(set: WorkingSet, { incidentId }: JsonObject): void {
  const incident = typeof incidentId === "string" ? set.get("incident", incidentId) : undefined;
  if (incident === undefined || incident.deleted) return;
  const settled = withHead(set, incident, incident.doc);
  const changed = headFields.filter((field) => !jsonEqual(settled[field], incident.doc[field]));
  if (changed.length === 0) return;
  for (const field of changed) incident.written.add(field);
  incident.doc = settled;
  incident.changed = true;
}

/**
 * What becomes of an edit of an incident's head: the fields that the log says are the log's, whatever the edit says. What an edit would lose of
 * them is no conflict: it stands in the log.
 */
export function withSettledHead(set: WorkingSet, stored: WorkingRecord, merged: MergeResult): MergeResult {
  if (stored.kind !== "incident" || set.logOf(stored.id).length === 0) return merged;
  const settled = withHead(set, stored, { ...merged.doc, ...pick(stored.doc) });
  return {
    doc: jsonEqual(settled, stored.doc) ? stored.doc : settled,
    lost: merged.lost.filter(({ field }) => !field.split("+").some((name) => (headFields as readonly string[]).includes(name))),
  };
}

function withHead(set: WorkingSet, { id, doc: stored }: WorkingRecord, doc: JsonObject): JsonObject {
  const log = set.logOf(id) as unknown as readonly IncidentEvent[];
  const head = log.some(({ source }) => source === null) ? headOfLog(log, stored as Pick<Incident, "resolvedAt" | "closedAt">) : null;
  return head === null ? doc : { ...doc, ...head };
}

function pick(doc: JsonObject): JsonObject {
  return Object.fromEntries(headFields.flatMap((field) => (doc[field] === undefined ? [] : [[field, doc[field]]])));
}
