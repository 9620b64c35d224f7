import { sql } from "kysely";
import type { Database, DatabaseLoad, OperatorTransaction } from "../storage/database.ts";

const minuteMs = 60_000;
/** Windows in which a laptop counts as seen. */
const windows = { "5m": 5 * minuteMs, "1h": 60 * minuteMs, "1d": 1_440 * minuteMs } as const;

/** What the database says of itself and of the sync, over all companies together. */
export interface DatabaseFigures {
  readonly load: DatabaseLoad;
  readonly sizeBytes: number;
  readonly walBytes: number;
  /** null = no replica, or this login may not see them. */
  readonly replicationLagBytes: number | null;
  readonly tenants: number;
  /** Sequence numbers between the floor and the head of the log, summed. */
  readonly logChanges: number;
  /** Changes by which the oldest page that is served is behind its head: the most. */
  readonly snapshotLag: number;
  /** Changes by which what was last announced in this process is behind the head: the most. */
  readonly headLag: number;
  /** Companies whose work some backend has to itself. */
  readonly leases: Readonly<Record<"scores" | "pages", number>>;
  readonly laptops: Readonly<Record<keyof typeof windows, number>>;
}

interface TenantFigures {
  readonly seq: number;
  readonly floor: number;
  readonly as_of: number | null;
  readonly pages: boolean;
  readonly scores: boolean;
  readonly seen_5m: number;
  readonly seen_1h: number;
  readonly seen_1d: number;
}

async function tenantFigures(operator: OperatorTransaction, tenantId: string, nowMs: number): Promise<TenantFigures | undefined> {
  const { db } = await operator.enter(tenantId);
  const now = new Date(nowMs);
  const since = (ms: number): Date => new Date(nowMs - ms);
  const { rows } = await sql<TenantFigures>`
    select h.seq, h.floor,
      (select min(p.as_of) from snapshot_page p where p.tenant_id = ${tenantId} and p.build = h.page_build) as as_of,
      coalesce(h.pages_until > ${now}::timestamptz, false) as pages, coalesce(h.health_until > ${now}::timestamptz, false) as scores,
      c.seen_5m, c.seen_1h, c.seen_1d
    from sync_head h cross join (
      select count(*) filter (where seen_at > ${since(windows["5m"])}::timestamptz)::int as seen_5m,
        count(*) filter (where seen_at > ${since(windows["1h"])}::timestamptz)::int as seen_1h, count(*)::int as seen_1d
      from client where tenant_id = ${tenantId} and seen_at > ${since(windows["1d"])}::timestamptz) c
    where h.tenant_id = ${tenantId}`.execute(db);
  return rows[0];
}

async function replicationLag({ db }: OperatorTransaction): Promise<number | null> {
  const { rows } = await sql<{ lag: number | null }>`
    select max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn))::float8 as lag from pg_stat_replication`.execute(db);
  return rows[0]?.lag ?? null;
}

/** Reads them in one transaction that goes from company to company. Throws StorageError. */
export async function readFigures(db: Database, nowMs: number): Promise<DatabaseFigures> {
  const load = db.load();
  return db.withOperator(
    async (operator) => {
      const { rows } = await sql<{ size: number; wal: number }>`
        select pg_database_size(current_database())::float8 as size, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as wal`.execute(
        operator.db,
      );
      const lag = db.engine === "postgres" ? await replicationLag(operator) : null;
      const tenantIds = await operator.tenantIds();
      const sum = { logChanges: 0, snapshotLag: 0, headLag: 0, pages: 0, scores: 0, "5m": 0, "1h": 0, "1d": 0 };
      for (const tenantId of tenantIds) {
        const own = await tenantFigures(operator, tenantId, nowMs);
        if (own === undefined) continue;
        const announced = db.heads.announced(tenantId);
        sum.logChanges += own.seq - own.floor;
        sum.snapshotLag = Math.max(sum.snapshotLag, own.as_of === null ? 0 : own.seq - own.as_of);
        sum.headLag = Math.max(sum.headLag, announced === null ? 0 : own.seq - announced);
        sum.pages += own.pages ? 1 : 0;
        sum.scores += own.scores ? 1 : 0;
        sum["5m"] += own.seen_5m;
        sum["1h"] += own.seen_1h;
        sum["1d"] += own.seen_1d;
      }
      return {
        load,
        sizeBytes: rows[0]?.size ?? 0,
        walBytes: rows[0]?.wal ?? 0,
        replicationLagBytes: lag,
        tenants: tenantIds.length,
        logChanges: sum.logChanges,
        snapshotLag: sum.snapshotLag,
        headLag: sum.headLag,
        leases: { pages: sum.pages, scores: sum.scores },
        laptops: { "5m": sum["5m"], "1h": sum["1h"], "1d": sum["1d"] },
      };
    },
    { snapshot: true },
  );
}
