import { appendAudit } from "../audit/append-audit.ts";
import type { Database, TenantScope } from "../storage/database.ts";

/** A client that has been seen this lately is not noted again: saying hello must stay a read. */
const noteAgainMs = 3_600_000;

export interface Laptop {
  readonly clientId: string;
  readonly userId: string;
  readonly seenAt: Date;
  /** Since when it is to be wiped; null = it is not. */
  readonly wipeAt: Date | null;
  /** When it was first told to; null = it has not asked since. */
  readonly toldAt: Date | null;
}

/** Notes that a client was here, so that it can be found when it is lost. */
export async function noteLaptop(db: Database, { tenantId, userId }: TenantScope, clientId: string, nowMs: number): Promise<void> {
  await db.withTenant({ tenantId, userId }, (tx) =>
    tx.db
      .insertInto("client")
      .values({ tenant_id: tenantId, client_id: clientId, user_id: userId, last_mutation_id: 0, seen_at: new Date(nowMs) })
      .onConflict((conflict) =>
        conflict
          .columns(["tenant_id", "client_id"])
          .doUpdateSet({ seen_at: new Date(nowMs) })
          .where("client.user_id", "=", userId)
          .where("client.seen_at", "<", new Date(nowMs - noteAgainMs)),
      )
      .execute(),
  );
}

export async function laptopsOf(db: Database, scope: TenantScope): Promise<readonly Laptop[]> {
  const rows = await db.withTenant(scope, (tx) =>
    tx.db
      .selectFrom("client")
      .select(["client_id", "user_id", "seen_at", "wipe_at", "wipe_told_at"])
      .where("tenant_id", "=", scope.tenantId)
      .where("user_id", "=", scope.userId)
      .orderBy("seen_at", "desc")
      .orderBy("client_id")
      .execute(),
  );
  return rows.map((row) => ({
    clientId: row.client_id,
    userId: row.user_id,
    seenAt: row.seen_at,
    wipeAt: row.wipe_at,
    toldAt: row.wipe_told_at,
  }));
}

/** Orders the user's laptops, or one of them, to destroy what they hold, when they next ask for anything. Answers how many there are. */
export async function orderWipe(db: Database, scope: TenantScope, clientId: string | null, nowMs: number): Promise<number> {
  return db.withTenant(scope, async (tx) => {
    const all = tx.db
      .updateTable("client")
      .set((eb) => ({ wipe_at: eb.fn.coalesce("wipe_at", eb.val(new Date(nowMs))) }))
      .where("tenant_id", "=", scope.tenantId)
      .where("user_id", "=", scope.userId);
    const marked = await (clientId === null ? all : all.where("client_id", "=", clientId)).executeTakeFirst();
    return Number(marked.numUpdatedRows);
  });
}

/** Notes that the laptop has been told. */
export async function noteWipeTold(db: Database, scope: TenantScope, clientId: string, nowMs: number): Promise<void> {
  await db.withTenant(scope, async (tx) => {
    const told = await tx.db
      .updateTable("client")
      .set({ wipe_told_at: new Date(nowMs) })
      .where("tenant_id", "=", scope.tenantId)
      .where("client_id", "=", clientId)
      .where("user_id", "=", scope.userId)
      .where("wipe_told_at", "is", null)
      .executeTakeFirst();
    if (told.numUpdatedRows === 0n) return;
    await appendAudit(tx, nowMs, [{ event: "wipe-told", source: "backend", userId: scope.userId, detail: { clientId } }]);
  });
}
