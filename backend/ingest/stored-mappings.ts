import type { Database, TenantScope } from "../storage/database.ts";

/** Mappings kept in the database, by name. What is stored is JSON that was once valid; it is checked again when it is used. */
export async function putMapping(db: Database, scope: TenantScope, name: string, json: string, nowMs: number): Promise<void> {
  const row = { doc: json, updated_at: new Date(nowMs), updated_by: scope.userId };
  await db.withTenant(scope, ({ db: tx }) =>
    tx
      .insertInto("ingest_mapping")
      .values({ tenant_id: scope.tenantId, name, ...row })
      .onConflict((conflict) => conflict.columns(["tenant_id", "name"]).doUpdateSet(row))
      .execute(),
  );
}

export async function getMapping(db: Database, scope: TenantScope, name: string): Promise<unknown> {
  const row = await db.withTenant(scope, ({ db: tx }) =>
    tx.selectFrom("ingest_mapping").select("doc").where("tenant_id", "=", scope.tenantId).where("name", "=", name).executeTakeFirst(),
  );
  return row?.doc;
}

export async function mappingNames(db: Database, scope: TenantScope): Promise<readonly string[]> {
  const rows = await db.withTenant(scope, ({ db: tx }) =>
    tx.selectFrom("ingest_mapping").select("name").where("tenant_id", "=", scope.tenantId).orderBy("name").execute(),
  );
  return rows.map(({ name }) => name);
}
