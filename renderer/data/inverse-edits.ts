import type { Kind, RecordOf } from "../../shared/domain/kinds.ts";
import type { Json } from "../../shared/kernel/json.ts";
import type { Edit } from "./data-client.ts";

/** A patch and the one that takes it back, from the record as the user saw it when he began. Fields that do not change are left out of both. */
export function patchWithInverse<K extends Kind>(
  kind: K,
  record: RecordOf<K>,
  fields: Readonly<Record<string, Json>>,
): { readonly edit: Edit; readonly inverse: Edit } {
  const shown: Readonly<Record<string, unknown>> = record;
  const before = Object.fromEntries(Object.keys(fields).map((name) => [name, (shown[name] ?? null) as Json]));
  const seen = Object.fromEntries(Object.entries(before).filter(([name]) => shown[name] !== undefined));
  return {
    edit: { op: "patch", kind, id: record.id, fields, seen },
    inverse: { op: "patch", kind, id: record.id, fields: before },
  };
}

/** The fields of a record as a create needs them: without what the store adds. */
export function fieldsOf<K extends Kind>(record: RecordOf<K>): Readonly<Record<string, Json>> {
  const { id: _id, rev: _rev, ...fields } = record as Readonly<Record<string, unknown>>;
  return fields as Readonly<Record<string, Json>>;
}

/** A deletion and what brings the record back, under its id. */
export function deleteWithInverse<K extends Kind>(kind: K, record: RecordOf<K>): { readonly edit: Edit; readonly inverse: Edit } {
  return {
    edit: { op: "delete", kind, id: record.id },
    inverse: { op: "create", kind, id: record.id, fields: fieldsOf(record), resurrect: true },
  };
}
