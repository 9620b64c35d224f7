import { isKind, kinds } from "../../shared/domain/kinds.ts";
import type { Json } from "../../shared/kernel/json.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { Mutation } from "../../shared/sync/protocol.ts";
import type { Edit, EditError } from "./data-client.ts";
import { equalData } from "./share-structure.ts";
import type { StoredDoc } from "./stored-doc.ts";

/** A mutation before the outbox gave it its number. */
export type Draft = Omit<Mutation, "mutationId">;

/**
 * What the outbox keeps of an edit: base values from what the screen showed, the revision from what the backend has. null = the edit changes
 * nothing. `shown` and `stored` are the record with and without earlier edits.
 */
export function makeMutation(
  edit: Edit,
  shown: StoredDoc | undefined,
  stored: StoredDoc | undefined,
  nowMs: number,
): Result<Draft | null, EditError> {
  if (!isKind(edit.kind)) return err({ code: "invalid", message: "unknown kind" });
  const definition = kinds[edit.kind];
  if (definition.clientWrites === "none" || (definition.clientWrites === "append" && edit.op !== "create")) {
    return err({ code: "not-allowed", message: `a ${edit.kind} cannot be changed here` });
  }
  const draft = { at: new Date(nowMs).toISOString(), kind: edit.kind, id: edit.id, op: edit.op, baseRev: stored?.rev ?? 0 };
  if (edit.op === "create") {
    if (edit.resurrect === true && shown !== undefined) return ok(null);
    const sound = definition.schema.safeParse({ ...edit.fields, id: edit.id });
    if (!sound.success || shown !== undefined)
      return err({ code: "invalid", message: shown === undefined ? issueOf(sound.error?.issues) : "the record exists" });
    const fields = Object.fromEntries(
      Object.entries(edit.fields)
        .filter(([name]) => name !== "id")
        // What comes back is what the user saw: where the backend has something newer, that stays.
        .map(([name, value]) => [name, edit.resurrect === true ? { base: value, new: value } : { new: value }]),
    );
    return ok({ ...draft, fields, ...(edit.resurrect === true ? { resurrect: true } : {}) } as Draft);
  }
  if (shown === undefined) return err({ code: "not-found", message: "the record is gone" });
  if (edit.op === "delete") return ok({ ...draft, fields: {} });
  const changed = withCoupled(
    definition.coupled,
    Object.entries(edit.fields).filter(([name, value]) => !equalData(shown[name], value)),
    shown,
  );
  if (changed.length === 0) return ok(null);
  const sound = definition.schema.safeParse({ ...shown, ...Object.fromEntries(changed) });
  if (!sound.success) return err({ code: "invalid", message: issueOf(sound.error.issues) });
  const seen: Readonly<Record<string, unknown>> = { ...shown, ...edit.seen };
  const fields = Object.fromEntries(
    changed.map(([name, value]) => [name, seen[name] === undefined ? { new: value } : { base: seen[name], new: value }]),
  );
  return ok({ ...draft, fields } as Draft);
}

/** Coupled fields travel together: one that stayed goes along with its present value. */
function withCoupled(
  coupled: readonly (readonly string[])[],
  changed: readonly (readonly [string, Json])[],
  shown: StoredDoc,
): readonly (readonly [string, Json])[] {
  const names = new Set(changed.map(([name]) => name));
  const along = coupled
    .filter((group) => group.some((name) => names.has(name)))
    .flat()
    .filter((name) => !names.has(name));
  return [...changed, ...[...new Set(along)].flatMap((name) => (shown[name] === undefined ? [] : [[name, shown[name]] as const]))];
}

function issueOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] | undefined): string {
  const [issue] = issues ?? [];
  return issue === undefined ? "not valid" : `${issue.path.map(String).join(".")}: ${issue.message}`;
}
