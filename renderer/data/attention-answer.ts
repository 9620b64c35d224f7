import { isKind } from "../../shared/domain/kinds.ts";
import type { Json } from "../../shared/kernel/json.ts";
import { mergeEdit } from "../../shared/sync/merge.ts";
import type { Mutation } from "../../shared/sync/protocol.ts";
import type { Draft } from "./make-mutation.ts";

/**
 * How the user decides over an edit that was refused: make it again on the record as it is now; forget it; make it although it deletes very
 * much; bring the deleted record back with it.
 */
export type AttentionAnswer = "retry" | "discard" | "anyway" | "bring-back";

/** The refused edit with what the backend had of the record. */
export interface RefusedEdit {
  readonly mutation: Mutation;
  readonly server: Readonly<Record<string, Json>> | null;
}

/** The edit that takes the refused one's place; null = none. `storedRev` is the revision that this laptop has of the record, 0 = none. */
export function answeredEdit({ mutation, server }: RefusedEdit, answer: AttentionAnswer, storedRev: number): Draft | null {
  const { mutationId: _old, confirmed: _confirmed, ...draft } = mutation;
  // The refusal may have brought a newer record than the pull.
  const serverRev = server?.["rev"];
  const baseRev = Math.max(storedRev, typeof serverRev === "number" ? serverRev : 0);
  switch (answer) {
    case "discard":
      return null;
    case "retry":
      return { ...draft, baseRev };
    case "anyway":
      return { ...draft, baseRev, ...(draft.op === "delete" ? { confirmed: true as const } : {}) };
    case "bring-back":
      return server === null
        ? { ...draft, baseRev }
        : { ...draft, ...broughtBack(mutation, server), op: "create", baseRev, resurrect: true };
  }
}

/** The record as the backend had it last, with the user's edit merged in: base and new value of every field. */
function broughtBack({ kind, fields }: Mutation, server: Readonly<Record<string, Json>>): Pick<Draft, "fields"> {
  const { id: _id, rev: _rev, ...last } = server;
  // A creation has no base: what it says of a field is what is wanted.
  const edit = Object.fromEntries(
    Object.entries(fields).map(([name, patch]) => [name, { base: patch.base ?? last[name], new: patch.new }]),
  );
  const wanted = isKind(kind) ? mergeEdit(kind, last, edit).doc : last;
  return {
    fields: Object.fromEntries(
      Object.entries(wanted).map(([name, value]) => [name, last[name] === undefined ? { new: value } : { base: last[name], new: value }]),
    ) as Draft["fields"],
  };
}
