import { userInfo } from "node:os";
import { systemClock } from "../../shared/kernel/clock.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import type { AuditEvent } from "../../shared/sync/audit.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { type Database, serviceScope } from "../storage/database.ts";

/** Who sits at the command line, as the system knows them; empty where it does not. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}

/** Notes in the company's audit log what an operator did at the command line. */
export async function noteCommand(db: Database, tenantId: string, event: AuditEvent, detail: JsonObject): Promise<void> {
  await db.withTenant(serviceScope(tenantId, "headroom"), (tx) =>
    appendAudit(tx, systemClock.now(), [{ event, source: "command", userId: "headroom", detail: { ...detail, operator: systemUser() } }]),
  );
}
