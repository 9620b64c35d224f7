import { type Kysely, sql, type Transaction } from "kysely";
import type { LocalHeadFeed } from "./head-feed.ts";
import { type HeadFeed } from "./head-feed.ts";
import { errorCode, toStorageError } from "./storage-error.ts";
import type { Tables } from "./tables.ts";

/** For whom a transaction works. `userId` signs what it writes. */
export interface TenantScope {
  readonly tenantId: string;
  readonly userId: string;
  /** Works for the tenant, not for the user: see serviceScope. */
  readonly service?: true;
}

/** For imports, jobs and administration: the whole tenant, whatever the user who signs may see. Never made from a request alone. */
export function serviceScope(tenantId: string, signature: string): TenantScope {
  return { tenantId, userId: signature, service: true };
}

export interface TenantTransaction {
  readonly scope: TenantScope;
  readonly db: Transaction<Tables>;
  /** Told to the tenant's listeners when, and only when, the transaction has been committed. */
  announceHead(seq: number): Promise<void>;
}

export interface Database {
  readonly engine: "pglite" | "postgres";
  readonly heads: HeadFeed;
  /**
   * The only way to the tables: a transaction that sees and writes one tenant, confined by row-level security. A query that reaches the
   * database on another way is refused there. `work` runs again when it lost a race (serialization, deadlock, simultaneous creation), so it
   * must change nothing but the database. `snapshot`: it only reads, and every query of it sees the same
   * state.
   */
  withTenant<T>(scope: TenantScope, work: (tx: TenantTransaction) => Promise<T>, options?: { readonly snapshot?: boolean }): Promise<T>;
  /**
   * Clears away what was overwritten and counts the rows for the planner, after many changes. Does nothing on a server, which does so by itself;
   * PGlite has no process for it and answers nothing else meanwhile.
   */
  tidy(): Promise<void>;
  /** Whether the database answers. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** Serialization failure, deadlock, unique violation: the other one has committed or gone, so a second try is told the truth. */
const raceCodes = new Set(["40001", "40P01", "23505"]);
const maxAttempts = 4;

export interface DatabaseParts {
  readonly engine: Database["engine"];
  readonly kysely: Kysely<Tables>;
  readonly heads: LocalHeadFeed;
  /** How heads travel: through the server to every backend, or within this process. */
  readonly announce: "notify" | "local";
  readonly tidy: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Throws when a transaction that may write must not begin. */
  readonly beforeWrite?: () => void;
}

export const headChannel = "headroom_head";

export function createDatabase(parts: DatabaseParts): Database {
  const attempt = async <T>(scope: TenantScope, work: (tx: TenantTransaction) => Promise<T>, snapshot: boolean): Promise<T> => {
    if (!snapshot) parts.beforeWrite?.();
    let announced = -1;
    const transaction = parts.kysely.transaction();
    const value = await (snapshot ? transaction.setIsolationLevel("repeatable read") : transaction).execute(async (db) => {
      await sql`select set_config('headroom.tenant_id', ${scope.tenantId}, true)`.execute(db);
      return work({
        scope,
        db,
        announceHead: async (seq) => {
          announced = seq;
          if (parts.announce === "notify") await sql`select pg_notify(${headChannel}, ${`${seq}|${scope.tenantId}`})`.execute(db);
        },
      });
    });
    if (announced >= 0 && parts.announce === "local") parts.heads.publish(scope.tenantId, announced);
    return value;
  };

  return {
    engine: parts.engine,
    heads: parts.heads,
    withTenant: async (scope, work, options = {}) => {
      for (let tried = 1; ; tried += 1) {
        try {
          return await attempt(scope, work, options.snapshot ?? false);
        } catch (error) {
          if (tried < maxAttempts && raceCodes.has(errorCode(error) ?? "")) continue;
          throw toStorageError(error);
        }
      }
    },
    ping: async () => (await sql`select 1`.execute(parts.kysely)).rows.length === 1,
    tidy: parts.tidy,
    close: parts.close,
  };
}
