import { defaultLaptopPolicy, type LaptopPolicy } from "../../shared/sync/policy.ts";
import type { Database, TenantScope } from "../storage/database.ts";

/** What the company asks of its laptops. */
export function readLaptopPolicy(db: Database, scope: TenantScope): Promise<LaptopPolicy> {
  return db.withTenant(
    scope,
    async (tx) => {
      const row = await tx.db
        .selectFrom("laptop_policy")
        .select(["offline_grace_days", "wipe_after_days", "lock_after_minutes"])
        .where("tenant_id", "=", scope.tenantId)
        .executeTakeFirst();
      if (row === undefined) return defaultLaptopPolicy;
      return { offlineGraceDays: row.offline_grace_days, wipeAfterDays: row.wipe_after_days, lockAfterMinutes: row.lock_after_minutes };
    },
    { snapshot: true },
  );
}

export async function writeLaptopPolicy(db: Database, scope: TenantScope, policy: LaptopPolicy): Promise<void> {
  const values = {
    offline_grace_days: policy.offlineGraceDays,
    wipe_after_days: policy.wipeAfterDays,
    lock_after_minutes: policy.lockAfterMinutes,
  };
  await db.withTenant(scope, (tx) =>
    tx.db
      .insertInto("laptop_policy")
      .values({ tenant_id: scope.tenantId, ...values })
      .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(values))
      .execute(),
  );
}
