import { sql } from "kysely";
import type { Clock } from "../../shared/kernel/clock.ts";
import { type Database, serviceScope, type TenantScope } from "../storage/database.ts";
import { appendAudit } from "./append-audit.ts";

const dayMs = 86_400_000;
/** Users whose day is remembered; one that is forgotten is read again. */
const mostUsers = 5_000;

interface SeenDay {
  readonly day: number;
  readonly accounts: Set<string>;
  /** Every account of the tenant as of some moment of the day. */
  whole: boolean;
}

export interface Sights {
  /**
   * Notes that records of these accounts are being sent to the user; null = of every account of the tenant. To be awaited before they are sent. Never
   * throws: a disk that is full must not keep a laptop from reading; what could not be noted is reported, and noted at the next occasion.
   */
  note(scope: TenantScope, accounts: Iterable<string> | null): Promise<void>;
}

export interface SightPorts {
  readonly db: Database;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
}

/** Who saw what: once a user, an account and a UTC day. What was noted is kept in memory, so that all but the first request of a day cost a look-up. */
export function createSights({ db, clock, report }: SightPorts): Sights {
  const days = new Map<string, SeenDay>();
  const working = new Map<string, Promise<void>>();

  /** What another backend, or this one before it was started anew, has noted today. */
  const readDay = async ({ tenantId, userId }: TenantScope, day: number): Promise<Set<string>> => {
    const { rows } = await db.withTenant(
      serviceScope(tenantId, userId),
      (tx) =>
        sql<{ account: string }>`
          select distinct unnest(accounts) as account from audit_entry
          where tenant_id = ${tenantId} and user_id = ${userId} and event = 'saw' and at >= ${new Date(day * dayMs)}::timestamptz`.execute(
          tx.db,
        ),
      { snapshot: true },
    );
    return new Set(rows.map(({ account }) => account));
  };

  const everyAccount = async ({ tenantId, userId }: TenantScope): Promise<readonly string[]> => {
    const rows = await db.withTenant(
      serviceScope(tenantId, userId),
      (tx) =>
        tx.db
          .selectFrom("record")
          .select("id")
          .where("tenant_id", "=", tenantId)
          .where("kind", "=", "account")
          .where("deleted", "=", false)
          .execute(),
      { snapshot: true },
    );
    return rows.map(({ id }) => id);
  };

  const write = async (scope: TenantScope, key: string, day: number, accounts: Iterable<string> | null): Promise<void> => {
    const known = days.get(key);
    const seen = known?.day === day ? known : { day, accounts: await readDay(scope, day), whole: false };
    const fresh = [...new Set(accounts ?? (await everyAccount(scope)))].filter((account) => !seen.accounts.has(account)).sort();
    if (fresh.length > 0) {
      const nowMs = clock.now();
      const { tenantId, userId } = scope;
      const detail = { day: new Date(day * dayMs).toISOString().slice(0, 10) };
      await db.withTenant(serviceScope(tenantId, userId), (tx) =>
        appendAudit(tx, nowMs, [{ event: "saw", source: "backend", userId, accounts: fresh, detail }]),
      );
    }
    for (const account of fresh) seen.accounts.add(account);
    if (accounts === null) seen.whole = true;
    const [oldest] = days.keys();
    if (days.size >= mostUsers && !days.has(key) && oldest !== undefined) days.delete(oldest);
    days.set(key, seen);
  };

  const isNoted = (key: string, day: number, accounts: Iterable<string> | null): boolean => {
    const seen = days.get(key);
    if (seen?.day !== day) return false;
    if (accounts === null) return seen.whole;
    for (const account of accounts) if (!seen.accounts.has(account)) return false;
    return true;
  };

  return {
    note: async (scope, accounts) => {
      const key = `${scope.tenantId} ${scope.userId}`;
      const list = accounts === null ? null : [...accounts];
      if (list?.length === 0) return;
      const day = Math.floor(clock.now() / dayMs);
      if (isNoted(key, day, list)) return;
      // One after the other, so that two requests of a user do not note the same twice.
      const before = working.get(key) ?? Promise.resolve();
      const own = before.then(async () => {
        if (isNoted(key, day, list)) return;
        await write(scope, key, day, list).catch(report);
      });
      working.set(key, own);
      await own;
      if (working.get(key) === own) working.delete(key);
    },
  };
}
