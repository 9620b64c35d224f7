import { sql } from "kysely";
import { hoursInMonth } from "../../shared/domain/metrics/series.ts";
import { packValues, unpackValues } from "../../shared/sync/chunks.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { TenantTransaction } from "./database.ts";
import type { ImportChunk } from "./import-store.ts";
import { lockHead, takeSequence } from "./sequence.ts";

/** Chunks in one statement: some megabytes of bytes. */
const writeBatch = 2_000;

interface StoredChunk {
  readonly ord: number;
  readonly encoding: string;
  readonly bytes: Uint8Array;
}

interface Merged {
  readonly chunk: ImportChunk;
  values: Float64Array;
  changed: boolean;
}

function keyOf(chunk: ImportChunk): string {
  return `${chunk.accountId} ${chunk.metric} ${chunk.region} ${chunk.carrier ?? ""} ${chunk.sdk ?? ""} ${chunk.platform ?? ""} ${chunk.month}`;
}

async function readStored(tx: TenantTransaction, merged: readonly Merged[]): Promise<void> {
  const json = JSON.stringify(
    merged.map(({ chunk }, ord) => ({
      ord,
      a: chunk.accountId,
      metric: chunk.metric,
      region: chunk.region,
      carrier: chunk.carrier ?? "",
      sdk: chunk.sdk ?? "",
      platform: chunk.platform ?? "",
      month: chunk.month,
    })),
  );
  const { rows } = await sql<StoredChunk>`
    select i.ord, c.encoding, c.bytes
    from jsonb_to_recordset(${json}::jsonb) as i(ord int, a text, metric text, region text, carrier text, sdk text, platform text, month text)
    join metric_chunk c on c.tenant_id = ${tx.scope.tenantId} and c.account_id = i.a and c.metric = i.metric and c.region = i.region
      and c.carrier = i.carrier and c.sdk = i.sdk and c.platform = i.platform and c.month = i.month`.execute(tx.db);
  for (const row of rows) {
    const target = merged[row.ord];
    if (target !== undefined) target.values = unpackValues(row.encoding, row.bytes, hoursInMonth(target.chunk.month));
  }
}

/** Merges `incoming` into `values`, in place; answers a byte per hour, 1 = changed. */
function mergeHours(values: Float64Array, incoming: Float64Array, merge: "max" | "last"): Uint8Array {
  const mask = new Uint8Array(values.length);
  for (let hour = 0; hour < values.length; hour += 1) {
    const next = incoming[hour] ?? Number.NaN;
    const now = values[hour] ?? Number.NaN;
    if (Number.isNaN(next) || next === now || (merge === "max" && next < now)) continue;
    values[hour] = next;
    mask[hour] = 1;
  }
  return mask;
}

/** The bytes of a batch travel as one value that the database cuts up: an array of them would be escaped one by one. */
async function write(tx: TenantTransaction, batch: readonly Merged[], rev: number): Promise<void> {
  const packed = batch.map(({ values }) => packValues(values));
  const blob = new Uint8Array(packed.reduce((sum, { bytes }) => sum + bytes.byteLength, 0));
  let at = 0;
  const keys = batch.map(({ chunk }, i) => {
    const { encoding, bytes } = packed[i] ?? packValues(new Float64Array());
    blob.set(bytes, at);
    const start = at + 1;
    at += bytes.byteLength;
    return {
      a: chunk.accountId,
      metric: chunk.metric,
      region: chunk.region,
      carrier: chunk.carrier ?? "",
      sdk: chunk.sdk ?? "",
      platform: chunk.platform ?? "",
      month: chunk.month,
      encoding,
      at: start,
      length: bytes.byteLength,
    };
  });
  await sql`
    insert into metric_chunk (tenant_id, account_id, metric, region, carrier, sdk, platform, month, rev, encoding, bytes)
    select ${tx.scope.tenantId}, i.a, i.metric, i.region, i.carrier, i.sdk, i.platform, i.month, ${rev}::bigint, i.encoding, substring(b.bytes from i.at for i.length)
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as i(a text, metric text, region text, carrier text, sdk text, platform text, month text, encoding text, at int, length int),
      (select ${blob}::bytea as bytes) b
    on conflict (tenant_id, account_id, metric, region, carrier, sdk, platform, month)
    do update set rev = excluded.rev, encoding = excluded.encoding, bytes = excluded.bytes`.execute(tx.db);
}

export async function importChunks(
  tx: TenantTransaction,
  chunks: readonly ImportChunk[],
  merge: "max" | "last",
  nowMs: number,
): Promise<readonly Uint8Array[]> {
  const byKey = new Map<string, Merged>();
  for (const chunk of chunks) {
    const hours = hoursInMonth(chunk.month);
    if (chunk.values.length !== hours) throw new RangeError(`${chunk.month} has ${hours} hours, not ${chunk.values.length}`);
    const key = keyOf(chunk);
    if (!byKey.has(key)) byKey.set(key, { chunk, values: new Float64Array(hours).fill(Number.NaN), changed: false });
  }
  const merged = [...byKey.values()];
  await lockHead(tx);
  await readStored(tx, merged);
  const masks = chunks.map((chunk) => {
    const target = byKey.get(keyOf(chunk));
    if (target === undefined) return new Uint8Array();
    const mask = mergeHours(target.values, chunk.values, merge);
    target.changed ||= mask.includes(1);
    return mask;
  });
  const changed = merged.filter((target) => target.changed);
  if (changed.length > 0) {
    const rev = await takeSequence(tx, 1, true);
    for (let at = 0; at < changed.length; at += writeBatch) await write(tx, changed.slice(at, at + writeBatch), rev);
    await appendAudit(tx, nowMs, [
      {
        event: "imported",
        source: "backend",
        userId: tx.scope.userId,
        accounts: [...new Set(changed.map(({ chunk }) => chunk.accountId))].sort(),
        detail: { chunks: changed.length },
      },
    ]);
  }
  return masks;
}
