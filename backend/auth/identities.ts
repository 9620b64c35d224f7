import { sql } from "kysely";
import { ApiError } from "../server/api-error.ts";
import { type Database, serviceScope, type TenantScope, type TenantTransaction } from "../storage/database.ts";
import type { OidcSubject } from "./oidc-verifier.ts";

/** Users of the tenant with the address, in whatever case it is written. */
async function usersByEmail({ db, scope }: TenantTransaction, email: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select u.user_id as id from app_user u join record r on r.tenant_id = u.tenant_id and r.kind = 'user' and r.id = u.user_id and not r.deleted
    where u.tenant_id = ${scope.tenantId} and lower(r.doc ->> 'email') = lower(${email}) order by u.user_id limit 2`.execute(db);
  return rows.map(({ id }) => id);
}

async function linkedUser({ db, scope }: TenantTransaction, { issuer, subject }: OidcSubject): Promise<string | null> {
  const row = await db
    .selectFrom("user_identity")
    .select("user_id")
    .where("tenant_id", "=", scope.tenantId)
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return row?.user_id ?? null;
}

/** Links the identity to the only user who has its address and no identity yet; null = there is none. */
async function link(tx: TenantTransaction, identity: OidcSubject, nowMs: number): Promise<string | null> {
  if (identity.verifiedEmail === null) return null;
  const [userId, another] = await usersByEmail(tx, identity.verifiedEmail);
  if (userId === undefined || another !== undefined) return null;
  const { tenantId } = tx.scope;
  const linked = await tx.db
    .insertInto("user_identity")
    .values({ tenant_id: tenantId, issuer: identity.issuer, subject: identity.subject, user_id: userId, linked_at: new Date(nowMs) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  // Another sign-in of the same person may have been faster; another person's identity may hold the user.
  return (linked.numInsertedOrUpdatedRows ?? 0n) > 0n ? userId : linkedUser(tx, identity);
}

/**
 * The user an identity stands for; the first sign-in links it by its verified e-mail address. Throws ApiError (`forbidden`) when there is no such
 * user: the person is known to the provider, but not to this company.
 */
export async function userOfIdentity(db: Database, identity: OidcSubject, nowMs: number): Promise<TenantScope> {
  const scope = serviceScope(identity.tenantId, "sign-in");
  const userId =
    (await db.withTenant(scope, (tx) => linkedUser(tx, identity), { snapshot: true })) ??
    (await db.withTenant(scope, (tx) => link(tx, identity, nowMs)));
  if (userId !== null) return { tenantId: identity.tenantId, userId };
  throw new ApiError(
    "forbidden",
    identity.verifiedEmail === null
      ? "the sign-in brings no verified e-mail address, and no user is linked to it: ask your administrator"
      : "no user of this company can be linked to the e-mail address of this sign-in: ask your administrator",
  );
}

/** Forgets which identity stands for the user: the next sign-in links anew. Answers whether there was one. */
export async function unlinkIdentity(db: Database, { tenantId, userId }: TenantScope): Promise<boolean> {
  const result = await db.withTenant(serviceScope(tenantId, "headroom"), ({ db: tx }) =>
    tx.deleteFrom("user_identity").where("tenant_id", "=", tenantId).where("user_id", "=", userId).executeTakeFirst(),
  );
  return result.numDeletedRows > 0n;
}
