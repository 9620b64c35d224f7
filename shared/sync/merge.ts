import { diff3Merge } from "node-diff3";
import { type FieldMerge, type Kind, kinds } from "../domain/kinds.ts";
import type { Json, JsonObject } from "../kernel/json.ts";
import { jsonEqual } from "./json-equal.ts";

/** New and base value of a field, as a mutation carries them. `base` absent = the field was not there. */
export interface FieldChange {
  readonly base?: Json | undefined;
  readonly new: Json;
}

/** A value that gave way to a later one. `field` names one field, or a coupled group joined by `+`: then the values are objects by field. */
export interface LostValue {
  readonly field: string;
  readonly kept: Json;
  readonly lost: Json;
}

export interface MergeResult {
  /** The record as it is after the edit; the same object when nothing changed. */
  readonly doc: JsonObject;
  readonly lost: readonly LostValue[];
}

/** Fields of a conflict over the whole record: somebody deleted what somebody else had changed. */
export const wholeRecord = "*";

/**
 * Merges an edit into a record that may have changed since the edit was made, field by field:
 * a field that is untouched or equal takes the edit; members of a set are added and removed; long text merges by lines; anything else that was
 * changed on both sides takes the later arrival, which is the edit, and the other value is told in `lost`. Fields of a coupled group are taken
 * or kept together: an edit of one carries all that it changes of the group.
 */
export function mergeEdit(kind: Kind, current: JsonObject, edit: Readonly<Record<string, FieldChange>>): MergeResult {
  const { merge, coupled }: { readonly merge: Readonly<Record<string, FieldMerge>>; readonly coupled: readonly (readonly string[])[] } =
    kinds[kind];
  const changes = edited(edit, coupled);
  const next: Record<string, Json> = { ...current };
  const lost: LostValue[] = [];
  const done = new Set<string>();
  for (const group of coupled) {
    const fields = group.filter((field) => Object.hasOwn(changes, field));
    if (fields.length < 2) continue;
    for (const field of fields) done.add(field);
    const clash = fields.some((field) => clashes(valueOf(current, field), changes[field]));
    for (const field of fields) next[field] = changes[field]?.new ?? null;
    if (clash) lost.push({ field: fields.join("+"), kept: pick(next, fields), lost: pick(current, fields) });
  }
  for (const [field, change] of Object.entries(changes)) {
    if (done.has(field)) continue;
    const value = valueOf(current, field);
    if (!clashes(value, change)) {
      setField(next, field, change.new);
      continue;
    }
    const merged = mergeField(merge[field] ?? "last", change.base, value, change.new);
    setField(next, field, merged ?? change.new);
    if (merged === undefined) lost.push({ field, kept: change.new, lost: value ?? null });
  }
  const changed = Object.keys(changes).some((field) => !jsonEqual(valueOf(next, field), valueOf(current, field)));
  return { doc: changed ? next : current, lost };
}

/** Without the fields that the edit leaves as it found them; those of a coupled group count when another of the group is changed. */
function edited(
  edit: Readonly<Record<string, FieldChange>>,
  coupled: readonly (readonly string[])[],
): Readonly<Record<string, FieldChange>> {
  const touched = Object.entries(edit).filter(([, change]) => !jsonEqual(change.base, change.new));
  const names = new Set(touched.map(([field]) => field));
  for (const group of coupled) if (group.some((field) => names.has(field))) for (const field of group) names.add(field);
  return Object.fromEntries(Object.entries(edit).filter(([field]) => names.has(field)));
}

function valueOf(doc: JsonObject, field: string): Json | undefined {
  return Object.hasOwn(doc, field) ? doc[field] : undefined;
}

function setField(doc: Record<string, Json>, field: string, value: Json): void {
  // `__proto__` as a field name must stay a field.
  Object.defineProperty(doc, field, { value, enumerable: true, writable: true, configurable: true });
}

function pick(doc: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [field, valueOf(doc, field) ?? null]));
}

function clashes(current: Json | undefined, change: FieldChange | undefined): boolean {
  return change !== undefined && !jsonEqual(current, change.new) && !jsonEqual(current, change.base);
}

/** undefined = these values cannot be merged. */
function mergeField(merge: FieldMerge, base: Json | undefined, current: Json | undefined, edit: Json): Json | undefined {
  if (merge === "set") return isList(current) && isList(edit) ? mergeSet(isList(base) ? base : [], current, edit) : undefined;
  if (merge === "text")
    return typeof current === "string" && typeof edit === "string"
      ? mergeText(typeof base === "string" ? base : "", current, edit)
      : undefined;
  return undefined;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function includes(list: readonly Json[], value: Json): boolean {
  return list.some((member) => jsonEqual(member, value));
}

/** In the order of the edit, then what the other side added. */
export function mergeSet(base: readonly Json[], current: readonly Json[], edit: readonly Json[]): readonly Json[] {
  const kept = edit.filter((member) => includes(current, member) || !includes(base, member));
  const added = current.filter((member) => !includes(base, member) && !includes(edit, member));
  return [...kept, ...added];
}

/** More lines than a person writes: comparing them would take time that grows with the square. */
const maxLines = 2_000;
const maxText = 20_000;

/** By lines; where both sides changed the same lines both are kept, the stored first. undefined = too long to merge. */
export function mergeText(base: string, current: string, edit: string): string | undefined {
  const [o, a, b] = [base.split("\n"), current.split("\n"), edit.split("\n")] as const;
  if (Math.max(o.length, a.length, b.length) > maxLines) return undefined;
  const lines = diff3Merge(a, o, b, { excludeFalseConflicts: true }).flatMap(
    (part) => part.ok ?? [...(part.conflict?.a ?? []), ...(part.conflict?.b ?? [])],
  );
  const merged = lines.join("\n");
  return merged.length > maxText ? undefined : merged;
}
