import { sql } from "kysely";
import { type MetricGroup, type MetricId, metrics } from "../../shared/domain/metrics/metrics.ts";
import { type ChunkEncoding, encodeChunks } from "../../shared/sync/chunks.ts";
import type { ChunksMeta } from "../../shared/sync/protocol.ts";
import { accountInScope, loadPrincipal } from "../auth/principal.ts";
import type { Database, TenantScope } from "../storage/database.ts";
import { readHead } from "./sync-head.ts";

export interface ChunkRequest {
  readonly group: MetricGroup;
  /** Chunks newer than this sequence. */
  readonly since: number;
  /** `next` of the page before; empty = from the beginning. */
  readonly after: string;
  /** Chunks a page, about: an account is never cut in two. */
  readonly limit: number;
  /** Only these accounts; null = every one in scope. */
  readonly accounts: readonly string[] | null;
}

/**
 * `next` is `ACCOUNT~SEQ`: every page of a walk names the sequence at which the walk began, because an account that was sent early may have
 * changed since.
 */
function parseAfter(after: string): { readonly account: string; readonly asOf: number | null } {
  const mark = after.lastIndexOf("~");
  return mark < 0 ? { account: after, asOf: null } : { account: after.slice(0, mark), asOf: Number(after.slice(mark + 1)) };
}

/** Accounts looked at for one page. */
const maxAccounts = 1_000;

interface ChunkRow {
  readonly account_id: string;
  readonly metric: MetricId;
  readonly region: string;
  readonly carrier: string;
  readonly sdk: string;
  readonly platform: string;
  readonly month: string;
  readonly rev: number;
  readonly encoding: ChunkEncoding;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}

/** A page, and whose values are in it. */
export interface ServedChunks {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly accounts: ReadonlySet<string>;
}

export function chunkPage(db: Database, scope: TenantScope, request: ChunkRequest): Promise<ServedChunks> {
  const ids = (Object.keys(metrics) as MetricId[]).filter((id) => request.group === "detail" || metrics[id].group === request.group);
  // A window that does not know of splits must never be given a part for the whole.
  const split = request.group === "detail" ? sql`(c.sdk <> '' or c.platform <> '')` : sql`c.sdk = '' and c.platform = ''`;
  const after = parseAfter(request.after);
  return db.withTenant(
    scope,
    async (tx) => {
      const principal = await loadPrincipal(tx);
      const head = await readHead(tx);
      const wanted = sql`c.tenant_id = ${scope.tenantId} and c.metric in (${sql.join(ids)}) and ${split} and c.rev > ${request.since}
        and c.account_id > ${after.account} and ${accountInScope(principal, "c.account_id")}
        ${request.accounts === null ? sql`` : sql`and c.account_id = any(${request.accounts}::text[])`}`;
      const accounts = await sql<{ account_id: string; n: number }>`
        select c.account_id, count(*) as n from metric_chunk c where ${wanted} group by c.account_id order by c.account_id limit ${maxAccounts}`.execute(
        tx.db,
      );
      let chunks = 0;
      let taken = 0;
      for (const { n } of accounts.rows) {
        if (taken > 0 && chunks + n > request.limit) break;
        chunks += n;
        taken += 1;
      }
      const last = accounts.rows[taken - 1]?.account_id;
      const asOf = after.asOf ?? head.seq;
      const more = taken < accounts.rows.length || accounts.rows.length === maxAccounts;
      const rows =
        last === undefined
          ? []
          : (
              await sql<ChunkRow>`
                select c.account_id, c.metric, c.region, c.carrier, c.sdk, c.platform, c.month, c.rev, c.encoding, c.bytes from metric_chunk c
                where ${wanted} and c.account_id <= ${last} order by c.account_id, c.metric, c.region, c.carrier, c.sdk, c.platform, c.month`.execute(
                tx.db,
              )
            ).rows;
      const meta: ChunksMeta = { epoch: head.epoch, asOf, next: more && last !== undefined ? `${last}~${asOf}` : null };
      const bytes = encodeChunks(
        rows.map(({ account_id: accountId, carrier, sdk, platform, ...row }) => ({
          ...row,
          accountId,
          carrier: orNull(carrier),
          sdk: orNull(sdk),
          platform: orNull(platform),
        })),
        { ...meta },
      );
      return { bytes, accounts: new Set(rows.map(({ account_id: account }) => account)) };
    },
    { snapshot: true },
  );
}
