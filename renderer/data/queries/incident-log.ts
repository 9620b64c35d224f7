import { incidentHistory, type IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";

type EventRecord = RecordOf<"incidentEvent">;

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
