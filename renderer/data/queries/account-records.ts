import { isOpen } from "../../../shared/domain/incident/incident.ts";
import type { Kind, RecordOf } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";
import type { NextPromise } from "../../../shared/domain/sla/next-promise.ts";
import { defineQuery } from "../query.ts";
import { promiseOf } from "./sla-readings.ts";
import { currentContract } from "./current-contract.ts";

export interface OfAccount {
  readonly accountId: string;
}

/** A record with whether it holds edits that the backend has not acknowledged. */
export interface Held<K extends Kind> {
  readonly record: RecordOf<K>;
  readonly pending: boolean;
}

/** A task or another record that somebody owns. */
export interface HeldTask extends Held<"task"> {
  readonly ownerName: string | null;
}

function held<K extends "contact" | "contract" | "plannedEvent">(
  store: LocalStore,
  kind: K,
  records: readonly RecordOf<K>[],
): readonly Held<K>[] {
  return records.map((record) => ({ record, pending: store.isPending(kind, record.id) }));
}

/** Main contact first, then who is on call, then by name. */
export const accountContacts = defineQuery<OfAccount, readonly Held<"contact">[]>({
  dependsOn: ["contact"],
  run: (store, { accountId }) => {
    const sorted = store
      .ofAccount("contact", accountId)
      .toSorted(
        (a, b) =>
          Number(b.isPrimary) - Number(a.isPrimary) || Number(b.onCall) - Number(a.onCall) || a.name.localeCompare(b.name, "zh-Hans-CN"),
      );
    return held(store, "contact", sorted);
  },
});

/** The contract in force first, then the others, newest first. */
export const accountContracts = defineQuery<OfAccount, readonly Held<"contract">[]>({
  dependsOn: ["contract", "account", "clock"],
  run: (store, { accountId }, nowMs) => {
    const all = store.ofAccount("contract", accountId);
    const current = currentContract(all, nowMs, store.get("account", accountId)?.timeZone ?? "UTC");
    const rest = all.filter((contract) => contract.id !== current?.id).toSorted((a, b) => b.startsOn.localeCompare(a.startsOn));
    return held(store, "contract", current === null ? rest : [current, ...rest]);
  },
});

/** An incident of an account with the promise that runs out next; null = it is over, nothing is promised, or its log is not here. */
export type AccountIncident = RecordOf<"incident"> & { readonly promise: NextPromise | null };

/** Open ones first by severity and age, then the settled, newest first. */
export const accountIncidents = defineQuery<OfAccount, readonly AccountIncident[]>({
  dependsOn: ["incident", "incidentEvent", "account", "contract", "slaPolicy", "calendarEntry"],
  run: (store, { accountId }) =>
    store
      .ofAccount("incident", accountId)
      .toSorted((a, b) => {
        const open = Number(isOpen(b.state)) - Number(isOpen(a.state));
        if (open !== 0) return open;
        return isOpen(a.state)
          ? a.severity.localeCompare(b.severity) || a.openedAt.localeCompare(b.openedAt)
          : b.openedAt.localeCompare(a.openedAt);
      })
      .map((incident) => ({ ...incident, promise: isOpen(incident.state) ? promiseOf(store, incident) : null })),
});

/** Open tasks by due day (those without one last), then the done and dropped, newest first. */
export const accountTasks = defineQuery<OfAccount, readonly HeldTask[]>({
  dependsOn: ["task", "user"],
  run: (store, { accountId }) =>
    store
      .ofAccount("task", accountId)
      .toSorted((a, b) => {
        const open = Number(b.state === "open") - Number(a.state === "open");
        if (open !== 0) return open;
        return a.state === "open" ? (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") : (b.doneOn ?? "").localeCompare(a.doneOn ?? "");
      })
      .map((record) => ({
        record,
        pending: store.isPending("task", record.id),
        ownerName: store.get("user", record.ownerId)?.name ?? null,
      })),
});

/** Events that have not ended, soonest first. */
export const accountEvents = defineQuery<OfAccount, readonly Held<"plannedEvent">[]>({
  dependsOn: ["plannedEvent", "clock"],
  run: (store, { accountId }, nowMs) => {
    const ahead = store.ofAccount("plannedEvent", accountId).filter((event) => Date.parse(event.endsAt) > nowMs);
    return held(
      store,
      "plannedEvent",
      ahead.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)),
    );
  },
});

/** Every event of an account, past ones too, by time: what its occasions were called, and which calendar entries are here. */
export const plannedEvents = defineQuery<OfAccount, readonly RecordOf<"plannedEvent">[]>({
  dependsOn: ["plannedEvent"],
  run: (store, { accountId }) => store.ofAccount("plannedEvent", accountId).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)),
});

/** An open conflict with the people behind both values. */
export interface OpenConflict {
  readonly conflict: RecordOf<"conflict">;
  readonly keptByName: string | null;
  readonly lostByName: string | null;
}

/** Open conflicts on the account and on everything that belongs to it, newest first. */
export const accountConflicts = defineQuery<OfAccount, readonly OpenConflict[]>({
  dependsOn: ["conflict", "user"],
  run: (store, { accountId }) =>
    store
      .all("conflict")
      .filter((conflict) => conflict.state === "open" && conflict.accountId === accountId)
      .toSorted((a, b) => b.keptAt.localeCompare(a.keptAt))
      .map((conflict) => ({
        conflict,
        keptByName: store.get("user", conflict.keptBy)?.name ?? null,
        lostByName: store.get("user", conflict.lostBy)?.name ?? null,
      })),
});

/** Colleagues an account or a task can be given to, by name. */
export const colleagues = defineQuery<undefined, readonly RecordOf<"user">[]>({
  dependsOn: ["user"],
  run: (store) => store.all("user").toSorted((a, b) => a.name.localeCompare(b.name, "zh-Hans-CN")),
});
