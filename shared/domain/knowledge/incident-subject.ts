import type { IncidentEvent } from "../incident/incident-event.ts";
import type { Incident } from "../incident/incident.ts";
import { versionsIn } from "./sdk-range.ts";
import { weightedTerms } from "./weighted-terms.ts";

/** What an incident is about, ready to be compared: its words with their weights and what it reaches. */
export interface IncidentSubject {
  readonly incidentId: string;
  readonly accountId: string | null;
  /** Title, summary and log, as words in common are shown from it. */
  readonly text: string;
  readonly terms: ReadonlyMap<string, number>;
  readonly component: string | null;
  readonly cause: Incident["cause"] | null;
  readonly regions: readonly string[];
  readonly carriers: readonly string[];
  readonly platforms: readonly string[];
  readonly sdkVersions: readonly string[];
}

const titleWeight = 3;
const reportWeight = 2;
const entryWeight = 1;

/** What people do to an incident says nothing of what it is. */
const silentTypes: readonly IncidentEvent["type"][] = ["severity_changed", "response_marked", "escalated"];

/** Versions that the incident names; where it names none, those that its text does. */
export function incidentSubject(incident: Incident, log: readonly IncidentEvent[]): IncidentSubject {
  const told = log.filter((event) => !silentTypes.includes(event.type)).toSorted((a, b) => a.ordinal - b.ordinal);
  const summary = incident.summary ?? "";
  const text = [incident.title, summary, ...told.map((event) => event.text)].filter((line) => line !== "").join("\n");
  const { affected } = incident;
  const named = affected?.sdkVersions ?? [];
  return {
    incidentId: incident.id,
    accountId: incident.accountId,
    text,
    terms: weightedTerms([
      { text: incident.title, weight: titleWeight },
      { text: summary, weight: reportWeight },
      ...told.map((event) => ({ text: event.text, weight: event.type === "opened" ? reportWeight : entryWeight })),
    ]),
    component: incident.component ?? null,
    cause: incident.cause ?? null,
    regions: [...new Set([...(incident.region === null ? [] : [incident.region]), ...(affected?.regions ?? [])])],
    carriers: affected?.carriers ?? [],
    platforms: affected?.platforms ?? [],
    sdkVersions: named.length > 0 ? named : versionsIn(text),
  };
}
