import { createHash, randomBytes } from "node:crypto";
import { idPattern } from "../../shared/kernel/ids.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { type Database, serviceScope, type TenantScope } from "../storage/database.ts";

/**
 * `hr~TENANT~SECRET`: the tenant is in the clear because every look-up happens inside one tenant; the secret is 32 random bytes. Only the
 * SHA-256 of the whole is stored: a fast hash is enough for 256 bits that nobody can guess.
 */
const prefix = "hr";
const secretPattern = /^[A-Za-z0-9_-]{43}$/;
const dayMs = 86_400_000;

export interface NewToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Tenant that a token says it belongs to; null = not a token of this backend. */
export function tenantOfToken(token: string): string | null {
  const [head, tenantId, secret, ...rest] = token.split("~");
  if (head !== prefix || tenantId === undefined || secret === undefined || rest.length > 0) return null;
  return idPattern.test(tenantId) && secretPattern.test(secret) ? tenantId : null;
}

export async function createToken(db: Database, scope: TenantScope, label: string, days: number, nowMs: number): Promise<NewToken> {
  const token = `${prefix}~${scope.tenantId}~${randomBytes(32).toString("base64url")}`;
  const expiresAt = new Date(nowMs + days * dayMs);
  await db.withTenant(serviceScope(scope.tenantId, scope.userId), async (tx) => {
    await tx.db
      .insertInto("access_token")
      .values({
        tenant_id: scope.tenantId,
        token_hash: hashToken(token),
        user_id: scope.userId,
        label,
        created_at: new Date(nowMs),
        expires_at: expiresAt,
        revoked_at: null,
      })
      .execute();
    const detail = { user: scope.userId, expiresAt: expiresAt.toISOString() };
    await appendAudit(tx, nowMs, [{ event: "token-created", source: "command", userId: "headroom", detail }]);
  });
  return { token, expiresAt };
}

/** Ends every token of a user; answers how many there were. */
export async function revokeTokens(db: Database, scope: TenantScope, nowMs: number): Promise<number> {
  return db.withTenant(serviceScope(scope.tenantId, scope.userId), async (tx) => {
    const result = await tx.db
      .updateTable("access_token")
      .set({ revoked_at: new Date(nowMs) })
      .where("tenant_id", "=", scope.tenantId)
      .where("user_id", "=", scope.userId)
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    const tokens = Number(result.numUpdatedRows);
    await appendAudit(tx, nowMs, [
      { event: "token-revoked", source: "command", userId: "headroom", detail: { user: scope.userId, tokens } },
    ]);
    return tokens;
  });
}

/** For whom a token stands; null = unknown, expired or revoked. */
export async function findToken(db: Database, token: string, nowMs: number): Promise<TenantScope | null> {
  const tenantId = tenantOfToken(token);
  if (tenantId === null) return null;
  const row = await db.withTenant(
    serviceScope(tenantId, "sign-in"),
    ({ db: tx }) =>
      tx
        .selectFrom("access_token")
        .select(["user_id", "expires_at", "revoked_at"])
        .where("tenant_id", "=", tenantId)
        .where("token_hash", "=", hashToken(token))
        .executeTakeFirst(),
    { snapshot: true },
  );
  if (row === undefined || row.revoked_at !== null || row.expires_at.getTime() <= nowMs) return null;
  return { tenantId, userId: row.user_id };
}
