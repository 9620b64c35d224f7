import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

/** Whom an item can be given to, and its own records as they are now. */
export interface TodayDelegation {
  /** Colleagues who may write and see the customer, by name; not the reader. */
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  readonly task: RecordOf<"task"> | null;
  readonly incident: RecordOf<"incident"> | null;
}

export interface TodayDelegationArgs {
  /** null = the item concerns no one customer: everybody sees it. */
  readonly accountId: string | null;
  /** Of the item, where it is about one. */
  readonly taskId: string | null;
  readonly incidentId: string | null;
}

export const todayDelegation = defineQuery<TodayDelegationArgs, TodayDelegation>({
  dependsOn: ["account", "user", "task", "incident"],
  run: (store, { accountId, taskId, incidentId }) => ({
    colleagues: colleaguesOf(store, accountId),
    task: taskId === null ? null : (store.get("task", taskId) ?? null),
    incident: incidentId === null ? null : (store.get("incident", incidentId) ?? null),
  }),
});

/** A customer-success manager sees the customers that are his, every other role all: a task on another's customer would never reach him. */
function colleaguesOf(store: LocalStore, accountId: string | null): TodayDelegation["colleagues"] {
  const ownerId = accountId === null ? null : (store.get("account", accountId)?.ownerId ?? null);
  return store
    .all("user")
    .filter(({ id, role }) => id !== store.userId() && role !== "viewer" && (role !== "csm" || accountId === null || id === ownerId))
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "zh-Hans-CN") || (a.id < b.id ? -1 : 1));
}
