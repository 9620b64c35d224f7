import { createHash, type KeyObject } from "node:crypto";
import { sql } from "kysely";
import { type Database, serviceScope, type TenantTransaction } from "../storage/database.ts";
import { type Checkpoint, isSignedBy } from "./checkpoint.ts";
import { entryOf } from "./read-audit.ts";

export type AuditFault =
  | { readonly code: "missing"; readonly seq: number }
  | { readonly code: "changed"; readonly seq: number }
  | { readonly code: "head"; readonly seq: number }
  | { readonly code: "checkpoint"; readonly seq: number }
  | { readonly code: "signature"; readonly seq: number };

export interface AuditVerdict {
  /** Entries that were looked at. */
  readonly entries: number;
  /** First and last number; 0 = there is none. */
  readonly first: number;
  readonly last: number;
  /** Checkpoints that were held against the log. */
  readonly checkpoints: number;
  /** Whether their signatures were checked. */
  readonly signatures: boolean;
  /** Empty = the log is whole; at most a hundred. */
  readonly faults: readonly AuditFault[];
}

const pageRows = 2_000;
const mostFaults = 100;

export function linkHash(before: string, seq: number, body: string): string {
  return createHash("sha256").update(`${before}\n${seq}\n${body}`).digest("hex");
}

interface EntryRow {
  readonly seq: number;
  readonly at: Date;
  readonly event: string;
  readonly user_id: string;
  readonly accounts: readonly string[];
  readonly body: string;
  readonly hash: string;
}

/** Whether the columns that are searched say what the hashed text says. */
function columnsAgree(row: EntryRow): boolean {
  try {
    const entry = entryOf(row.seq, row.body);
    return (
      entry.at === row.at.toISOString() &&
      entry.event === row.event &&
      entry.userId === row.user_id &&
      entry.accounts.length === row.accounts.length &&
      entry.accounts.every((account, index) => account === row.accounts[index])
    );
  } catch {
    return false;
  }
}

async function page({ db, scope }: TenantTransaction, after: number): Promise<readonly EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select a.seq, a.at, a.event, a.user_id, a.accounts, a.body, a.hash from audit_entry a
    where a.tenant_id = ${scope.tenantId} and a.seq > ${after} order by a.seq limit ${pageRows}`.execute(db);
  return rows;
}

/** Checkpoints of the tenant, oldest first. */
export async function readCheckpoints({ db, scope }: TenantTransaction): Promise<readonly Checkpoint[]> {
  const rows = await db
    .selectFrom("audit_checkpoint")
    .select(["seq", "at", "hash", "trimmed", "key_id", "signature"])
    .where("tenant_id", "=", scope.tenantId)
    .orderBy("seq")
    .orderBy("at")
    .execute();
  return rows.map((row) => ({
    tenantId: scope.tenantId,
    seq: row.seq,
    at: row.at.toISOString(),
    hash: row.hash,
    trimmed: row.trimmed,
    keyId: row.key_id,
    signature: row.signature,
  }));
}

/**
 * Reads the whole log and tells whether anything was changed, removed or cut off. `key` (public or private, Ed25519) checks the signatures of
 * checkpoints; `kept` are checkpoints that were kept elsewhere: a log whose end was cut off together with its head is found only by those.
 */
export function verifyAudit(
  db: Database,
  tenantId: string,
  { key = null, kept = [] }: { readonly key?: KeyObject | null; readonly kept?: readonly Checkpoint[] } = {},
): Promise<AuditVerdict> {
  return db.withTenant(
    serviceScope(tenantId, "headroom"),
    async (tx): Promise<AuditVerdict> => {
      const faults: AuditFault[] = [];
      const checkpoints = [...(await readCheckpoints(tx)), ...kept];
      for (const checkpoint of checkpoints) {
        if (checkpoint.tenantId !== tenantId || (key !== null && !isSignedBy(checkpoint, key)))
          faults.push({ code: "signature", seq: checkpoint.seq });
      }
      const trimmed = checkpoints
        .filter((checkpoint) => checkpoint.trimmed)
        .sort((a, b) => a.seq - b.seq)
        .at(-1);
      const bySeq = Map.groupBy(checkpoints, ({ seq }) => seq);
      let last = trimmed?.seq ?? 0;
      let hash = trimmed?.hash ?? "";
      let first = 0;
      let entries = 0;
      for (;;) {
        const rows = await page(tx, last);
        for (const row of rows) {
          if (row.seq !== last + 1) faults.push({ code: "missing", seq: last + 1 });
          // After a gap the chain goes on from what stands there: one removal is one fault.
          const whole = row.seq !== last + 1 || linkHash(hash, row.seq, row.body) === row.hash;
          if (!whole || !columnsAgree(row)) faults.push({ code: "changed", seq: row.seq });
          for (const checkpoint of bySeq.get(row.seq) ?? []) {
            if (checkpoint.hash !== row.hash) faults.push({ code: "checkpoint", seq: row.seq });
          }
          last = row.seq;
          hash = row.hash;
          if (first === 0) first = row.seq;
          entries += 1;
        }
        if (rows.length < pageRows || faults.length >= mostFaults) break;
      }
      if (faults.length < mostFaults) {
        const head = await tx.db.selectFrom("audit_head").select(["seq", "hash"]).where("tenant_id", "=", tenantId).executeTakeFirst();
        if ((head?.seq ?? 0) !== last || (head?.hash ?? "") !== hash) faults.push({ code: "head", seq: Math.max(head?.seq ?? 0, last) });
        for (const { seq } of checkpoints) if (seq > last) faults.push({ code: "missing", seq });
      }
      return {
        entries,
        first,
        last: entries === 0 ? 0 : last,
        checkpoints: checkpoints.length,
        signatures: key !== null,
        faults: faults.slice(0, mostFaults),
      };
    },
    { snapshot: true },
  );
}
