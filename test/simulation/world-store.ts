import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import type { Database, TenantScope, TenantTransaction } from "../../backend/storage/database.ts";
import { openBackendStore, type BackendStore } from "../../backend/storage/open-backend-store.ts";
import type { Clock } from "../../shared/kernel/clock.ts";
import { prepareStatements } from "./prepared-statements.ts";

export const engines = ["pglite", "postgres"] as const;
export type Engine = (typeof engines)[number];

/** One database for many runs: every run has companies of its own in it. Time is that of the run under way. */
export interface WorldStore {
  readonly engine: Engine;
  readonly store: BackendStore;
  readonly clock: { now: Clock["now"] };
  close(): Promise<void>;
}

/** `databaseUrl` is the address of an empty database; null for PGlite. */
export async function openWorldStore(engine: Engine, databaseUrl: string | null): Promise<WorldStore> {
  const clock = { now: (): number => 0 };
  const following = { now: (): number => clock.now() };
  if (engine === "postgres") {
    if (databaseUrl === null) throw new Error("PostgreSQL needs the address of a database");
    const store = await openBackendStore({ databaseUrl: bySocket(databaseUrl) }, { clock: following });
    prepareStatements();
    return { engine, store, clock, close: () => store.close() };
  }
  const dataDir = await mkdtemp(join(tmpdir(), "headroom-simulation-"));
  const store = await openBackendStore({ dataDir }, { clock: following });
  prepareStatements();
  return {
    engine,
    store,
    clock,
    close: async () => {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A server of this machine by its socket in the file system, where it has one: half the way of a connection through the network. */
function bySocket(databaseUrl: string): string {
  const { hostname, port } = new URL(databaseUrl);
  const folder = "/tmp";
  if (hostname !== "127.0.0.1" || !existsSync(`${folder}/.s.PGSQL.${port}`)) return databaseUrl;
  return databaseUrl.replace("@127.0.0.1:", `@${encodeURIComponent(folder)}:`);
}

/** Every row of one company, table by table, as a backup of the database would hold it. */
export type TenantBackup = ReadonlyMap<string, { readonly columns: readonly string[]; readonly rows: string }>;

/** Credentials stay what they are: a restore that signs everybody out is another fault. The audit log goes on through a restore. */
const notRestored = ["access_token", "audit_head", "audit_entry", "audit_checkpoint"];

async function tenantTables({ db }: TenantTransaction): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select c.table_name, c.column_name from information_schema.columns c
    where c.table_schema = 'public' and c.is_generated = 'NEVER'
      and exists (select from information_schema.columns t where t.table_schema = 'public' and t.table_name = c.table_name and t.column_name = 'tenant_id')
    order by c.table_name, c.ordinal_position`.execute(db);
  const tables = new Map<string, string[]>();
  for (const row of rows) {
    if (notRestored.includes(row.table_name)) continue;
    tables.set(row.table_name, [...(tables.get(row.table_name) ?? []), row.column_name]);
  }
  return tables;
}

export function backUp(db: Database, scope: TenantScope): Promise<TenantBackup> {
  return db.withTenant(
    scope,
    async (tx) => {
      const backup = new Map<string, { columns: readonly string[]; rows: string }>();
      for (const [table, columns] of await tenantTables(tx)) {
        const { rows } = await sql<{ rows: string }>`
          select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${sql.table(table)} t where tenant_id = ${scope.tenantId}`.execute(
          tx.db,
        );
        backup.set(table, { columns, rows: rows[0]?.rows ?? "[]" });
      }
      return backup;
    },
    { snapshot: true },
  );
}

export async function restore(db: Database, scope: TenantScope, backup: TenantBackup): Promise<void> {
  await db.withTenant(scope, async (tx) => {
    for (const [table, { columns, rows }] of backup) {
      const names = sql.join(columns.map((column) => sql.ref(column)));
      await sql`delete from ${sql.table(table)} where tenant_id = ${scope.tenantId}`.execute(tx.db);
      await sql`insert into ${sql.table(table)} (${names})
        select ${names} from jsonb_populate_recordset(null::${sql.id("public", table)}, ${rows}::jsonb)`.execute(tx.db);
    }
  });
}
