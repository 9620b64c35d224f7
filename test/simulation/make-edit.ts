import { conflictEdits } from "../../renderer/data/conflict-edits.ts";
import type { AttentionItem, Edit } from "../../renderer/data/data-client.ts";
import type { Conflict } from "../../shared/domain/conflict/conflict.ts";
import type { Kind } from "../../shared/domain/kinds.ts";
import type { Json } from "../../shared/kernel/json.ts";
import type { edits as editNames } from "./script.ts";
import type { Book, Doc } from "./sim-window.ts";
import { tokensOf } from "./typed-values.ts";

export type EditName = (typeof editNames)[number];

/** An edit that a user makes of what the screen shows. */
export interface UserEdit {
  readonly edits: readonly Edit[];
  /** The value that was typed and must not be lost; null = nothing was typed. */
  readonly token: string | null;
  /** What the user saw and takes away, and what comes in its place. */
  readonly replaces: readonly { readonly before: Json | undefined; readonly after: Json | undefined }[];
  /** What is deleted and can be brought back. */
  readonly gone?: Doc;
  /** Values of others that the edit brings back. */
  readonly putsBack: readonly string[];
}

export interface EditContext {
  readonly book: Book;
  readonly user: string;
  readonly pick: number;
  readonly account: string | null;
  /** The task that the user deleted last. */
  readonly lastGone: Doc | null;
  readonly nextToken: () => string;
}

/** null = the screen shows nothing that could be edited so. */
export function makeEdit(what: EditName, context: EditContext): UserEdit | null {
  const { book, user, pick } = context;
  const account =
    context.account === null ? pickOf(book["account"], pick) : (book["account"]?.find((doc) => doc.id === context.account) ?? null);
  if (account === null) return null;
  const ofAccount = (kind: Kind): Doc | null =>
    pickOf(
      book[kind]?.filter((doc) => doc["accountId"] === account.id),
      pick,
    );
  switch (what) {
    case "name":
      return patch("account", account, "name", () => context.nextToken());
    case "summary":
      return patch("account", account, "summary", (before) => `${String(before)}\n${context.nextToken()}`);
    case "tags":
      return patch("account", account, "tags", (before) => [...list(before), context.nextToken()]);
    case "untag": {
      const tags = list(account["tags"]);
      return tags.length === 0 ? null : change("account", account, { tags: tags.slice(1) });
    }
    case "hand-over":
      return change("account", account, { ownerId: pick < 0.5 ? "csm1" : "csm2" });
    case "new-task": {
      const token = context.nextToken();
      const fields = { accountId: account.id, title: token, ownerId: user, dueOn: null, state: "open", doneOn: null, playbook: null };
      return typed([{ op: "create", kind: "task", id: idOf("task", token), fields }], token);
    }
    case "note": {
      const token = context.nextToken();
      const fields = {
        accountId: account.id,
        at: "2026-10-29T08:00:00.000Z",
        type: "note",
        text: token,
        authorId: user,
        refKind: null,
        refId: null,
      };
      return typed([{ op: "create", kind: "timeline", id: idOf("note", token), fields }], token);
    }
    case "task":
      return onDoc(ofAccount("task"), (task) => patch("task", task, "title", () => context.nextToken()));
    case "task-due":
      return onDoc(ofAccount("task"), (task) =>
        change("task", task, { dueOn: task["dueOn"] === null ? `2026-11-${10 + Math.floor(pick * 20)}` : null }),
      );
    case "task-done":
      return onDoc(ofAccount("task"), (task) =>
        change("task", task, task["state"] === "open" ? { state: "done", doneOn: "2026-10-30" } : { state: "open", doneOn: null }),
      );
    case "task-gone":
      return onDoc(ofAccount("task"), (task) => ({
        edits: [{ op: "delete", kind: "task", id: task.id }],
        token: null,
        replaces: [],
        gone: task,
        putsBack: [],
      }));
    case "many-gone": {
      const many = (book["task"] ?? []).filter(({ id }) => id.startsWith("many-"));
      const edits = many.map(({ id }): Edit => ({ op: "delete", kind: "task", id }));
      return edits.length === 0 ? null : { edits, token: null, replaces: [{ before: [...many], after: undefined }], putsBack: [] };
    }
    case "undo-gone": {
      const { lastGone } = context;
      if (lastGone === null) return null;
      const { id, rev: _rev, ...fields } = lastGone;
      const back: Edit = { op: "create", kind: "task", id, fields, resurrect: true };
      return { edits: [back], token: null, replaces: [], putsBack: tokensOf(JSON.stringify(fields)) };
    }
    case "contact-note":
      return onDoc(ofAccount("contact"), (person) =>
        patch("contact", person, "note", (before) => `${String(before)}\n${context.nextToken()}`),
      );
    case "contract-dates":
      return onDoc(ofAccount("contract"), (contract) => {
        const year = 2027 + Math.floor(pick * 20);
        return change("contract", contract, { startsOn: `${year - 1}-01-01`, renewsOn: `${year}-01-01` });
      });
    case "restore-conflict":
    case "dismiss-conflict":
      return decide(what, book, pick);
    case "retry-attention":
    case "discard-attention":
    case "anyway-attention":
    case "bring-back-attention":
      return null;
  }
}

/** What is lost for good when the user gives up an edit that was refused. */
export function discarded(item: AttentionItem): UserEdit["replaces"][number] {
  return { before: item.mine, after: undefined };
}

function decide(what: "restore-conflict" | "dismiss-conflict", book: Book, pick: number): UserEdit | null {
  const doc = pickOf(
    book["conflict"]?.filter((candidate) => candidate["state"] === "open"),
    pick,
  );
  if (doc === null) return null;
  const conflict = doc as unknown as Conflict;
  const { edits } = conflictEdits(conflict, what === "restore-conflict" ? "restored" : "dismissed");
  const target = book[conflict.targetKind]?.find((candidate) => candidate.id === conflict.targetId);
  const replaces = edits.flatMap((edit) =>
    edit.op === "patch" && edit.kind !== "conflict"
      ? Object.entries(edit.fields).map(([field, after]) => ({ before: target?.[field], after }))
      : [],
  );
  return { edits, token: null, replaces, putsBack: tokensOf(JSON.stringify(conflict.lost)) };
}

function patch(kind: Kind, doc: Doc, field: string, next: (before: Json | undefined) => Json): UserEdit {
  const before = doc[field];
  const after = next(before);
  const known = new Set(tokensOf(JSON.stringify(before ?? null)));
  const token = tokensOf(JSON.stringify(after)).find((candidate) => !known.has(candidate)) ?? null;
  return { edits: [{ op: "patch", kind, id: doc.id, fields: { [field]: after } }], token, replaces: [{ before, after }], putsBack: [] };
}

function change(kind: Kind, doc: Doc, fields: Readonly<Record<string, Json>>): UserEdit {
  const replaces = Object.entries(fields).map(([field, after]) => ({ before: doc[field], after }));
  return { edits: [{ op: "patch", kind, id: doc.id, fields }], token: null, replaces, putsBack: [] };
}

function typed(edits: readonly Edit[], token: string): UserEdit {
  return { edits, token, replaces: [], putsBack: [] };
}

function onDoc(doc: Doc | null, make: (doc: Doc) => UserEdit): UserEdit | null {
  return doc === null ? null : make(doc);
}

/** Ids are kept in the clear: they must not hold what was typed. */
function idOf(kind: string, token: string): string {
  return token.replace("typed", kind);
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function pickOf(docs: readonly Doc[] | undefined, pick: number): Doc | null {
  const sorted = (docs ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return sorted[Math.min(sorted.length - 1, Math.floor(pick * sorted.length))] ?? null;
}
