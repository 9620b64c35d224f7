import { sql } from "kysely";
import type { HealthInput } from "../../shared/domain/health/health-input.ts";
import type { HealthModel } from "../../shared/domain/health/health-model.ts";
import { type HealthRecords, type HealthSeries, inOrderOfId, needsLog } from "../../shared/domain/health/judge-account.ts";
import type { Kind, RecordOf } from "../../shared/domain/kinds.ts";
import { type MetricId, metrics } from "../../shared/domain/metrics/metrics.ts";
import { touchTypes } from "../../shared/domain/timeline/timeline-entry.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import { seriesOfChunks } from "../../shared/sync/chunk-series.ts";
import type { ChunkEncoding, PackedChunk } from "../../shared/sync/chunks.ts";
import type { TenantTransaction } from "../storage/database.ts";

/** What every account of a company is judged by. */
export interface CompanyHealth {
  readonly models: readonly HealthModel[];
  readonly sdkReleases: HealthInput["sdkReleases"];
}

/** One account's rows, as they are stored now: what is later than an instant is for the rules to pass over. */
export interface StoredHealth {
  readonly accountId: string;
  readonly series: HealthSeries;
  /** Logs are left out that say nothing about `atMs` any more. */
  records(atMs: number): HealthRecords;
}

const accountKinds = [
  "account",
  "contract",
  "capacity",
  "plannedEvent",
  "incident",
  "incidentEvent",
  "slaVerdict",
  "timeline",
  "outreach",
  "contact",
  "surveyAnswer",
  "sdkUse",
  "healthOverride",
] as const satisfies readonly Kind[];

interface Row {
  readonly account_id: string | null;
  readonly kind: string;
  readonly id: string;
  readonly rev: number;
  readonly doc: JsonObject;
}

/** Every account of the company by its code, `code` alone when it is given. */
export async function healthAccounts(
  { db, scope }: TenantTransaction,
  code: string | null,
): Promise<readonly { readonly id: string; readonly code: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; code: string; name: string }>`
    select r.id, r.doc ->> 'code' as code, r.doc ->> 'name' as name from record r
    where r.tenant_id = ${scope.tenantId} and r.kind = 'account' and not r.deleted
      and (${code}::text is null or r.doc ->> 'code' = ${code}::text)`.execute(db);
  return rows.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

export async function readCompanyHealth({ db, scope }: TenantTransaction): Promise<CompanyHealth> {
  const { rows } = await sql<Row>`
    select r.account_id, r.kind, r.id, r.rev, r.doc from record r
    where r.tenant_id = ${scope.tenantId} and r.kind in ('healthModel', 'sdkRelease') and not r.deleted`.execute(db);
  return { models: inOrderOfId(ofKind(rows, "healthModel")), sdkReleases: inOrderOfId(ofKind(rows, "sdkRelease")) };
}

/** Rows and series of some accounts: a few at a time, as each brings a year of hours. */
export async function readHealth(
  { db, scope }: TenantTransaction,
  company: CompanyHealth,
  accountIds: readonly string[],
): Promise<readonly StoredHealth[]> {
  const { rows } = await sql<Row>`
    select r.account_id, r.kind, r.id, r.rev, r.doc from record r
    where r.tenant_id = ${scope.tenantId} and r.account_id = any(${accountIds}::text[]) and r.kind = any(${accountKinds}::text[]) and not r.deleted
      and (r.kind <> 'timeline' or r.doc ->> 'type' = any(${touchTypes}::text[]))`.execute(db);
  const chunks = await sql<ChunkRow>`
    select c.account_id, c.metric, c.region, c.carrier, c.month, c.rev, c.encoding, c.bytes from metric_chunk c
    where c.tenant_id = ${scope.tenantId} and c.account_id = any(${accountIds}::text[]) and c.metric = any(${Object.keys(metrics)}::text[])
      and c.sdk = '' and c.platform = ''`.execute(db);
  const byAccount = Map.groupBy(rows, (row) => row.account_id);
  const chunksByAccount = Map.groupBy(chunks.rows, (row) => row.account_id);
  return accountIds.flatMap((accountId) => {
    const own = byAccount.get(accountId) ?? [];
    const [account] = ofKind(own, "account");
    if (account === undefined) return [];
    const series = seriesOfChunks((chunksByAccount.get(accountId) ?? []).map(chunkOf));
    return [
      {
        accountId,
        series: {
          usage: series.filter(({ metric }) => metrics[metric].group === "usage"),
          quality: series.filter(({ metric }) => metrics[metric].group === "quality"),
        },
        records: (atMs: number) => recordsOf(account, own, company, atMs),
      },
    ];
  });
}

interface ChunkRow {
  readonly account_id: string;
  readonly metric: MetricId;
  readonly region: string;
  /** Empty = all carriers together. */
  readonly carrier: string;
  readonly month: string;
  readonly rev: number;
  readonly encoding: ChunkEncoding;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

function chunkOf({ account_id: accountId, carrier, ...rest }: ChunkRow): PackedChunk {
  return { ...rest, accountId, carrier: carrier === "" ? null : carrier, sdk: null, platform: null };
}

/** What is stored was validated when it was written. */
function ofKind<K extends Kind>(rows: readonly Row[], kind: K): readonly RecordOf<K>[] {
  return rows.filter((row) => row.kind === kind).map(({ id, rev, doc }) => ({ ...doc, id, rev }) as unknown as RecordOf<K>);
}

function recordsOf(account: RecordOf<"account">, rows: readonly Row[], { sdkReleases }: CompanyHealth, atMs: number): HealthRecords {
  const own = <K extends Kind>(kind: K): readonly RecordOf<K>[] => inOrderOfId(ofKind(rows, kind));
  const incidents = own("incident");
  const wanted = new Set(incidents.filter((incident) => needsLog(incident, atMs)).map((incident) => incident.id));
  return {
    account,
    contracts: own("contract"),
    capacities: own("capacity"),
    plannedEvents: own("plannedEvent"),
    incidents,
    incidentEvents: Map.groupBy(
      own("incidentEvent").filter((event) => wanted.has(event.incidentId)),
      (event) => event.incidentId,
    ),
    slaVerdicts: own("slaVerdict"),
    touches: own("timeline").map(({ id, at }) => ({ id, atMs: Date.parse(at) })),
    outreaches: own("outreach"),
    contacts: own("contact"),
    surveys: own("surveyAnswer"),
    sdkUses: own("sdkUse"),
    sdkReleases,
    overrides: own("healthOverride"),
  };
}
