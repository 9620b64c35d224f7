import { sql } from "kysely";
import { type Database, serviceScope, type TenantScope } from "../storage/database.ts";

/** A user as an administrator sees them. */
export interface UserAccount {
  readonly id: string;
  readonly name: string;
  /** Empty when the user was only given a login. */
  readonly email: string;
  readonly role: string;
  readonly disabledAt: Date | null;
  /** Whether they have signed in at the OpenID provider. */
  readonly linked: boolean;
}

/** Every user of the tenant, by id. */
export async function listUsers(db: Database, tenantId: string): Promise<readonly UserAccount[]> {
  const { rows } = await db.withTenant(
    serviceScope(tenantId, "headroom"),
    (tx) =>
      sql<{ id: string; name: string; email: string | null; role: string; disabled_at: Date | null; linked: boolean }>`
        select u.user_id as id, u.name, r.doc ->> 'email' as email, u.role, u.disabled_at, i.user_id is not null as linked
        from app_user u
        left join record r on r.tenant_id = u.tenant_id and r.kind = 'user' and r.id = u.user_id
        left join user_identity i on i.tenant_id = u.tenant_id and i.user_id = u.user_id
        where u.tenant_id = ${tenantId} order by u.user_id`.execute(tx.db),
    { snapshot: true },
  );
  return rows.map(({ id, name, email, role, disabled_at: disabledAt, linked }) => ({
    id,
    name,
    email: email ?? "",
    role,
    disabledAt,
    linked,
  }));
}

/** Ends a user's access, or gives it back; their tokens, identity and accounts stay. Answers whether there is such a user. */
export async function setDisabled(db: Database, { tenantId, userId }: TenantScope, disabledAt: Date | null): Promise<boolean> {
  const result = await db.withTenant(serviceScope(tenantId, "headroom"), (tx) =>
    tx.db
      .updateTable("app_user")
      .set({ disabled_at: disabledAt })
      .where("tenant_id", "=", tenantId)
      .where("user_id", "=", userId)
      .executeTakeFirst(),
  );
  return result.numUpdatedRows > 0n;
}
