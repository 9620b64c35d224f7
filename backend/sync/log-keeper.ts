import { sql } from "kysely";
import type { Clock } from "../../shared/kernel/clock.ts";
import { type Database, serviceScope, type TenantTransaction } from "../storage/database.ts";
import { readHead } from "./sync-head.ts";

const dayMs = 86_400_000;
/** Days for which the log, and what was deleted, is kept. */
export const defaultLogDays = 90;
/** A laptop that has not been seen for as long is forgotten; should it come back, it sends its edits under a new number. */
const clientDays = 400;
/** How finely the age of the log is known. */
const markEveryMs = 6 * 3_600_000;
export const trimEveryMs = 3_600_000;
/** Log rows a transaction: writers of the tenant wait for its end. */
const rowsAtOnce = 10_000;

export interface LogKeeper {
  /** The tenant is in use: its log is looked after from now on. */
  notice(tenantId: string): void;
  /** Trims the logs of every tenant noticed. One that fails is reported and does not keep the others waiting. */
  trimAll(): Promise<void>;
  /** Trims one tenant's; answers its floor. Does nothing while another backend is at it. */
  trim(tenantId: string): Promise<number>;
}

export interface LogKeeperPorts {
  readonly db: Database;
  readonly clock: Clock;
  readonly logDays?: number;
  readonly report?: (error: unknown) => void;
}

/** One backend at a time; the lock goes with the transaction. */
async function lockLog({ db, scope }: TenantTransaction): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`headroom log ${scope.tenantId}`}, 0)) as mine`.execute(db);
  return rows[0]?.mine === true;
}

/** Notes where the log stands now, and answers where it stood before `oldestMs`; null = it is not as old. */
async function mark({ db, scope }: TenantTransaction, nowMs: number, oldestMs: number): Promise<number | null> {
  const { tenantId } = scope;
  const newest = await db
    .selectFrom("log_mark")
    .select((eb) => eb.fn.max("at").as("at"))
    .where("tenant_id", "=", tenantId)
    .executeTakeFirst();
  if (newest?.at == null || Math.abs(nowMs - newest.at.getTime()) >= markEveryMs) {
    await sql`
      insert into log_mark (tenant_id, at, seq) select tenant_id, ${new Date(nowMs)}::timestamptz, seq from sync_head where tenant_id = ${tenantId}
      on conflict (tenant_id, at) do update set seq = least(log_mark.seq, excluded.seq)`.execute(db);
  }
  const old = await db
    .selectFrom("log_mark")
    .select(["at", "seq"])
    .where("tenant_id", "=", tenantId)
    .where("at", "<=", new Date(oldestMs))
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (old === undefined) return null;
  await db.deleteFrom("log_mark").where("tenant_id", "=", tenantId).where("at", "<", old.at).execute();
  return old.seq;
}

/** A first copy ends with the tail after its oldest page: the log must reach back to the pages that are served. */
async function oldestPage({ db, scope }: TenantTransaction, build: number): Promise<number> {
  if (build === 0) return Number.MAX_SAFE_INTEGER;
  const oldest = await db
    .selectFrom("snapshot_page")
    .select((eb) => eb.fn.min("as_of").as("as_of"))
    .where("tenant_id", "=", scope.tenantId)
    .where("build", "=", build)
    .executeTakeFirst();
  return oldest?.as_of ?? Number.MAX_SAFE_INTEGER;
}

/** Takes away a part of the log up to `target` and raises the floor to it, in one transaction. */
async function trimPart({ db, scope }: TenantTransaction, target: number): Promise<void> {
  const { tenantId } = scope;
  const { rows } = await sql<{ n: number; seq: number | null }>`
    select count(*) as n, max(seq) as seq from (
      select seq from change_log where tenant_id = ${tenantId} and seq <= ${target} order by seq limit ${rowsAtOnce}) part`.execute(db);
  const part = rows[0];
  const upTo = part?.seq != null && part.n === rowsAtOnce ? part.seq : target;
  await db.deleteFrom("change_log").where("tenant_id", "=", tenantId).where("seq", "<=", upTo).execute();
  await db.deleteFrom("record").where("tenant_id", "=", tenantId).where("deleted", "=", true).where("rev", "<=", upTo).execute();
  // A cursor below the floor is not continued, so no pull asks what a client had done by then.
  await db.deleteFrom("client_push").where("tenant_id", "=", tenantId).where("seq", "<=", upTo).execute();
  await db.updateTable("sync_head").set({ floor: upTo }).where("tenant_id", "=", tenantId).where("floor", "<", upTo).execute();
}

/**
 * Forgets clients that have not been seen for more than a year. A refusal goes only with its client: a laptop that did not hear of it sends the
 * edit again, and must not be told that it was applied. An order to wipe that was not delivered stays.
 */
async function forgetClients({ db, scope }: TenantTransaction, before: Date): Promise<void> {
  const gone = sql`select client_id from client where tenant_id = ${scope.tenantId} and seen_at < ${before}::timestamptz
    and (wipe_at is null or wipe_told_at is not null)`;
  for (const table of ["mutation_refusal", "client_push", "client"]) {
    await sql`delete from ${sql.table(table)} where tenant_id = ${scope.tenantId} and client_id in (${gone})`.execute(db);
  }
}

/** Keeps the log and the deleted records as long as laptops may need them. Who comes later takes a new copy, and keeps what he has written. */
export function createLogKeeper({ db, clock, logDays = defaultLogDays, report }: LogKeeperPorts): LogKeeper {
  const tenants = new Set<string>();
  const trim = async (tenantId: string): Promise<number> => {
    const scope = serviceScope(tenantId, "headroom");
    const nowMs = clock.now();
    for (;;) {
      const { floor, done } = await db.withTenant(scope, async (tx) => {
        if (!(await lockLog(tx))) return { floor: (await readHead(tx)).floor, done: true };
        const head = await readHead(tx);
        const old = await mark(tx, nowMs, nowMs - logDays * dayMs);
        const target = Math.min(old ?? 0, head.seq, await oldestPage(tx, head.pageBuild));
        if (target > head.floor) await trimPart(tx, target);
        else await forgetClients(tx, new Date(nowMs - clientDays * dayMs));
        return { floor: (await readHead(tx)).floor, done: target <= head.floor };
      });
      if (done) return floor;
    }
  };
  return {
    notice: (tenantId) => {
      tenants.add(tenantId);
    },
    trim,
    trimAll: async () => {
      for (const tenantId of tenants) {
        try {
          await trim(tenantId);
        } catch (error) {
          report?.(error);
        }
      }
    },
  };
}
