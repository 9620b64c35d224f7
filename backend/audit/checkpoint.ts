import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";
import { id, instant } from "../../shared/domain/common.ts";
import { type Database, serviceScope } from "../storage/database.ts";
import { appendAudit } from "./append-audit.ts";

/** Where a log stood, signed: kept elsewhere, it shows later that nothing before it was changed, and that it was not cut off. */
export const checkpointSchema = z.strictObject({
  tenantId: id,
  seq: z.number().int().nonnegative(),
  at: instant,
  /** Of the entry `seq`, and by its chain of every entry before. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Entries up to `seq` were removed because they were older than the retention. */
  trimmed: z.boolean(),
  /** First 16 digits of the SHA-256 of the public key. */
  keyId: z.string(),
  /** Ed25519, base64. */
  signature: z.string(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

type Unsigned = Omit<Checkpoint, "signature">;

function publicKeyOf(key: KeyObject): KeyObject {
  return key.type === "public" ? key : createPublicKey(key);
}

function keyIdOf(key: KeyObject): string {
  return createHash("sha256")
    .update(publicKeyOf(key).export({ format: "der", type: "spki" }))
    .digest("hex")
    .slice(0, 16);
}

function signedText({ tenantId, seq, at, hash, trimmed, keyId }: Unsigned): Buffer {
  return Buffer.from(JSON.stringify(["headroom-audit-1", tenantId, seq, at, hash, trimmed, keyId]));
}

export function isSignedBy(checkpoint: Checkpoint, key: KeyObject): boolean {
  return verify(null, signedText(checkpoint), publicKeyOf(key), Buffer.from(checkpoint.signature, "base64"));
}

/** Where the log stands after the step, and how many entries it removed. */
export interface CheckpointMade {
  readonly checkpoint: Checkpoint;
  readonly removed: number;
}

/**
 * Signs where the tenant's log stands, with an Ed25519 key that the database does not hold. With `trim` it first removes what is older than the
 * retention, and leaves a signed checkpoint where the log begins then. null = the log has no entry yet.
 */
export function makeCheckpoint(
  db: Database,
  tenantId: string,
  { key, nowMs, trim }: { readonly key: KeyObject; readonly nowMs: number; readonly trim: boolean },
): Promise<CheckpointMade | null> {
  const at = new Date(nowMs);
  const keyId = keyIdOf(key);
  return db.withTenant(serviceScope(tenantId, "headroom"), async (tx) => {
    const store = async (seq: number, hash: string, trimmed: boolean): Promise<Checkpoint> => {
      const unsigned: Unsigned = { tenantId, seq, at: at.toISOString(), hash, trimmed, keyId };
      const signature = sign(null, signedText(unsigned), key).toString("base64");
      await tx.db
        .insertInto("audit_checkpoint")
        .values({ tenant_id: tenantId, seq, at, hash, trimmed, key_id: keyId, signature })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return { ...unsigned, signature };
    };
    const before = await tx.db
      .selectFrom("audit_head")
      .select("retention_days")
      .where("tenant_id", "=", tenantId)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) return null;
    const old = trim
      ? await tx.db
          .selectFrom("audit_entry")
          .select(["seq", "hash"])
          .where("tenant_id", "=", tenantId)
          // By number, not by time: a clock that was set back must not take away what was written after it.
          .where("seq", "<", (eb) =>
            eb
              .selectFrom("audit_entry as kept")
              .select((kept) => kept.fn.coalesce(kept.fn.min("kept.seq"), kept.val(Number.MAX_SAFE_INTEGER)).as("seq"))
              .where("kept.tenant_id", "=", tenantId)
              .where("kept.at", ">=", new Date(nowMs - before.retention_days * 86_400_000)),
          )
          .orderBy("seq", "desc")
          .limit(1)
          .executeTakeFirst()
      : undefined;
    let removed = 0;
    if (old !== undefined) {
      await store(old.seq, old.hash, true);
      const gone = await tx.db.deleteFrom("audit_entry").where("tenant_id", "=", tenantId).where("seq", "<=", old.seq).executeTakeFirst();
      removed = Number(gone.numDeletedRows);
      await appendAudit(tx, nowMs, [
        { event: "audit-trimmed", source: "command", userId: "headroom", detail: { upTo: old.seq, removed, keyId } },
      ]);
    }
    const head = await tx.db.selectFrom("audit_head").select(["seq", "hash"]).where("tenant_id", "=", tenantId).executeTakeFirstOrThrow();
    if (head.seq === 0) return null;
    return { checkpoint: await store(head.seq, head.hash, false), removed };
  });
}

export async function readRetention(db: Database, tenantId: string): Promise<number | null> {
  const row = await db.withTenant(serviceScope(tenantId, "headroom"), (tx) =>
    tx.db.selectFrom("audit_head").select("retention_days").where("tenant_id", "=", tenantId).executeTakeFirst(),
  );
  return row?.retention_days ?? null;
}

/** For how many days entries are kept before `trim` may remove them. Answers whether the tenant has a log. */
export function setRetention(db: Database, tenantId: string, days: number, nowMs: number): Promise<boolean> {
  return db.withTenant(serviceScope(tenantId, "headroom"), async (tx) => {
    await appendAudit(tx, nowMs, [
      { event: "policy-changed", source: "command", userId: "headroom", detail: { auditRetentionDays: days } },
    ]);
    const set = await tx.db.updateTable("audit_head").set({ retention_days: days }).where("tenant_id", "=", tenantId).executeTakeFirst();
    return set.numUpdatedRows > 0n;
  });
}
