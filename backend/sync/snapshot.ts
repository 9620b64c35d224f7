import { sql } from "kysely";
import type { Kind } from "../../shared/domain/kinds.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import { encodePage } from "../../shared/sync/columnar.ts";
import { pageRowsOf, type SnapshotMeta } from "../../shared/sync/protocol.ts";
import { loadPrincipal, type Principal, privateKinds, recordInScope, seesWholeTenant } from "../auth/principal.ts";
import type { Database, TenantScope, TenantTransaction } from "../storage/database.ts";
import { readHead } from "./sync-head.ts";

export interface PageRequest {
  readonly kind: Kind;
  /** Last id of the page before; empty = from the beginning. */
  readonly after: string;
}

export interface BuiltPage {
  readonly asOf: number;
  readonly rows: number;
  readonly next: string | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A page of what the user sees, by id, as of now. */
export async function buildPage(tx: TenantTransaction, principal: Principal, { kind, after }: PageRequest): Promise<BuiltPage> {
  const head = await readHead(tx);
  const most = pageRowsOf(kind);
  const { rows } = await sql<{ id: string; rev: number; doc: JsonObject }>`
    select r.id, r.rev, r.doc from record r
    where r.tenant_id = ${tx.scope.tenantId} and r.kind = ${kind} and r.id > ${after} and not r.deleted and ${recordInScope(principal, "r")}
    order by r.id limit ${most + 1}`.execute(tx.db);
  const page = rows.slice(0, most);
  const next = rows.length > most ? (page.at(-1)?.id ?? null) : null;
  const meta: SnapshotMeta = { epoch: head.epoch, asOf: head.seq, next };
  const bytes = encodePage(
    kind,
    page.map(({ id, rev, doc }) => ({ id, rev, ...doc })),
    { ...meta },
  );
  return { asOf: head.seq, rows: page.length, next, bytes };
}

/** Pages that were served lately, so that laptops that begin at the same time cost one read. */
const cacheBytes = 64 * 1024 * 1024;

export class PageCache {
  readonly #pages = new Map<string, Uint8Array<ArrayBuffer>>();
  #bytes = 0;

  get(key: string): Uint8Array<ArrayBuffer> | undefined {
    return this.#pages.get(key);
  }

  put(key: string, page: Uint8Array<ArrayBuffer>): void {
    if (page.byteLength > cacheBytes || this.#pages.has(key)) return;
    this.#pages.set(key, page);
    this.#bytes += page.byteLength;
    for (const [oldest, bytes] of this.#pages) {
      if (this.#bytes <= cacheBytes) break;
      this.#pages.delete(oldest);
      this.#bytes -= bytes.byteLength;
    }
  }
}

async function readBuiltPage(
  tx: TenantTransaction,
  build: number,
  { kind, after }: PageRequest,
  cache: PageCache,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const key = `${tx.scope.tenantId} ${build} ${kind} ${after}`;
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const row = await tx.db
    .selectFrom("snapshot_page")
    .select("bytes")
    .where("tenant_id", "=", tx.scope.tenantId)
    .where("build", "=", build)
    .where("kind", "=", kind)
    .where("after_id", "=", after)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const bytes = row.bytes as Uint8Array<ArrayBuffer>;
  cache.put(key, bytes);
  return bytes;
}

/** A page, and the accounts that the user sees; null = all. */
export interface ServedPage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly accounts: readonly string[] | null;
}

/**
 * One page of the first snapshot. Whoever sees the whole tenant is served prebuilt pages, without touching a record: they are as of the
 * sequence they name, and the tail brings the rest. A walk that meets another build in its middle goes on with what is stored now.
 */
export function snapshotPage(db: Database, scope: TenantScope, request: PageRequest, cache: PageCache): Promise<ServedPage> {
  return db.withTenant(
    scope,
    async (tx) => {
      const principal = await loadPrincipal(tx);
      if (seesWholeTenant(principal) && !privateKinds.includes(request.kind)) {
        const { pageBuild } = await readHead(tx);
        const built = pageBuild === 0 ? undefined : await readBuiltPage(tx, pageBuild, request, cache);
        if (built !== undefined) return { bytes: built, accounts: null };
      }
      return { bytes: (await buildPage(tx, principal, request)).bytes, accounts: principal.accounts };
    },
    { snapshot: true },
  );
}
