import type { Incident } from "../../../shared/domain/incident/incident.ts";
import { incidentHistory, type IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";

type EventRecord = RecordOf<"incidentEvent">;

/** Reads logs of many incidents, taking each account's events apart once. */
export function incidentLogs(store: LocalStore): (incident: Pick<Incident, "id" | "accountId">) => readonly EventRecord[] {
  const byAccount = new Map<string | null, ReadonlyMap<string, readonly EventRecord[]>>();
  return (incident) => {
    let logs = byAccount.get(incident.accountId);
    if (logs === undefined) {
      // Incidents that no account claims are few; only for them every log is looked through.
      const events =
        incident.accountId === null
          ? store.all("incidentEvent").filter((event) => event.accountId === null)
          : store.ofAccount("incidentEvent", incident.accountId);
      logs = Map.groupBy(events, (event) => event.incidentId);
      byAccount.set(incident.accountId, logs);
    }
    return logs.get(incident.id) ?? [];
  };
}

const known = new WeakMap<EventRecord, { readonly log: readonly EventRecord[]; readonly history: IncidentHistory }>();

/**
 * The history of a log; null = empty. Kept while the log holds the same records (they keep their identity while unchanged), because the book's
 * open incidents are asked for every minute and seldom change.
 */
export function historyOf(log: readonly EventRecord[]): IncidentHistory | null {
  const [first] = log;
  if (first === undefined) return null;
  const kept = known.get(first);
  if (kept !== undefined && kept.log.length === log.length && kept.log.every((event, i) => event === log[i])) return kept.history;
  const history = incidentHistory(log);
  if (history !== null) known.set(first, { log, history });
  return history;
}
