import { sql } from "kysely";
import type { Database } from "../../backend/storage/database.ts";

export type TenantDump = Record<string, Record<string, unknown>[]>;

/** Every row of every table that belongs to a tenant, as the database writes it, by tenant and table, in the order of the primary key. */
export async function dumpTenants(db: Database): Promise<Record<string, TenantDump>> {
  return db.withOperator(
    async (operator) => {
      const tables = await sql<{ name: string; key: string }>`
        select c.relname as name, (select string_agg(quote_ident(a.attname), ', ' order by k.place) from pg_index i
          cross join lateral unnest(i.indkey) with ordinality as k(attnum, place)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where i.indrelid = c.oid and i.indisprimary) as key
        from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') order by 1`.execute(operator.db);
      const dump: Record<string, TenantDump> = {};
      for (const tenant of await operator.tenantIds()) {
        await operator.enter(tenant);
        const own: TenantDump = (dump[tenant] = {});
        for (const { name, key } of tables.rows) {
          const { rows } = await sql<{ row: Record<string, unknown> }>`
            select row_to_json(t) as row from (select * from ${sql.table(name)} order by ${sql.raw(key)}) t`.execute(operator.db);
          own[name] = rows.map(({ row }) => row);
        }
      }
      return dump;
    },
    { snapshot: true },
  );
}
