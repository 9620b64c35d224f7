import { type RawBuilder, sql } from "kysely";
import type { Kind } from "../../shared/domain/kinds.ts";
import { type UserRole, userRoles } from "../../shared/domain/user/user.ts";
import { ApiError } from "../server/api-error.ts";
import type { TenantTransaction } from "../storage/database.ts";

/** Who asks, as stored now: read in the transaction that answers, so that a change of role counts at once. */
export interface Principal {
  readonly tenantId: string;
  readonly userId: string;
  readonly name: string;
  readonly role: UserRole;
  readonly locale: string;
  readonly scopeVersion: number;
  /** Accounts in scope, deleted ones too, so that the deletion is told; null = every account of the tenant. */
  readonly accounts: readonly string[] | null;
}

function isRole(role: string): role is UserRole {
  return (userRoles as readonly string[]).includes(role);
}

/** Throws ApiError (`forbidden`) when the user is gone, has been disabled or has a role that this version does not know. */
export async function loadPrincipal({ db, scope }: TenantTransaction): Promise<Principal> {
  const user = await db
    .selectFrom("app_user")
    .select(["name", "role", "locale", "scope_version", "disabled_at"])
    .where("tenant_id", "=", scope.tenantId)
    .where("user_id", "=", scope.userId)
    .executeTakeFirst();
  if (user === undefined || !isRole(user.role)) throw new ApiError("forbidden", "this user has no access");
  if (user.disabled_at !== null) throw new ApiError("forbidden", "this user has been disabled");
  return {
    tenantId: scope.tenantId,
    userId: scope.userId,
    name: user.name,
    role: user.role,
    locale: user.locale,
    scopeVersion: user.scope_version,
    // Customer-success managers see the accounts they own; every other role sees all.
    accounts: user.role === "csm" ? await ownAccounts({ db, scope }) : null,
  };
}

async function ownAccounts({ db, scope }: Pick<TenantTransaction, "db" | "scope">): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("account_scope")
    .select("account_id")
    .where("tenant_id", "=", scope.tenantId)
    .where("user_id", "=", scope.userId)
    .execute();
  return rows.map(({ account_id: id }) => id);
}

export function seesWholeTenant({ accounts }: Principal): boolean {
  return accounts === null;
}

export function mayWrite({ role }: Principal): boolean {
  return role !== "viewer";
}

/** Kinds in which records are private to a user: see privateTo. */
export const privateKinds: readonly Kind[] = ["savedView", "todayMark", "conflict"];

/** Condition on an account id. */
export function accountInScope({ accounts }: Principal, column: string): RawBuilder<boolean> {
  return accounts === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any(${accounts}::text[])`;
}

/** Condition on a row of `record` under the alias: what the user may see. */
export function recordInScope(principal: Principal, alias: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${alias}.private_to`)} is null or ${sql.ref(`${alias}.private_to`)} = ${principal.userId})
    and (${sql.ref(`${alias}.account_id`)} is null or ${accountInScope(principal, `${alias}.account_id`)})`;
}
