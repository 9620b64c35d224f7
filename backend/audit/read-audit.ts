import { sql } from "kysely";
import { type AuditEntry, auditEntry, type AuditFilter, type AuditPage } from "../../shared/sync/audit.ts";
import type { Database, TenantScope } from "../storage/database.ts";

export interface AuditQuery extends AuditFilter {
  /** Only entries before this number; left out = from the newest. */
  readonly before?: number;
  readonly limit: number;
}

/** A page of the log, newest first, of what the filter lets through. */
export async function readAudit(db: Database, scope: TenantScope, query: AuditQuery): Promise<AuditPage> {
  const { tenantId } = scope;
  const { rows } = await db.withTenant(
    scope,
    (tx) =>
      sql<{ seq: number; body: string }>`
        select a.seq, a.body from audit_entry a where a.tenant_id = ${tenantId}
          ${query.before === undefined ? sql`` : sql`and a.seq < ${query.before}`}
          ${query.user === undefined ? sql`` : sql`and a.user_id = ${query.user}`}
          ${query.account === undefined ? sql`` : sql`and a.accounts @> array[${query.account}::text]`}
          ${query.event === undefined ? sql`` : sql`and a.event = ${query.event}`}
          ${query.from === undefined ? sql`` : sql`and a.at >= ${new Date(query.from)}::timestamptz`}
          ${query.to === undefined ? sql`` : sql`and a.at < ${new Date(query.to)}::timestamptz`}
        order by a.seq desc limit ${query.limit + 1}`.execute(tx.db),
    { snapshot: true },
  );
  const entries = rows.slice(0, query.limit).map(({ seq, body }) => entryOf(seq, body));
  return { entries, next: rows.length > query.limit ? (entries.at(-1)?.seq ?? null) : null };
}

/** An entry out of its stored text. Throws ZodError when it was written over. */
export function entryOf(seq: number, body: string): AuditEntry {
  return auditEntry.parse({ ...(JSON.parse(body) as object), seq });
}

/** Every entry that the filter lets through, oldest last, a page at a time. */
export async function* everyEntry(db: Database, scope: TenantScope, filter: AuditFilter, pageRows = 1_000): AsyncGenerator<AuditEntry> {
  for (let before: number | null | undefined = undefined; before !== null;) {
    const page: AuditPage = await readAudit(db, scope, { ...filter, limit: pageRows, ...(before === undefined ? {} : { before }) });
    yield* page.entries;
    before = page.next;
  }
}
