import type { Edit } from "../../data/data-client.ts";
import type { AccountRow } from "../../data/queries/account-rows.ts";

/** Edits and, in the same order, what takes each of them back. */
export interface UndoableEdits {
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

function patches(
  rows: readonly AccountRow[],
  fields: (row: AccountRow) => { readonly before: Fields; readonly after: Fields } | null,
): UndoableEdits {
  const changes = rows.flatMap((row) => {
    const change = fields(row);
    return change === null ? [] : [{ id: row.id, ...change }];
  });
  return {
    edits: changes.map(({ id, after }) => ({ op: "patch", kind: "account", id, fields: after })),
    inverses: changes.map(({ id, before }) => ({ op: "patch", kind: "account", id, fields: before })),
  };
}

type Fields = Extract<Edit, { readonly op: "patch" }>["fields"];

/** Adds a tag to the accounts that have it not. */
export function tagEdits(rows: readonly AccountRow[], tag: string): UndoableEdits {
  return patches(rows, (row) => (row.tags.includes(tag) ? null : { before: { tags: row.tags }, after: { tags: [...row.tags, tag] } }));
}

/** A task for each account, for its owner, or for `fallbackOwnerId` where it has none. */
export function taskEdits(
  rows: readonly AccountRow[],
  task: { readonly title: string; readonly dueOn: string | null },
  fallbackOwnerId: string,
  newTaskId: () => string,
): UndoableEdits {
  const made = rows.map((row) => ({ id: newTaskId(), accountId: row.id, ownerId: row.ownerId ?? fallbackOwnerId }));
  return {
    edits: made.map(({ id, accountId, ownerId }) => ({
      op: "create",
      kind: "task",
      id,
      fields: { accountId, ownerId, title: task.title, dueOn: task.dueOn, state: "open", doneOn: null, playbook: null },
    })),
    inverses: made.map(({ id }) => ({ op: "delete", kind: "task", id })),
  };
}
