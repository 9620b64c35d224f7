import type { Database, TenantScope } from "../storage/database.ts";
import { serviceScope } from "../storage/database.ts";
import { appendAudit } from "./append-audit.ts";

/** A console has asked whose its new token is: somebody signed in. */
export async function noteSignIn(db: Database, { tenantId, userId }: TenantScope, nowMs: number): Promise<void> {
  await db.withTenant(serviceScope(tenantId, userId), (tx) =>
    appendAudit(tx, nowMs, [{ event: "signed-in", source: "backend", userId, detail: {} }]),
  );
}
