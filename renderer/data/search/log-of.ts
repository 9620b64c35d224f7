import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";

/** An incident's log, in no particular order. For many incidents of one account `incidentLogs` is cheaper. */
export function logOf(store: LocalStore, incident: Pick<RecordOf<"incident">, "id" | "accountId">): readonly RecordOf<"incidentEvent">[] {
  const { accountId } = incident;
  // Incidents that no account claims are few; only for them every log is looked through.
  const events = accountId === null ? store.all("incidentEvent") : store.ofAccount("incidentEvent", accountId);
  return events.filter((event) => event.incidentId === incident.id);
}
