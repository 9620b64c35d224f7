import { sql } from "kysely";
import type { JsonObject } from "../../shared/kernel/json.ts";
import type { AuditEvent, AuditSource } from "../../shared/sync/audit.ts";
import type { TenantTransaction } from "../storage/database.ts";
import { jsonForStorage } from "../storage/json-text.ts";

/** An entry on its way into the log. */
export interface AuditDraft {
  readonly event: AuditEvent;
  readonly source: AuditSource;
  /** Who did it. */
  readonly userId: string;
  readonly accounts?: readonly string[];
  /** Ids, counts, names of fields, digests: never a customer's text. */
  readonly detail: JsonObject;
  /** When it was done, where that is not now. */
  readonly atMs?: number;
  /** What comes a second time under this name is noted once. */
  readonly report?: string;
}

/**
 * Adds to the tenant's audit log, in the transaction of what is told: both are stored or neither. To be called last in it, because the lock on the
 * log's head is held to the commit. Answers how many were added: none for a tenant that does not exist, or for what was reported before.
 */
export async function appendAudit(tx: TenantTransaction, nowMs: number, drafts: readonly AuditDraft[]): Promise<number> {
  if (drafts.length === 0) return 0;
  const entries = drafts.map(({ event, source, userId, accounts = [], detail, atMs = nowMs, report }) => {
    const at = new Date(atMs).toISOString();
    // The hash is over this text, byte for byte; the columns beside it are for looking up, and are held against it when the log is verified.
    const body = jsonForStorage({ at, event, source, userId, accounts, detail });
    return { at, event, userId, accounts, body, report: report ?? null };
  });
  const { rows } = await sql<{ added: number }>`
    select headroom_audit(${tx.scope.tenantId}, ${jsonForStorage(entries)}::jsonb) as added`.execute(tx.db);
  return rows[0]?.added ?? 0;
}
