import { isKind, type Kind } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery, type Dependency } from "../query.ts";

/** What people call a record, and whose it is. */
export interface RecordTitle {
  /** Its name, title or subject; null = it has none, or is not here. */
  readonly name: string | null;
  readonly accountName: string | null;
  readonly isHere: boolean;
}

/** Kinds whose records have names and are edited by people. */
export const titledKinds = [
  "account",
  "contact",
  "contract",
  "task",
  "plannedEvent",
  "savedView",
  "timeline",
] as const satisfies readonly Dependency[];

export function titleOf(store: LocalStore, kind: string, id: string): RecordTitle {
  const record = isKind(kind) ? (store.get(kind, id) as Readonly<Record<string, unknown>> | undefined) : undefined;
  if (record === undefined) return { name: null, accountName: null, isHere: false };
  const name = ["name", "title", "subject"].map((field) => record[field]).find((value) => typeof value === "string" && value !== "");
  const accountId = kind === "account" ? null : record["accountId"];
  return {
    name: typeof name === "string" ? name : null,
    accountName: typeof accountId === "string" ? (store.get("account", accountId)?.name ?? null) : null,
    isHere: true,
  };
}

/** Titles of some records, by `kind id`. */
export const recordTitles = defineQuery({
  dependsOn: titledKinds,
  run: (
    store,
    { records }: { readonly records: readonly { readonly kind: Kind; readonly id: string }[] },
  ): Readonly<Record<string, RecordTitle>> =>
    Object.fromEntries(records.map(({ kind, id }) => [`${kind} ${id}`, titleOf(store, kind, id)])),
});
