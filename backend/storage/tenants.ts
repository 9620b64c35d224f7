import { randomUUID } from "node:crypto";
import type { UserRole } from "../../shared/domain/user/user.ts";
import { asService, type Database, serviceScope, type TenantScope, type TenantTransaction } from "./database.ts";

/** The tenant of a backend that serves one company, as the desktop's own does. */
export const defaultTenant = { id: "default", name: "Headroom" } as const;

/** Creates the tenant when it is new; does nothing to one that is there. */
export async function ensureTenant(db: Database, scope: TenantScope, name: string, nowMs: number): Promise<void> {
  await db.withTenant(serviceScope(scope.tenantId, scope.userId), async (tx) => {
    await tx.db
      .insertInto("tenant")
      .values({ tenant_id: scope.tenantId, name, created_at: new Date(nowMs) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx.db
      .insertInto("sync_head")
      .values({ tenant_id: scope.tenantId, epoch: randomUUID(), seq: 0, floor: 0, chunk_seq: 0, page_build: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/**
 * A new epoch: every laptop takes a new snapshot and sends again what is not acknowledged. To be called once after the database was
 * restored from a backup, because a restored head that has grown past a laptop's cursor cannot be told from an ordinary one. Answers whether
 * there is such a tenant.
 */
export async function renewEpoch(db: Database, scope: TenantScope): Promise<boolean> {
  return db.withTenant(serviceScope(scope.tenantId, scope.userId), async (tx) => {
    await tx.db.deleteFrom("snapshot_page").where("tenant_id", "=", scope.tenantId).execute();
    const renewed = await tx.db
      .updateTable("sync_head")
      .set({ epoch: randomUUID(), page_build: 0 })
      .where("tenant_id", "=", scope.tenantId)
      .executeTakeFirst();
    return renewed.numUpdatedRows > 0n;
  });
}

export interface AppUser {
  readonly id: string;
  readonly name: string;
  readonly role: UserRole;
  readonly locale: string;
}

/** Creates or updates who may sign in. A change of role changes what the user sees, so the laptop is told to begin anew. */
export async function putUsers(tx: TenantTransaction, users: readonly AppUser[]): Promise<void> {
  if (users.length === 0) return;
  await tx.db
    .insertInto("app_user")
    .values(
      users.map((user) => ({
        tenant_id: tx.scope.tenantId,
        user_id: user.id,
        name: user.name,
        role: user.role,
        locale: user.locale,
        scope_version: 1,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "user_id"]).doUpdateSet((eb) => ({
        name: eb.ref("excluded.name"),
        role: eb.ref("excluded.role"),
        locale: eb.ref("excluded.locale"),
        scope_version: eb
          .case()
          .when("app_user.role", "=", eb.ref("excluded.role"))
          .then(eb.ref("app_user.scope_version"))
          .else(eb("app_user.scope_version", "+", 1))
          .end(),
      })),
    )
    .execute();
}

/** After accounts changed hands: what these users see is another set now. */
export async function bumpScopes(tx: TenantTransaction, userIds: Iterable<string>): Promise<void> {
  const ids = [...new Set(userIds)].sort();
  if (ids.length === 0) return;
  await asService(tx, () =>
    tx.db
      .updateTable("app_user")
      .set((eb) => ({ scope_version: eb("scope_version", "+", 1) }))
      .where("tenant_id", "=", tx.scope.tenantId)
      .where("user_id", "in", ids)
      .execute(),
  );
}
