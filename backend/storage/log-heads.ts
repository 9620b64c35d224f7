import { sql } from "kysely";
import type { IncidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { headOfLog } from "../../shared/domain/incident/incident-head.ts";
import type { Incident } from "../../shared/domain/incident/incident.ts";
import type { TenantTransaction } from "./database.ts";
import type { ImportRecord } from "./import-store.ts";

export interface LoggedIncident {
  readonly incident: Incident;
  readonly log: readonly IncidentEvent[];
}

/** Incidents with what is stored of their logs. They are locked by whoever asks. */
export async function logsOfIncidents(
  { db, scope }: TenantTransaction,
  incidentIds: readonly string[],
): Promise<readonly LoggedIncident[]> {
  if (incidentIds.length === 0) return [];
  const heads = await sql<{ doc: Incident }>`
    select r.doc from record r where r.tenant_id = ${scope.tenantId} and r.kind = 'incident' and r.id = any(${incidentIds}::text[])`.execute(
    db,
  );
  const incidents = heads.rows.map(({ doc }) => doc);
  const accounts = [...new Set(incidents.flatMap(({ accountId }) => (accountId === null ? [] : [accountId])))];
  const nobodys = incidents.some(({ accountId }) => accountId === null);
  const events = await sql<{ doc: IncidentEvent }>`
    select r.doc from record r
    where r.tenant_id = ${scope.tenantId} and r.kind = 'incidentEvent' and not r.deleted
      and (r.account_id = any(${accounts}::text[]) or (${nobodys}::boolean and r.account_id is null))
      and r.doc ->> 'incidentId' = any(${incidentIds}::text[])`.execute(db);
  const logs = Map.groupBy(
    events.rows.map(({ doc }) => doc),
    ({ incidentId }) => incidentId,
  );
  return incidents.map((incident) => ({ incident, log: logs.get(incident.id) ?? [] }));
}

/**
 * What the logs of these incidents say of their heads, where somebody has written into them here: a source that is imported again does not know of
 * it. The incidents are locked by whoever asks.
 */
export async function headsOfLogs(tx: TenantTransaction, incidentIds: readonly string[]): Promise<readonly ImportRecord[]> {
  return (await logsOfIncidents(tx, incidentIds)).flatMap(({ incident, log }): readonly ImportRecord[] => {
    const head = log.some(({ source }) => source === null) ? headOfLog(log, incident) : null;
    return head === null ? [] : [{ kind: "incident", id: incident.id, fields: head, defaults: {} }];
  });
}
