import type { Kind } from "../../shared/domain/kinds.ts";
import { mergeEdit } from "../../shared/sync/merge.ts";
import type { Mutation } from "../../shared/sync/protocol.ts";
import type { StoredDoc } from "./stored-doc.ts";

/** The part of a mutation that changes what is shown. */
export type ShownMutation = Pick<Mutation, "kind" | "id" | "op" | "fields">;

/** A stored record with a mutation over it. An edit of a record that is gone shows nothing: it waits for the backend's answer. */
export function withMutation(kind: Kind, stored: StoredDoc | null, mutation: ShownMutation): StoredDoc | null {
  switch (mutation.op) {
    case "delete":
      return null;
    case "create": {
      // Pulled before the acknowledgement was seen: the backend's record is the newer one.
      if (stored !== null) return stored;
      const fields = Object.fromEntries(Object.entries(mutation.fields).map(([name, patch]) => [name, patch.new]));
      return { ...fields, id: mutation.id, rev: 0 };
    }
    case "patch":
      // Merged as the backend will merge it: members that others put into a set stay.
      return stored === null ? null : (mergeEdit(kind, stored, mutation.fields).doc as StoredDoc);
  }
}

/** The edits that are shown over what is stored, in the order in which they were made. */
export class LocalEdits {
  readonly #byRecord = new Map<string, { readonly key: string; readonly mutation: ShownMutation }[]>();
  readonly #recordOf = new Map<string, string>();

  /** `key` names the edit until it goes. */
  add(key: string, mutation: ShownMutation): void {
    const record = recordKey(mutation.kind, mutation.id);
    const edits = this.#byRecord.get(record) ?? [];
    edits.push({ key, mutation });
    this.#byRecord.set(record, edits);
    this.#recordOf.set(key, record);
  }

  remove(key: string): ShownMutation | undefined {
    const record = this.#recordOf.get(key);
    if (record === undefined) return undefined;
    this.#recordOf.delete(key);
    const edits = this.#byRecord.get(record) ?? [];
    const rest = edits.filter((edit) => edit.key !== key);
    if (rest.length === 0) this.#byRecord.delete(record);
    else this.#byRecord.set(record, rest);
    return edits.find((edit) => edit.key === key)?.mutation;
  }

  keys(): readonly string[] {
    return [...this.#recordOf.keys()];
  }

  has(kind: string, id: string): boolean {
    return this.#byRecord.has(recordKey(kind, id));
  }

  overlay(kind: Kind, id: string, stored: StoredDoc | null): StoredDoc | null | undefined {
    const edits = this.#byRecord.get(recordKey(kind, id));
    return edits?.reduce<StoredDoc | null>((shown, { mutation }) => withMutation(kind, shown, mutation), stored);
  }
}

function recordKey(kind: string, id: string): string {
  return `${kind} ${id}`;
}
