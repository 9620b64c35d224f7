import { sql } from "kysely";
import { type CalendarEdit, calendarEditsOf } from "../../shared/domain/calendar/calendar-edit.ts";
import { type WorkCalendar, workCalendar } from "../../shared/domain/calendar/working-days.ts";
import { inOrderOfId } from "../../shared/domain/health/judge-account.ts";
import type { Kind, RecordOf } from "../../shared/domain/kinds.ts";
import { policyFor } from "../../shared/domain/sla/policy-for.ts";
import type { SlaPolicy } from "../../shared/domain/sla/sla-policy.ts";
import type { SlaInput } from "../../shared/domain/sla/sla-reading.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import type { TenantTransaction } from "../storage/database.ts";

/** What every incident of a company is judged by. */
export interface CompanySla {
  readonly policies: readonly SlaPolicy[];
  readonly workCalendarOf: SlaInput["workCalendarOf"];
}

/** An incident and what its promises are read from. */
export interface StoredIncident {
  readonly incident: RecordOf<"incident">;
  readonly input: SlaInput;
}

interface Row {
  readonly account_id: string | null;
  readonly kind: string;
  readonly id: string;
  readonly rev: number;
  readonly doc: JsonObject;
}

/** What is stored was validated when it was written. */
function ofKind<K extends Kind>(rows: readonly Row[], kind: K): readonly RecordOf<K>[] {
  return inOrderOfId(rows.filter((row) => row.kind === kind).map(({ id, rev, doc }) => ({ ...doc, id, rev }) as unknown as RecordOf<K>));
}

export async function readCompanySla({ db, scope }: TenantTransaction): Promise<CompanySla> {
  const { rows } = await sql<Row>`
    select r.account_id, r.kind, r.id, r.rev, r.doc from record r
    where r.tenant_id = ${scope.tenantId} and r.kind in ('slaPolicy', 'calendarEntry') and r.account_id is null and not r.deleted`.execute(
    db,
  );
  const edits: readonly CalendarEdit[] = ofKind(rows, "calendarEntry");
  const calendars = new Map<string, WorkCalendar>();
  return {
    policies: ofKind(rows, "slaPolicy"),
    workCalendarOf: (country) => {
      const calendar = calendars.get(country) ?? workCalendar(country, calendarEditsOf(edits, country, null));
      calendars.set(country, calendar);
      return calendar;
    },
  };
}

/**
 * Incidents that something may have to be kept of, whatever was written lately: those that are not closed, and those that were closed here and have no
 * verdict of that closing.
 */
export async function incidentsToKeep({ db, scope }: TenantTransaction): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with closed_here as materialized (
      select distinct e.doc ->> 'incidentId' as id from record e
      where e.tenant_id = ${scope.tenantId} and e.kind = 'incidentEvent' and not e.deleted
        and e.doc ->> 'state' = 'closed' and e.doc -> 'source' = 'null'::jsonb
    ), frozen as materialized (
      select v.doc ->> 'incidentId' as id, v.doc ->> 'closedAt' as closed_at from record v
      where v.tenant_id = ${scope.tenantId} and v.kind = 'slaVerdict' and not v.deleted
    )
    select i.id from record i left join closed_here c on c.id = i.id
    where i.tenant_id = ${scope.tenantId} and i.kind = 'incident' and not i.deleted
      and (i.doc ->> 'state' <> 'closed' or (c.id is not null and not exists (
        select 1 from frozen f where f.id = i.id and f.closed_at = i.doc ->> 'closedAt')))`.execute(db);
  return rows.map(({ id }) => id).sort();
}

/** What the log of changes tells between two sequence numbers: which incidents, or that what they are all judged by has changed. */
export async function changedIncidents(
  { db, scope }: TenantTransaction,
  after: number,
  upTo: number,
): Promise<{ readonly ids: readonly string[]; readonly company: boolean }> {
  const { rows } = await sql<{ kind: string; id: string | null }>`
    select distinct c.kind, case when c.kind = 'incident' then c.id when c.kind = 'incidentEvent' then e.doc ->> 'incidentId' end as id
    from change_log c left join record e
      on c.kind = 'incidentEvent' and e.tenant_id = ${scope.tenantId} and e.kind = 'incidentEvent' and e.id = c.id
    where c.tenant_id = ${scope.tenantId} and c.seq > ${after} and c.seq <= ${upTo}
      and c.kind in ('incident', 'incidentEvent', 'contract', 'slaPolicy', 'calendarEntry')`.execute(db);
  return {
    ids: [...new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])))].sort(),
    company: rows.some(({ id }) => id === null),
  };
}

/**
 * Some incidents with their logs. `lock`: holds them to the end of the transaction, so that nobody writes into their logs meanwhile; as every writer
 * does, in the order of their ids.
 */
export async function readIncidents(
  { db, scope }: TenantTransaction,
  company: CompanySla,
  ids: readonly string[],
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<readonly StoredIncident[]> {
  const found = await sql<Row>`
    select r.account_id, r.kind, r.id, r.rev, r.doc from record r
    where r.tenant_id = ${scope.tenantId} and r.kind = 'incident' and r.id = any(${ids}::text[]) and not r.deleted
    order by r.id ${lock ? sql`for update of r` : sql``}`.execute(db);
  const incidents = ofKind(found.rows, "incident");
  const accounts = [...new Set(incidents.flatMap(({ accountId }) => (accountId === null ? [] : [accountId])))];
  const nobodys = incidents.some(({ accountId }) => accountId === null);
  const { rows } = await sql<Row>`
    select r.account_id, r.kind, r.id, r.rev, r.doc from record r
    where r.tenant_id = ${scope.tenantId} and not r.deleted
      and (r.account_id = any(${accounts}::text[]) or (${nobodys}::boolean and r.account_id is null))
      and (r.kind in ('account', 'contract') or (r.kind = 'incidentEvent' and r.doc ->> 'incidentId' = any(${ids}::text[])))`.execute(db);
  const logs = Map.groupBy(ofKind(rows, "incidentEvent"), (event) => event.incidentId);
  const contracts = Map.groupBy(ofKind(rows, "contract"), (contract) => contract.accountId);
  const zones = new Map(ofKind(rows, "account").map(({ id, timeZone }) => [id, timeZone]));
  return incidents.map((incident) => {
    const { id, accountId, openedAt } = incident;
    const own = accountId === null ? [] : (contracts.get(accountId) ?? []);
    const zone = (accountId === null ? undefined : zones.get(accountId)) ?? "UTC";
    const policy = policyFor(own, company.policies, Date.parse(openedAt), zone);
    return { incident, input: { incidentId: id, events: logs.get(id) ?? [], policy, workCalendarOf: company.workCalendarOf } };
  });
}

/** Of these, the records that are there already. */
export async function presentIds(
  { db, scope }: TenantTransaction,
  kind: "slaVerdict" | "incidentEvent",
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom("record")
    .select("id")
    .where("tenant_id", "=", scope.tenantId)
    .where("kind", "=", kind)
    .where("id", "in", ids)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
