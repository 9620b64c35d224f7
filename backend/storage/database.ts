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

/** A transaction over every tenant, one after the other. */
export interface OperatorTransaction {
  readonly db: Transaction<Tables>;
  /** Every tenant of the database, in the order of their ids. */
  tenantIds(): Promise<readonly string[]>;
  /** From here on the transaction sees and writes this tenant, until another one is entered. */
  enter(tenantId: string): Promise<TenantTransaction>;
}

/** How busy this process's way to the database is. */
export interface DatabaseLoad {
  /** Under way, those that wait for a connection included. */
  readonly transactions: number;
  readonly connections: number;
  readonly idle: number;
  /** Transactions that wait for a connection. */
  readonly waiting: number;
}

export interface Database {
  readonly engine: "pglite" | "postgres";
  readonly heads: HeadFeed;
  /**
   * The only way to the tables: a transaction that sees and writes one tenant, and of it what the user may (their role and accounts, as stored now)
   * or, with serviceScope, everything; confined by row-level security. A query that reaches the database on another way is refused there.
   * `work` runs again when it lost a race (serialization, deadlock, simultaneous creation), so it must change nothing but the database.
   * `snapshot`: it only reads, and every query of it sees the same state.
   */
  withTenant<T>(scope: TenantScope, work: (tx: TenantTransaction) => Promise<T>, options?: { readonly snapshot?: boolean }): Promise<T>;
  /**
   * For who operates the database (backup, restore, cleaning up): one transaction that goes from tenant to tenant. Never for a request. It is
   * not run again when it loses a race.
   */
  withOperator<T>(work: (operator: OperatorTransaction) => Promise<T>, options?: { readonly snapshot?: boolean }): Promise<T>;
  /**
   * Clears away what was overwritten and counts the rows for the planner, after many changes. Does nothing on a server, which does so by itself;
   * PGlite has no process for it and answers nothing else meanwhile.
   */
  tidy(): Promise<void>;
  load(): DatabaseLoad;
  /** Whether the database answers. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** Serialization failure, deadlock, unique violation: the other one has committed or gone, so a second try is told the truth. */
const raceCodes = new Set(["40001", "40P01", "23505"]);
const maxAttempts = 4;

type Announce = (tenantId: string, seq: number) => Promise<void>;

export interface DatabaseParts {
  readonly engine: Database["engine"];
  readonly kysely: Kysely<Tables>;
  readonly heads: LocalHeadFeed;
  /** How heads travel: through the server to every backend, or within this process. */
  readonly announce: "notify" | "local";
  readonly tidy: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Of a pool; left out = one session that everybody waits for. */
  readonly pool?: () => Omit<DatabaseLoad, "transactions">;
  /** Throws when a transaction that may write must not begin. */
  readonly beforeWrite?: () => void;
}

export const headChannel = "headroom_head";

/** In place of a tenant: only the list of tenants can be read. */
const everyTenant = "*";
/** Author of what an operator's transaction writes. */
const operatorUser = "headroom";

/** From here on the transaction sees and writes what the scope may: row-level security reads these settings. */
async function enter(db: Transaction<Tables>, { tenantId, userId, service }: TenantScope): Promise<void> {
  await sql`select headroom_enter(${tenantId}, ${userId}, ${service === true})`.execute(db);
}

/**
 * A part of a user's transaction that works for the tenant: for what follows from the user's work and is not theirs to do. Never holds what the
 * user asked to read or write.
 */
export async function asService<T>(tx: TenantTransaction, work: () => Promise<T>): Promise<T> {
  if (tx.scope.service === true) return work();
  const { rows } = await sql<{ role: string }>`
    with before as materialized (select current_setting('headroom.role', true) as role)
    select role, set_config('headroom.role', 'service', true) from before`.execute(tx.db);
  const value = await work();
  // After a failure the transaction is over, and its settings with it.
  await sql`select set_config('headroom.role', ${rows[0]?.role ?? ""}, true)`.execute(tx.db);
  return value;
}

export function createDatabase(parts: DatabaseParts): Database {
  let transactions = 0;
  /** A transaction whose announcements are heard when, and only when, it has been committed. */
  const attempt = async <T>(snapshot: boolean, work: (db: Transaction<Tables>, announce: Announce) => Promise<T>): Promise<T> => {
    if (!snapshot) parts.beforeWrite?.();
    const announced = new Map<string, number>();
    const transaction = parts.kysely.transaction();
    transactions += 1;
    const value = await (snapshot ? transaction.setIsolationLevel("repeatable read") : transaction)
      .execute((db) =>
        work(db, async (tenantId, seq) => {
          announced.set(tenantId, seq);
          if (parts.announce === "notify") await sql`select pg_notify(${headChannel}, ${`${seq}|${tenantId}`})`.execute(db);
        }),
      )
      .finally(() => {
        transactions -= 1;
      });
    if (parts.announce === "local") for (const [tenantId, seq] of announced) parts.heads.publish(tenantId, seq);
    return value;
  };
  const attemptTenant = <T>(scope: TenantScope, work: (tx: TenantTransaction) => Promise<T>, snapshot: boolean): Promise<T> =>
    attempt(snapshot, async (db, announce) => {
      await enter(db, scope);
      return work({ scope, db, announceHead: (seq) => announce(scope.tenantId, seq) });
    });

  return {
    engine: parts.engine,
    heads: parts.heads,
    withTenant: async (scope, work, options = {}) => {
      for (let tried = 1; ; tried += 1) {
        try {
          return await attemptTenant(scope, work, options.snapshot ?? false);
        } catch (error) {
          if (tried < maxAttempts && raceCodes.has(errorCode(error) ?? "")) continue;
          throw toStorageError(error);
        }
      }
    },
    withOperator: async (work, options = {}) => {
      try {
        return await attempt(options.snapshot ?? false, async (db, announce) => {
          // Between two batches it may wait for a disk or for a person.
          await sql`set local idle_in_transaction_session_timeout = 0`.execute(db);
          return work({
            db,
            tenantIds: async () => {
              await enter(db, serviceScope(everyTenant, operatorUser));
              const rows = await db.selectFrom("tenant").select("tenant_id").orderBy("tenant_id").execute();
              return rows.map(({ tenant_id: tenantId }) => tenantId);
            },
            enter: async (tenantId) => {
              const scope = serviceScope(tenantId, operatorUser);
              await enter(db, scope);
              return { scope, db, announceHead: (seq) => announce(tenantId, seq) };
            },
          });
        });
      } catch (error) {
        throw toStorageError(error);
      }
    },
    load: () => ({
      transactions,
      ...(parts.pool?.() ?? { connections: 1, idle: transactions === 0 ? 1 : 0, waiting: Math.max(0, transactions - 1) }),
    }),
    ping: async () => (await sql`select 1`.execute(parts.kysely)).rows.length === 1,
    tidy: parts.tidy,
    close: parts.close,
  };
}
