import { sql } from "kysely";
import { inOrderOfId } from "../../shared/domain/health/judge-account.ts";
import type { Kind, RecordOf } from "../../shared/domain/kinds.ts";
import type { MetricId } from "../../shared/domain/metrics/metrics.ts";
import type { HourlySeries } from "../../shared/domain/metrics/series.ts";
import type { OutlookRows } from "../../shared/domain/peak/outlook-input.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import { seriesOfChunks } from "../../shared/sync/chunk-series.ts";
import type { ChunkEncoding } from "../../shared/sync/chunks.ts";
import type { TenantTransaction } from "../storage/database.ts";

/** What holds for every account of a company. */
export type CompanyOutlook = Pick<OutlookRows, "leadTimes"> & { readonly calendarEntries: readonly RecordOf<"calendarEntry">[] };

/** One account's rows and usage as they are stored now. */
export interface StoredOutlook {
  readonly rows: OutlookRows;
  readonly usage: readonly HourlySeries[];
}

const accountKinds = [
  "account",
  "capacity",
  "plannedEvent",
  "incident",
  "outreach",
  "capacityRequest",
  "calendarEntry",
  "forecastMemory",
] as const satisfies readonly Kind[];

interface Row {
  readonly account_id: string | null;
  readonly kind: string;
  readonly id: string;
  readonly rev: number;
  readonly doc: JsonObject;
}

/** Accounts that go on, by id. */
export async function outlookAccounts({ db, scope }: TenantTransaction): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from record r
    where r.tenant_id = ${scope.tenantId} and r.kind = 'account' and not r.deleted and r.doc ->> 'lifecycle' <> 'ended'`.execute(db);
  return rows.map(({ id }) => id).sort();
}

export async function readCompanyOutlook({ db, scope }: TenantTransaction): Promise<CompanyOutlook> {
  const { rows } = await sql<Row>`
    select r.account_id, r.kind, r.id, r.rev, r.doc from record r
    where r.tenant_id = ${scope.tenantId} and r.account_id is null and r.kind in ('calendarEntry', 'regionLeadTime') and not r.deleted`.execute(
    db,
  );
  return { leadTimes: ofKind(rows, "regionLeadTime"), calendarEntries: ofKind(rows, "calendarEntry") };
}

/** Rows and usage of some accounts: a few at a time, as each brings a year of hours. */
export async function readOutlooks(
  { db, scope }: TenantTransaction,
  company: CompanyOutlook,
  accountIds: readonly string[],
): Promise<readonly StoredOutlook[]> {
  const { rows } = await sql<Row>`
    select r.account_id, r.kind, r.id, r.rev, r.doc from record r
    where r.tenant_id = ${scope.tenantId} and r.account_id = any(${accountIds}::text[]) and r.kind = any(${accountKinds}::text[])
      and not r.deleted`.execute(db);
  const chunks = await sql<ChunkRow>`
    select c.account_id, c.metric, c.region, c.month, c.rev, c.encoding, c.bytes from metric_chunk c
    where c.tenant_id = ${scope.tenantId} and c.account_id = any(${accountIds}::text[]) and c.metric = 'pcu'
      and c.carrier = '' and c.sdk = '' and c.platform = ''`.execute(db);
  const byAccount = Map.groupBy(rows, (row) => row.account_id);
  const chunksByAccount = Map.groupBy(chunks.rows, (row) => row.account_id);
  return accountIds.flatMap((accountId): readonly StoredOutlook[] => {
    const own = byAccount.get(accountId) ?? [];
    const [account] = ofKind(own, "account");
    if (account === undefined) return [];
    const packed = (chunksByAccount.get(accountId) ?? []).map(({ account_id: of, ...rest }) => ({
      ...rest,
      accountId: of,
      carrier: null,
      sdk: null,
      platform: null,
    }));
    return [
      {
        rows: {
          account,
          capacities: ofKind(own, "capacity"),
          plannedEvents: ofKind(own, "plannedEvent"),
          incidents: ofKind(own, "incident"),
          outreaches: ofKind(own, "outreach"),
          requests: ofKind(own, "capacityRequest"),
          calendarEntries: inOrderOfId([...company.calendarEntries, ...ofKind(own, "calendarEntry")]),
          leadTimes: company.leadTimes,
          memories: ofKind(own, "forecastMemory"),
        },
        usage: seriesOfChunks(packed),
      },
    ];
  });
}

interface ChunkRow {
  readonly account_id: string;
  readonly metric: MetricId;
  readonly region: string;
  readonly month: string;
  readonly rev: number;
  readonly encoding: ChunkEncoding;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What is stored was validated when it was written. */
function ofKind<K extends Kind>(rows: readonly Row[], kind: K): readonly RecordOf<K>[] {
  return inOrderOfId(rows.filter((row) => row.kind === kind).map(({ id, rev, doc }) => ({ ...doc, id, rev }) as unknown as RecordOf<K>));
}
