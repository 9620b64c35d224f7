import { sql } from "kysely";
import type { Account } from "../../shared/domain/account/account.ts";
import type { Kind } from "../../shared/domain/kinds.ts";
import type { Clock } from "../../shared/kernel/clock.ts";
import type { Database, TenantScope, TenantTransaction } from "./database.ts";
import { importChunks } from "./import-chunks.ts";
import { importRecords } from "./import-records.ts";
import type { ImportAccount, ImportCounts, ImportStore } from "./import-store.ts";

/** The import store of one tenant; `scope.userId` signs what is written. The tenant must exist. */
export function createImportStore(db: Database, scope: TenantScope, clock: Clock): ImportStore {
  return {
    putRecords: (records) =>
      records.length === 0 ? Promise.resolve([]) : db.withTenant(scope, (tx) => importRecords(tx, records, clock.now())),
    putChunks: (chunks, merge) =>
      chunks.length === 0 ? Promise.resolve([]) : db.withTenant(scope, (tx) => importChunks(tx, chunks, merge, clock.now())),
    accountsByCode: () => db.withTenant(scope, accountsByCode),
    counts: () => db.withTenant(scope, counts),
  };
}

async function accountsByCode({ db, scope }: TenantTransaction): Promise<ReadonlyMap<string, ImportAccount>> {
  const rows = await db
    .selectFrom("record")
    .select(["id", "doc"])
    .where("tenant_id", "=", scope.tenantId)
    .where("kind", "=", "account")
    .where("deleted", "=", false)
    .execute();
  return new Map(
    rows.map(({ id, doc }) => {
      const account = doc as unknown as Account;
      return [account.code, { id, timeZone: account.timeZone, regions: account.regions }];
    }),
  );
}

async function counts({ db, scope }: TenantTransaction): Promise<ImportCounts> {
  const rows = await db
    .selectFrom("record")
    .select(["kind", (eb) => eb.fn.countAll<number>().as("rows")])
    .where("tenant_id", "=", scope.tenantId)
    .where("deleted", "=", false)
    .groupBy("kind")
    .execute();
  const rowsOf = (kind: Kind): number => rows.find((row) => row.kind === kind)?.rows ?? 0;
  const series = await sql<{ n: number }>`
    select count(*) as n from (select distinct account_id, metric, region, carrier, sdk, platform from metric_chunk where tenant_id = ${scope.tenantId}) s`.execute(
    db,
  );
  return {
    accounts: rowsOf("account"),
    incidents: rowsOf("incident"),
    incidentEvents: rowsOf("incidentEvent"),
    series: series.rows[0]?.n ?? 0,
  };
}
