import { isKind } from "../../shared/domain/kinds.ts";
import type { Conflict } from "../../shared/domain/conflict/conflict.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import { assertNever } from "../../shared/kernel/assert-never.ts";
import { jsonEqual } from "../../shared/sync/json-equal.ts";
import { type LostValue, mergeEdit, wholeRecord } from "../../shared/sync/merge.ts";
import type { Mutation, RefusalCode } from "../../shared/sync/protocol.ts";
import type { Principal } from "../auth/principal.ts";
import { accountOf } from "../storage/record-columns.ts";
import type { WorkingRecord, WorkingSet } from "./working-set.ts";
import { type Author, authorOf, otherAuthorSince } from "./writers.ts";
import {
  refuseIncidentChange,
  refuseIncidentPart,
  refusePostmortem,
  refuseVersion,
  settleHead,
  withSettledHead,
} from "./incident-rules.ts";
import { isMadeOnce, refusePlan } from "./plan-rules.ts";
import { refuseReview } from "./review-rules.ts";
import {
  refuseAuthor,
  refuseBeginner,
  refuseContent,
  refuseFields,
  refuseOperation,
  refuseOutreach,
  refuseRemoval,
} from "./write-rules.ts";

export interface ApplyContext {
  readonly principal: Principal;
  /** The laptop that pushes. */
  readonly clientId: string;
  readonly nowMs: number;
  readonly newConflictId: () => string;
  /** Whether deletions that nobody confirmed are taken: see deletion-guard.ts. */
  readonly mayDelete: boolean;
}

/** `record` is what was written or left alone; its revision is known when the sequence number is. */
export type Applied =
  | { readonly status: "applied"; readonly record: WorkingRecord; readonly conflictIds: readonly string[] }
  | { readonly status: "refused"; readonly code: RefusalCode; readonly message: string };

function refused(code: RefusalCode, message: string): Applied {
  return { status: "refused", code, message };
}

/** Applies one mutation to the working set. A refused one leaves no trace in it. */
export function applyMutation(set: WorkingSet, mutation: Mutation, context: ApplyContext): Applied {
  const { kind, op } = mutation;
  if (!isKind(kind)) return refused("unknown-kind", "this backend does not know the kind");
  const no = refuseOperation(context.principal, kind, op) ?? refuseFields(kind, mutation);
  if (no !== null) return { status: "refused", ...no };
  const stored = set.get(kind, mutation.id);
  if (stored !== undefined && !stored.inScope) return refused("out-of-scope", "this record belongs to another colleague's account");
  switch (op) {
    case "create":
      return create(set, kind, mutation, stored, context);
    case "patch":
      return patch(set, mutation, stored, context);
    case "delete":
      return remove(set, mutation, stored, context);
    default:
      return assertNever(op);
  }
}

const begunAnew: readonly string[] = ["review", "reviewSection"];

type KnownKind = WorkingRecord["kind"];

function create(set: WorkingSet, kind: KnownKind, mutation: Mutation, stored: WorkingRecord | undefined, context: ApplyContext): Applied {
  const doc: JsonObject = {
    ...Object.fromEntries(Object.entries(mutation.fields).map(([field, change]) => [field, change.new])),
    id: mutation.id,
  };
  const no =
    refuseAuthor(context.principal, kind, doc) ??
    refuseBeginner(context.principal, kind, doc) ??
    refuseContent(kind, doc) ??
    refuseOutreach(kind, null, doc) ??
    refuseIncidentPart(context, kind, doc, incidentOf(set, doc)) ??
    refusePostmortem(kind, null, doc) ??
    refusePlan(kind, doc) ??
    // What is there already is merged with, and held against the rules then.
    (stored?.deleted === false ? null : refuseReview(context.principal, kind, null, doc, set));
  if (no !== null) return { status: "refused", ...no };
  if (kind !== "account" && !set.accountOpen(accountOf(kind, doc))) return refused("out-of-scope", "the account is not in your scope");
  if (stored === undefined) {
    const late = refuseVersion(kind, doc, set.ofKind(kind));
    if (late !== null) return { status: "refused", ...late };
    const record = set.add(kind, mutation.id, doc);
    if (kind === "incidentEvent") settleHead(set, doc);
    return { status: "applied", record, conflictIds: [] };
  }
  if (isMadeOnce(kind, doc) && mutation.resurrect !== true) return { status: "applied", record: stored, conflictIds: [] };
  // Its id is what it is of: one that was given up and is begun again begins anew.
  if (mutation.resurrect === true && stored.deleted && begunAnew.includes(kind)) {
    for (const field of Object.keys(doc)) if (!jsonEqual(doc[field], stored.doc[field])) stored.written.add(field);
    Object.assign(stored, { doc, deleted: false, changed: true });
    return { status: "applied", record: stored, conflictIds: [] };
  }
  // Brought back by another meanwhile: what this user changed of it counts all the same.
  if (mutation.resurrect === true) return change(set, mutation, stored, context);
  // Not by itself: a creation that is sent a second time must not undo what a colleague deleted since.
  if (stored.deleted) return refused("deleted", "the record was deleted; say that it is to come back");
  return jsonEqual(stored.doc, doc)
    ? { status: "applied", record: stored, conflictIds: [] }
    : refused("already-exists", "another record has this id");
}

/** The incident that a line of a log is of, if it is there. */
function incidentOf(set: WorkingSet, doc: JsonObject): JsonObject | null {
  const incident = typeof doc["incidentId"] === "string" ? set.get("incident", doc["incidentId"]) : undefined;
  return incident === undefined || incident.deleted || !incident.inScope ? null : incident.doc;
}

function patch(set: WorkingSet, mutation: Mutation, stored: WorkingRecord | undefined, context: ApplyContext): Applied {
  if (stored === undefined) return refused("not-found", "there is no such record");
  if (stored.deleted) return refused("deleted", "the record was deleted; create it again to bring it back");
  return change(set, mutation, stored, context);
}

/** Merges the fields into the record, and brings it back if it was deleted. */
function change(set: WorkingSet, mutation: Mutation, stored: WorkingRecord, context: ApplyContext): Applied {
  const merged = withSettledHead(set, stored, mergeEdit(stored.kind, stored.doc, mutation.fields));
  // An account may be handed over by who owns it.
  const no =
    refuseIncidentChange(stored.kind, stored.doc, mutation.fields) ??
    refusePostmortem(stored.kind, stored.doc, merged.doc) ??
    (stored.kind === "account" ? null : refuseAuthor(context.principal, stored.kind, merged.doc)) ??
    refuseContent(stored.kind, merged.doc) ??
    refuseOutreach(stored.kind, stored.doc, merged.doc) ??
    refuseReview(context.principal, stored.kind, stored.doc, merged.doc, set);
  if (no !== null) return { status: "refused", ...no };
  if (
    stored.kind !== "account" &&
    accountOf(stored.kind, merged.doc) !== accountOf(stored.kind, stored.doc) &&
    !set.accountOpen(accountOf(stored.kind, merged.doc))
  ) {
    return refused("out-of-scope", "the account is not in your scope");
  }
  if (merged.doc === stored.doc && !stored.deleted) return { status: "applied", record: stored, conflictIds: [] };
  const conflictIds = merged.lost.map((lost) => keep(set, stored, lost, context, authorIn(stored, lost.field.split("+"), context)));
  for (const field of Object.keys(merged.doc)) if (!jsonEqual(merged.doc[field], stored.doc[field])) stored.written.add(field);
  stored.doc = merged.doc;
  stored.deleted = false;
  stored.changed = true;
  return { status: "applied", record: stored, conflictIds };
}

function remove(set: WorkingSet, mutation: Mutation, stored: WorkingRecord | undefined, context: ApplyContext): Applied {
  if (stored === undefined) return refused("not-found", "there is no such record");
  if (stored.deleted) return { status: "applied", record: stored, conflictIds: [] };
  const no = refuseRemoval(stored.kind, stored.doc);
  if (no !== null) return { status: "refused", ...no };
  if (mutation.confirmed !== true && !context.mayDelete) return refused("mass-delete", "very many deletions at once: confirm them");
  // What was written elsewhere after this laptop had last seen the record is not deleted unseen: it is kept whole, to be brought back.
  const other = otherAuthorSince(stored, mutation.baseRev, { userId: context.principal.userId, clientId: context.clientId });
  const conflictIds = other === null ? [] : [keep(set, stored, { field: wholeRecord, kept: null, lost: stored.doc }, context, other)];
  stored.deleted = true;
  stored.changed = true;
  return { status: "applied", record: stored, conflictIds };
}

/** Who wrote the newest of these fields; an earlier edit of the same push counts. */
function authorIn(record: WorkingRecord, fields: readonly string[], { principal, nowMs }: ApplyContext): Author {
  const own = record.rev === 0 || fields.some((field) => record.written.has(field));
  return own ? { userId: principal.userId, atMs: nowMs } : authorOf(record, fields);
}

/** Stores the value that gave way as a conflict record; answers its id. */
function keep(set: WorkingSet, record: WorkingRecord, { field, kept, lost }: LostValue, context: ApplyContext, author: Author): string {
  const id = context.newConflictId();
  const conflict: Conflict = {
    id,
    accountId: accountOf(record.kind, record.doc),
    targetKind: record.kind,
    targetId: record.id,
    field,
    kept: kept as Conflict["kept"],
    keptBy: context.principal.userId,
    keptAt: new Date(context.nowMs).toISOString(),
    lost: lost as Conflict["lost"],
    lostBy: author.userId,
    lostAt: new Date(author.atMs).toISOString(),
    state: "open",
  };
  set.add("conflict", id, conflict);
  return id;
}
