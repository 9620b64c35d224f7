import type { Conflict } from "../../../shared/domain/conflict/conflict.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { wholeRecord } from "../../../shared/sync/merge.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";
import { titledKinds, titleOf } from "./record-titles.ts";

export interface ConflictItem {
  readonly conflict: Conflict;
  /** What people call the record, e.g. the name of the contact; its id where it has no name or is gone. */
  readonly recordName: string;
  readonly accountName: string | null;
  readonly keptByName: string | null;
  readonly lostByName: string | null;
  /** The record is gone, and with it the place to put one field back; a whole record can be made anew from what the conflict kept. */
  readonly homeless: boolean;
}

function itemOf(store: LocalStore, conflict: RecordOf<"conflict">): ConflictItem {
  const { name, isHere } = titleOf(store, conflict.targetKind, conflict.targetId);
  return {
    conflict,
    recordName: name ?? conflict.targetId,
    accountName: conflict.accountId === null ? null : (store.get("account", conflict.accountId)?.name ?? null),
    keptByName: store.get("user", conflict.keptBy)?.name ?? null,
    lostByName: store.get("user", conflict.lostBy)?.name ?? null,
    homeless: !isHere && conflict.field !== wholeRecord,
  };
}

/** Open conflicts, newest first. */
export const conflicts = defineQuery({
  dependsOn: ["conflict", "user", ...titledKinds],
  run: (store, _args: Record<string, never>): readonly ConflictItem[] =>
    store
      .all("conflict")
      .filter((conflict) => conflict.state === "open")
      .toSorted((a, b) => (a.lostAt < b.lostAt ? 1 : -1))
      .map((conflict) => itemOf(store, conflict)),
});
