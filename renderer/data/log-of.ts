import type { Incident } from "../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../shared/domain/kinds.ts";
import type { LocalStore } from "./local-store.ts";

type EventRecord = RecordOf<"incidentEvent">;

const grouped = new WeakMap<readonly EventRecord[], ReadonlyMap<string, readonly EventRecord[]>>();

/**
 * An incident's log, in no particular order. Lists of records keep their identity while no record of them changes, so that an account's entries
 * are taken apart once.
 */
export function logOf(store: LocalStore, { id, accountId }: Pick<Incident, "id" | "accountId">): readonly EventRecord[] {
  const events = accountId === null ? store.all("incidentEvent") : store.ofAccount("incidentEvent", accountId);
  let logs = grouped.get(events);
  if (logs === undefined) {
    // Incidents that no account claims are few; only for them every log is looked through.
    const own = accountId === null ? events.filter((event) => event.accountId === null) : events;
    logs = Map.groupBy(own, (event) => event.incidentId);
    grouped.set(events, logs);
  }
  return logs.get(id) ?? noEntries;
}

const noEntries: readonly EventRecord[] = [];
