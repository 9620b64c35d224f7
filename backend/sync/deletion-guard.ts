import type { TenantTransaction } from "../storage/database.ts";

/** Deletions that a user makes in a minute without being asked: more than anybody selects by intent, fewer than a slip of a bulk action. */
export const deletionsWithoutAsking = 100;
export const deletionWindowMs = 60_000;

/** Whether a user may delete so many records more without having been asked. Counts them if so; holds the user's count to the commit. */
export async function mayDelete({ db, scope }: TenantTransaction, count: number, nowMs: number): Promise<boolean> {
  if (count === 0) return true;
  const key = { tenant_id: scope.tenantId, user_id: scope.userId };
  await db
    .insertInto("user_deletions")
    .values({ ...key, since: new Date(nowMs), deletions: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const own = db.selectFrom("user_deletions").where("tenant_id", "=", key.tenant_id).where("user_id", "=", key.user_id);
  const before = await own.select(["since", "deletions"]).forUpdate().executeTakeFirstOrThrow();
  // A time in the future is a clock that was put right since.
  const ageMs = nowMs - before.since.getTime();
  const fresh = ageMs < 0 || ageMs >= deletionWindowMs;
  const deletions = (fresh ? 0 : before.deletions) + count;
  if (deletions > deletionsWithoutAsking) return false;
  await db
    .updateTable("user_deletions")
    .set({ deletions, since: fresh ? new Date(nowMs) : before.since })
    .where("tenant_id", "=", key.tenant_id)
    .where("user_id", "=", key.user_id)
    .execute();
  return true;
}
