import type { IncidentLink } from "../../shared/domain/incident/incident.ts";
import { type IntakeItem, type IntakeKey, intakeKeys } from "../../shared/domain/incident/intake.ts";
import type { RecordOf } from "../../shared/domain/kinds.ts";
import type { Json } from "../../shared/kernel/json.ts";
import type { Edit } from "./data-client.ts";
import { patchWithInverse } from "./inverse-edits.ts";

/** Edits of what is known beside an incident's log, and what takes them back. No clock depends on them, so that they are no entries of it. */
export interface HeadEdit {
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

type Head = RecordOf<"incident">;
type ListField = "intake" | "links" | "watcherIds";

/** Order in which a press goes through the states of an item. */
const intakeSteps = ["missing", "asked", "received", "not_needed"] as const satisfies readonly IntakeItem["state"][];

export function nextIntakeState(state: IntakeItem["state"]): IntakeItem["state"] {
  return intakeSteps[(intakeSteps.indexOf(state) + 1) % intakeSteps.length] ?? "missing";
}

/** The checklist of an incident that has none: everything is missing. */
export function beginIntake(incident: Head): HeadEdit {
  return changed(
    incident,
    "intake",
    intakeKeys.map((key): IntakeItem => ({ key, state: "missing", note: "", at: null })),
  );
}

export function stepIntake(incident: Head, key: IntakeKey, atMs: number): HeadEdit {
  const at = new Date(atMs).toISOString();
  return changed(
    incident,
    "intake",
    (incident.intake ?? []).map((item) => (item.key === key ? { ...item, state: nextIntakeState(item.state), at } : item)),
  );
}

/** A link that is there already is not added again. */
export function addLink(incident: Head, link: IncidentLink): HeadEdit {
  const links = incident.links ?? [];
  return changed(incident, "links", links.some((other) => sameTarget(other, link)) ? links : [...links, link]);
}

export function removeLink(incident: Head, link: IncidentLink): HeadEdit {
  return changed(
    incident,
    "links",
    (incident.links ?? []).filter((other) => !sameTarget(other, link)),
  );
}

export function watchIncident(incident: Head, userId: string, watches: boolean): HeadEdit {
  const others = (incident.watcherIds ?? []).filter((id) => id !== userId);
  return changed(incident, "watcherIds", watches ? [...others, userId] : others);
}

function sameTarget(a: IncidentLink, b: IncidentLink): boolean {
  return a.type === b.type && a.ref === b.ref;
}

/** A list that the record does not have yet is given back as an empty one: absent cannot be written. */
function changed(incident: Head, field: ListField, list: readonly Json[] | readonly IntakeItem[] | readonly IncidentLink[]): HeadEdit {
  const { edit, inverse } = patchWithInverse("incident", incident, { [field]: list });
  const back: Edit = inverse.op === "patch" ? { ...inverse, fields: { [field]: inverse.fields[field] ?? [] } } : inverse;
  return { edits: [edit], inverses: [back] };
}
