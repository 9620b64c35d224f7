import { type FieldMerge, type Kind, kinds } from "../../shared/domain/kinds.ts";
import type { Json, JsonObject } from "../../shared/kernel/json.ts";
import { jsonEqual } from "../../shared/sync/json-equal.ts";
import type { Edit } from "./data-client.ts";

/** A record as it is shown now; null = it is not here. */
export type ShownRecord = (kind: Kind, id: string) => JsonObject | null;

/** What was left as it is, because somebody has changed it since. `field` null = the whole record. */
export interface KeptField {
  readonly kind: Kind;
  readonly id: string;
  readonly field: string | null;
}

export interface UndoPlan {
  readonly edits: readonly Edit[];
  readonly kept: readonly KeptField[];
}

/**
 * Takes `forward` back by `back` without destroying what came after: a field goes back only where it still holds what `forward` put there; sets and long
 * texts are merged; a record that was made goes only if nobody has changed it. `whole` = all or nothing.
 */
export function undoPlan(forward: readonly Edit[], back: readonly Edit[], shown: ShownRecord, whole: boolean): UndoPlan {
  const edits: Edit[] = [];
  const kept: KeptField[] = [];
  for (const edit of back) {
    const now = shown(edit.kind, edit.id);
    const put = fieldsPut(forward, edit);
    if (edit.op === "create") edits.push(now === null ? comingBack(forward, edit) : edit);
    else if (now === null) {
      if (edit.op === "patch") kept.push({ kind: edit.kind, id: edit.id, field: null });
    } else if (edit.op === "delete") {
      const changed = Object.entries(put).some(([field, value]) => !jsonEqual(value, now[field] ?? null));
      if (changed) kept.push({ kind: edit.kind, id: edit.id, field: null });
      else edits.push(edit);
    } else {
      const overwritten = overwrittenFields(edit.kind, Object.keys(edit.fields), put, now);
      kept.push(...overwritten.map((field) => ({ kind: edit.kind, id: edit.id, field })));
      const left = Object.keys(edit.fields).filter((field) => !overwritten.includes(field));
      // What is merged is merged over what `forward` had put, and a change that has not arrived yet is seen as one.
      if (left.length > 0) edits.push({ ...edit, fields: only(edit.fields, left), seen: only(put, left) });
    }
  }
  return whole && kept.length > 0 ? { edits: [], kept } : { edits, kept };
}

/** What the edits put into the record, by field; null = they took it away or it was empty. */
function fieldsPut(forward: readonly Edit[], { kind, id }: Edit): Readonly<Record<string, Json>> {
  const put: Record<string, Json> = {};
  for (const edit of forward) if (edit.kind === kind && edit.id === id && edit.op !== "delete") Object.assign(put, edit.fields);
  return put;
}

function overwrittenFields(kind: Kind, fields: readonly string[], put: Readonly<Record<string, Json>>, now: JsonObject): readonly string[] {
  const { merge, coupled }: { readonly merge: Readonly<Record<string, FieldMerge>>; readonly coupled: readonly (readonly string[])[] } =
    kinds[kind];
  const changed = fields.filter(
    (field) => Object.hasOwn(put, field) && (merge[field] ?? "last") === "last" && !jsonEqual(put[field] ?? null, now[field] ?? null),
  );
  const along = coupled.filter((group) => group.some((field) => changed.includes(field))).flat();
  return fields.filter((field) => changed.includes(field) || along.includes(field));
}

/** A record that was deleted keeps its id: made again it is brought back. */
function comingBack(forward: readonly Edit[], edit: Edit & { readonly op: "create" }): Edit {
  return forward.some((one) => one.op === "delete" && one.kind === edit.kind && one.id === edit.id) ? { ...edit, resurrect: true } : edit;
}

function only(fields: Readonly<Record<string, Json>>, names: readonly string[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(names.filter((name) => Object.hasOwn(fields, name)).map((name) => [name, fields[name] ?? null]));
}

/** Whether doing `forward` again after `back` gives what it gave: every record that it makes or deletes, `back` had deleted or made. */
export function canRepeat(forward: readonly Edit[], back: readonly Edit[]): boolean {
  const reversed = (edit: Edit, op: Edit["op"]): boolean =>
    back.some((other) => other.op === op && other.kind === edit.kind && other.id === edit.id);
  return (
    forward.every((edit) => edit.op !== "create" || reversed(edit, "delete")) &&
    back.every(
      (edit) => edit.op !== "create" || forward.some((other) => other.op === "delete" && other.kind === edit.kind && other.id === edit.id),
    )
  );
}
