import { sql } from "kysely";
import { healthMonthId, type HealthMonth, type KeptDay, withKeptDay } from "../../shared/domain/health/health-month.ts";
import { judgedAt } from "../../shared/domain/health/judge-account.ts";
import { keptDayOf } from "../../shared/domain/health/kept-day.ts";
import { monthOf } from "../../shared/domain/metrics/series.ts";
import type { Clock } from "../../shared/kernel/clock.ts";
import { type Database, serviceScope, type TenantScope, type TenantTransaction } from "../storage/database.ts";
import { isImporting } from "../storage/import-check.ts";
import { importRecords } from "../storage/import-records.ts";
import { tenantRounds } from "../storage/tenant-rounds.ts";
import { type CompanyHealth, healthAccounts, readCompanyHealth, readHealth } from "./read-health.ts";

const dayMs = 86_400_000;
/** Whole days back from now that are kept if they are missing. */
export const keptDays = 90;
/** Accounts whose rows are in memory at a time. */
const accountsAtOnce = 5;
/** A backend that ended in the middle keeps the work to itself for so long at most. */
const leaseMs = 600_000;

export interface ScoreKeeper {
  /** Keeps the missing days of every tenant; one that fails is reported and does not keep the others waiting. Calls while it works share the work. */
  keepAll(): Promise<void>;
  /** Keeps one tenant's. Answers how many days were kept; null = not now: another backend is at it, or an import. */
  keep(tenantId: string): Promise<number | null>;
}

export interface ScoreKeeperPorts {
  readonly db: Database;
  readonly clock: Clock;
  /** Lets requests go first, after each judgement. */
  readonly pause: () => Promise<void>;
  /** Lets an import show itself: some seconds. */
  readonly look: () => Promise<void>;
  /** The server is ending: what is left is done the next time. */
  readonly ending?: () => boolean;
  readonly report?: (error: unknown) => void;
}

/** Of several backends on one server, one keeps; the embedded database has one backend, which must not wait for itself after a crash. */
async function takeLease(db: Database, scope: TenantScope, nowMs: number): Promise<boolean> {
  if (db.engine === "pglite") return true;
  const { numUpdatedRows } = await db.withTenant(scope, (tx) =>
    tx.db
      .updateTable("sync_head")
      .set({ health_until: new Date(nowMs + leaseMs) })
      .where("tenant_id", "=", scope.tenantId)
      .where((eb) => eb.or([eb("health_until", "is", null), eb("health_until", "<=", new Date(nowMs))]))
      .executeTakeFirstOrThrow(),
  );
  return numUpdatedRows > 0n;
}

async function setLease(db: Database, scope: TenantScope, until: Date | null): Promise<void> {
  if (db.engine === "pglite") return;
  await db.withTenant(scope, (tx) =>
    tx.db.updateTable("sync_head").set({ health_until: until }).where("tenant_id", "=", scope.tenantId).execute(),
  );
}

/** Days of the month that are kept, by account and month. */
async function readKept({ db, scope }: TenantTransaction, fromMonth: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ account_id: string; month: string; day: number }>`
    select r.account_id, r.doc ->> 'month' as month, (d.value ->> 0)::int as day
    from record r cross join lateral jsonb_array_elements(r.doc -> 'days') d
    where r.tenant_id = ${scope.tenantId} and r.kind = 'healthMonth' and not r.deleted and r.doc ->> 'month' >= ${fromMonth}`.execute(db);
  return new Set(rows.map(({ account_id: accountId, month, day }) => `${accountId} ${month}-${String(day).padStart(2, "0")}`));
}

/** Puts days into an account's months, in one transaction; a day that is there by now stays as it is. */
async function writeDays(db: Database, scope: TenantScope, accountId: string, days: readonly KeptDay[], nowMs: number): Promise<void> {
  const months = Map.groupBy(days, (kept) => kept.day.slice(0, 7));
  const ids = [...months.keys()].map((month) => healthMonthId(accountId, month));
  await db.withTenant(scope, async (tx) => {
    const { rows } = await sql<{ id: string; days: HealthMonth["days"] }>`
      select r.id, r.doc -> 'days' as days from record r
      where r.tenant_id = ${scope.tenantId} and r.kind = 'healthMonth' and r.id = any(${ids}::text[]) order by r.id for update of r`.execute(
      tx.db,
    );
    const records = Array.from(months, ([month, own]) => {
      const id = healthMonthId(accountId, month);
      const stored = rows.find((row) => row.id === id)?.days ?? [];
      return { kind: "healthMonth" as const, id, fields: { accountId, month, days: own.reduce(withKeptDay, stored) }, defaults: {} };
    });
    await importRecords(tx, records, nowMs);
  });
}

/** Keeps a score a day of every account, as judged at the end of that UTC day by the model in force then. What is kept is never written again. */
export function createScoreKeeper(ports: ScoreKeeperPorts): ScoreKeeper {
  const { db, clock } = ports;
  const ending = (): boolean => ports.ending?.() === true;

  const keepDays = async (scope: TenantScope, company: CompanyHealth, missing: ReadonlyMap<string, readonly number[]>): Promise<number> => {
    let count = 0;
    const ids = [...missing.keys()];
    for (let at = 0; at < ids.length && !ending(); at += accountsAtOnce) {
      await setLease(db, scope, new Date(clock.now() + leaseMs));
      const part = ids.slice(at, at + accountsAtOnce);
      const stored = await db.withTenant(scope, (tx) => readHealth(tx, company, part), { snapshot: true });
      for (const { accountId, series, records } of stored) {
        const days: KeptDay[] = [];
        for (const endMs of missing.get(accountId) ?? []) {
          days.push(keptDayOf(judgedAt(records(endMs), series, company.models, endMs)));
          await ports.pause();
          if (ending()) break;
        }
        await writeDays(db, scope, accountId, days, clock.now());
        count += days.length;
      }
    }
    return count;
  };

  const keep = async (tenantId: string): Promise<number | null> => {
    const scope = serviceScope(tenantId, "headroom");
    // The midnight behind a day is its end: the day that is running has none yet.
    const todayMs = Math.floor(clock.now() / dayMs) * dayMs;
    const ends = Array.from({ length: keptDays }, (_, back) => todayMs - back * dayMs);
    const { accounts, kept, company } = await db.withTenant(
      scope,
      async (tx) => ({
        accounts: await healthAccounts(tx, null),
        kept: await readKept(tx, monthOf(todayMs - keptDays * dayMs)),
        company: await readCompanyHealth(tx),
      }),
      { snapshot: true },
    );
    const missingOf = (accountId: string, of: readonly number[]): readonly number[] =>
      of.filter((endMs) => !kept.has(`${accountId} ${new Date(endMs - dayMs).toISOString().slice(0, 10)}`));
    const missing = (of: readonly number[]): ReadonlyMap<string, readonly number[]> =>
      new Map(accounts.map(({ id }) => [id, missingOf(id, of)] as const).filter(([, days]) => days.length > 0));
    // What everybody looks at first is there first: yesterday of all, then the rest, newest first.
    const rounds = [missing(ends.slice(0, 1)), missing(ends.slice(1))];
    if (rounds.every((round) => round.size === 0)) return 0;
    if ((await isImporting(db, scope, ports.look)) || ending() || !(await takeLease(db, scope, clock.now()))) return null;
    try {
      let count = 0;
      for (const round of rounds) count += await keepDays(scope, company, round);
      return count;
    } finally {
      await setLease(db, scope, null);
    }
  };

  return { keep, keepAll: tenantRounds(ports, keep) };
}
