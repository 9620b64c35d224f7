import { headFields, headOfLog } from "../../../shared/domain/incident/incident-head.ts";
import type { Clock } from "../../../shared/kernel/clock.ts";
import type { Database, TenantScope } from "../../storage/database.ts";
import { importRecords } from "../../storage/import-records.ts";
import type { ImportRecord } from "../../storage/import-store.ts";
import { logsOfIncidents } from "../../storage/log-heads.ts";

const fromLog: ReadonlySet<string> = new Set([...headFields, "openedAt"]);
const instantsGiven: ReadonlySet<string> = new Set(["resolvedAt", "closedAt"]);

/**
 * An incident as one delivery knows it. An import of a file has the whole log, a delivery has a line of it: what follows from the log is only taken
 * for an incident that is new, and settled by settleHeads.
 */
export function withoutHead(record: ImportRecord): ImportRecord {
  if (record.kind !== "incident") return record;
  const entries = Object.entries(record.fields);
  // An instant that the source gives is its word; that it gives none here says nothing.
  const isTaken = ([name, value]: readonly [string, unknown]): boolean => !fromLog.has(name) || (instantsGiven.has(name) && value !== null);
  return {
    ...record,
    fields: Object.fromEntries(entries.filter(isTaken)),
    defaults: { ...record.defaults, ...Object.fromEntries(entries.filter((entry) => !isTaken(entry))) },
  };
}

/** Makes these incidents what their whole logs say, in whatever order the lines came. `openedGiven`: the source says itself when they were opened. */
export async function settleHeads(
  db: Database,
  scope: TenantScope,
  clock: Clock,
  incidentIds: readonly string[],
  openedGiven: boolean,
): Promise<void> {
  if (incidentIds.length === 0) return;
  await db.withTenant(scope, async (tx) => {
    const logged = await logsOfIncidents(tx, incidentIds);
    const heads = logged.flatMap(({ incident, log }): readonly ImportRecord[] => {
      const head = headOfLog(log, incident);
      if (head === null) return [];
      const first = log.reduce((before, { at }) => (at < before ? at : before), incident.openedAt);
      return [{ kind: "incident", id: incident.id, fields: openedGiven ? head : { ...head, openedAt: first }, defaults: {} }];
    });
    await importRecords(tx, heads, clock.now());
  });
}
