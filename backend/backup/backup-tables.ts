import { sql, type Transaction } from "kysely";
import type { Tables } from "../storage/tables.ts";

export interface BackupTable {
  readonly name: string;
  /** In the order of the table; without those that the database computes. */
  readonly columns: readonly string[];
  /** Columns of the primary key: rows are written in its order. */
  readonly key: readonly string[];
}

/** Made from the records when they are missing. */
const derived: readonly string[] = ["snapshot_page", "account_scope"];

/** Every table that belongs to a tenant, as the schema is now: a table that a later migration adds is backed up without a word here. */
export async function backupTables(db: Transaction<Tables>): Promise<readonly BackupTable[]> {
  const { rows } = await sql<{ name: string; columns: string[]; key: string[] }>`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select a.attname::text from pg_index i cross join lateral unnest(i.indkey) with ordinality as k(attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary order by k.place) as key
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
    order by c.relname`.execute(db);
  return rows.filter(({ name }) => !derived.includes(name));
}
