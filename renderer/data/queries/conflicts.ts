import type { Conflict } from "../../../shared/domain/conflict/conflict.ts";
import { isKind, type RecordOf } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

export interface ConflictItem {
  readonly conflict: Conflict;
  /** What people call the record, e.g. the name of the contact; its id where it has no name or is gone. */
  readonly recordName: string;
  readonly accountName: string | null;
  readonly keptByName: string | null;
  readonly lostByName: string | null;
}

function recordName(store: LocalStore, kind: string, id: string): string {
  const record: object | undefined = isKind(kind) ? store.get(kind, id) : undefined;
  for (const field of ["name", "title", "subject"]) {
    const value: unknown = record === undefined ? undefined : (record as Readonly<Record<string, unknown>>)[field];
    if (typeof value === "string" && value !== "") return value;
  }
  return id;
}

function itemOf(store: LocalStore, conflict: RecordOf<"conflict">): ConflictItem {
  return {
    conflict,
    recordName: recordName(store, conflict.targetKind, conflict.targetId),
    accountName: conflict.accountId === null ? null : (store.get("account", conflict.accountId)?.name ?? null),
    keptByName: store.get("user", conflict.keptBy)?.name ?? null,
    lostByName: store.get("user", conflict.lostBy)?.name ?? null,
  };
}

/** Open conflicts, newest first. */
export const conflicts = defineQuery({
  dependsOn: ["conflict", "account", "contact", "contract", "task", "plannedEvent", "savedView", "user"],
  run: (store, _args: Record<string, never>): readonly ConflictItem[] =>
    store
      .all("conflict")
      .filter((conflict) => conflict.state === "open")
      .toSorted((a, b) => (a.lostAt < b.lostAt ? 1 : -1))
      .map((conflict) => itemOf(store, conflict)),
});
