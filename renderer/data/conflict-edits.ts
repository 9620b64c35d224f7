import type { Conflict } from "../../shared/domain/conflict/conflict.ts";
import { isKind, type Kind } from "../../shared/domain/kinds.ts";
import type { Json } from "../../shared/kernel/json.ts";
import { wholeRecord } from "../../shared/sync/merge.ts";
import type { Edit } from "./data-client.ts";

/**
 * The edits that decide a conflict, and those that take the decision back. `restored` puts the lost value on the record too, all of a coupled
 * group, or brings a deleted record back; a record of a kind that this version does not know is left alone.
 */
export function conflictEdits(
  conflict: Conflict,
  how: "restored" | "dismissed",
): { readonly edits: readonly Edit[]; readonly inverses: readonly Edit[] } {
  const decide = (state: Conflict["state"]): Edit => ({ op: "patch", kind: "conflict", id: conflict.id, fields: { state } });
  const { targetKind } = conflict;
  if (how === "dismissed" || !isKind(targetKind)) return { edits: [decide(how)], inverses: [decide("open")] };
  return {
    edits: [putBack(conflict, targetKind, conflict.lost), decide("restored")],
    inverses: [putBack(conflict, targetKind, conflict.kept), decide("open")],
  };
}

function putBack({ field, targetId: id }: Conflict, kind: Kind, value: Json): Edit {
  if (field !== wholeRecord) return { op: "patch", kind, id, fields: field.includes("+") ? fieldsOf(value) : { [field]: value } };
  if (value === null) return { op: "delete", kind, id };
  const { id: _id, rev: _rev, ...fields } = fieldsOf(value);
  return { op: "create", kind, id, fields, resurrect: true };
}

/** Values of a coupled group or of a whole record, by field. */
function fieldsOf(value: Json): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, Json>>) : {};
}
