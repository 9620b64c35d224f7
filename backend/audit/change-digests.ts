import { createHmac } from "node:crypto";
import { sql } from "kysely";
import { canonicalJson } from "../../shared/domain/review/evidence/canonical-json.ts";
import type { Json, JsonObject } from "../../shared/kernel/json.ts";
import { jsonEqual } from "../../shared/sync/json-equal.ts";
import { asService, type Database, type TenantTransaction } from "../storage/database.ts";
import type { WorkingRecord } from "../sync/working-set.ts";

/** Salts that are known: one never changes. */
const salts = new WeakMap<Database, Map<string, string>>();
const mostSalts = 10_000;

/**
 * What digests of the tenant's values are keyed with: whoever sees the log without it cannot guess a phone number by trying all of them; whoever has the
 * database can show that a value was the one that was there.
 */
export async function auditSalt(db: Database, tx: TenantTransaction): Promise<string> {
  const known = salts.get(db) ?? new Map<string, string>();
  salts.set(db, known);
  const { tenantId } = tx.scope;
  const found = known.get(tenantId);
  if (found !== undefined) return found;
  // Makes the head of a tenant that has none yet.
  await sql`select headroom_audit(${tenantId}, '[]'::jsonb)`.execute(tx.db);
  const row = await asService(tx, () =>
    tx.db.selectFrom("audit_head").select("salt").where("tenant_id", "=", tenantId).executeTakeFirstOrThrow(),
  );
  if (known.size >= mostSalts) known.clear();
  known.set(tenantId, row.salt);
  return row.salt;
}

/** HMAC-SHA-256 of a value as canonical JSON, its first 96 bits in base64url; the place is part of it, so that equal values do not show. */
export function valueDigest(salt: string, place: string, value: Json): string {
  return createHmac("sha256", salt)
    .update(`${place}\n${canonicalJson(value)}`)
    .digest("base64url")
    .slice(0, 16);
}

/** Fields that a newer console may send are kept under their names; what is no name of a field is not repeated. */
const fieldName = /^[A-Za-z][A-Za-z0-9]{0,63}$/;

/** What was done to a record: its fields with digests of what was and what is (null = nothing), or of the whole when it began or ended. */
export function changeDetail(record: WorkingRecord, rev: number, salt: string): JsonObject {
  const { kind, id, doc, before, deletedBefore, deleted } = record;
  const place = `${kind} ${id}`;
  const base = { kind, id, rev };
  if (before === null) return { ...base, op: "create", new: valueDigest(salt, place, doc) };
  if (deleted) return { ...base, op: "delete", old: valueDigest(salt, place, before) };
  const digest = (name: string, value: Json | undefined): string | null =>
    value === undefined || value === null ? null : valueDigest(salt, `${place} ${name}`, value);
  const names = [...new Set([...Object.keys(before), ...Object.keys(doc)])].filter((name) => !jsonEqual(before[name], doc[name]));
  const fields = Object.fromEntries(
    names.map((name) => [fieldName.test(name) ? name : "?", [digest(name, before[name]), digest(name, doc[name])]]),
  );
  return { ...base, op: deletedBefore ? "restore" : "update", fields };
}
