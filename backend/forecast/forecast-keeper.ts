import { forecastMemory, type ForecastMemory } from "../../shared/domain/forecast/forecast-memory.ts";
import { withForecast, withOutcomes } from "../../shared/domain/forecast/keep-forecasts.ts";
import { type RegionForecast, forecastRegion } from "../../shared/domain/peak/account-outlook.ts";
import type { OutlookRows } from "../../shared/domain/peak/outlook-input.ts";
import { knownUsage } from "../../shared/domain/peak/usage-of-region.ts";
import type { Clock } from "../../shared/kernel/clock.ts";
import { type Database, serviceScope, type TenantScope } from "../storage/database.ts";
import { isImporting } from "../storage/import-check.ts";
import { importRecords } from "../storage/import-records.ts";
import { tenantRounds } from "../storage/tenant-rounds.ts";
import { outlookAccounts, readCompanyOutlook, readOutlooks, type StoredOutlook } from "./read-outlook.ts";

const dayMs = 86_400_000;
/** Weeks before the first day of keeping that are made up for, each as it would have been forecast then. */
export const madeUpWeeks = 8;
/** Accounts whose rows are in memory at a time. */
const accountsAtOnce = 5;
/** A backend that ended in the middle keeps the work to itself for so long at most. */
const leaseMs = 600_000;
/** What is kept until later than this was written by a clock that has been set back since. */
const longestMs = dayMs + leaseMs;

export interface ForecastKeeper {
  /** Keeps the day's forecasts of every tenant; one that fails is reported and does not keep the others waiting. Calls while it works share the work. */
  keepAll(): Promise<void>;
  /** Keeps one tenant's. Answers how many records changed; null = not now: kept today, another backend is at it, or an import. */
  keep(tenantId: string): Promise<number | null>;
}

export interface ForecastKeeperPorts {
  readonly db: Database;
  readonly clock: Clock;
  /** Lets requests go first, after each forecast. */
  readonly pause: () => Promise<void>;
  /** Lets an import show itself: some seconds. */
  readonly look: () => Promise<void>;
  /** The server is ending: what is left is done the next time. */
  readonly ending?: () => boolean;
  readonly report?: (error: unknown) => void;
}

/** Until when the forecasts of a tenant are kept, or being kept; null = due. */
async function setUntil(db: Database, scope: TenantScope, until: Date | null): Promise<void> {
  await db.withTenant(scope, (tx) =>
    tx.db.updateTable("sync_head").set({ forecast_until: until }).where("tenant_id", "=", scope.tenantId).execute(),
  );
}

/** Of several backends one keeps, once a day. */
async function takeTurn(db: Database, scope: TenantScope, nowMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db.withTenant(scope, (tx) =>
    tx.db
      .updateTable("sync_head")
      .set({ forecast_until: new Date(nowMs + leaseMs) })
      .where("tenant_id", "=", scope.tenantId)
      .where((eb) =>
        eb.or([
          eb("forecast_until", "is", null),
          eb("forecast_until", "<=", new Date(nowMs)),
          eb("forecast_until", ">", new Date(nowMs + longestMs)),
        ]),
      )
      .executeTakeFirstOrThrow(),
  );
  return numUpdatedRows > 0n;
}

async function isDue(db: Database, scope: TenantScope, nowMs: number): Promise<boolean> {
  const { forecast_until: until } = await db.withTenant(scope, (tx) =>
    tx.db.selectFrom("sync_head").select("forecast_until").where("tenant_id", "=", scope.tenantId).executeTakeFirstOrThrow(),
  );
  return until === null || until.getTime() <= nowMs || until.getTime() > nowMs + longestMs;
}

/** Rows as they were at an instant, as far as they tell: what was answered since was not known, and no forecast had been kept. */
function rowsAt(rows: OutlookRows, asOfMs: number): OutlookRows {
  const at = new Date(asOfMs).toISOString();
  return {
    ...rows,
    outreaches: rows.outreaches.map((one) =>
      one.answeredAt !== null && one.answeredAt > at ? { ...one, state: "sent" as const, answeredAt: null, answeredPcu: null } : one,
    ),
    memories: [],
  };
}

function forecastOf(rows: OutlookRows, usage: StoredOutlook["usage"], region: string, asOfMs: number): RegionForecast | null {
  const run = forecastRegion({ rows, usage, previous: [], nowMs: asOfMs }, region);
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value.ok ? step.value.value : null;
  }
}

/** Keeps what was forecast of every account's weeks and peaks, what was told, and what came. What was forecast is never written again. */
export function createForecastKeeper(ports: ForecastKeeperPorts): ForecastKeeper {
  const { db, clock } = ports;
  const ending = (): boolean => ports.ending?.() === true;

  /** Records of a region that changed. */
  const regionMemories = async ({ rows, usage }: StoredOutlook, region: string, nowMs: number): Promise<readonly ForecastMemory[]> => {
    const known = knownUsage(usage, region, nowMs);
    if (known === null) return [];
    const before = rows.memories.filter((memory) => memory.region === region);
    let memories: readonly ForecastMemory[] = before;
    const weeks = before.length > 0 ? [] : Array.from({ length: madeUpWeeks }, (_, i) => nowMs - (madeUpWeeks - i) * 7 * dayMs);
    for (const asOfMs of [...weeks, nowMs]) {
      const made = forecastOf(asOfMs === nowMs ? rows : rowsAt(rows, asOfMs), usage, region, asOfMs);
      await ports.pause();
      if (ending()) return [];
      if (made === null) continue;
      memories = withForecast(memories, {
        accountId: rows.account.id,
        region,
        asOfMs,
        madeMs: nowMs,
        timeZone: made.input.forecast.timeZone,
        logBias: made.input.forecast.logBias,
        forecast: made.forecast,
        peaks: made.peaks,
        events: rows.plannedEvents,
      });
    }
    return withOutcomes(memories, known, rows.outreaches).filter((memory) => !before.includes(memory));
  };

  const write = async (scope: TenantScope, memories: readonly ForecastMemory[]): Promise<void> => {
    if (memories.length === 0) return;
    const records = memories.map((memory) => {
      const { id, ...fields } = forecastMemory.parse(memory);
      return { kind: "forecastMemory" as const, id, fields, defaults: {} };
    });
    await db.withTenant(scope, async (tx) => {
      await importRecords(tx, records, clock.now());
    });
  };

  const keep = async (tenantId: string): Promise<number | null> => {
    const scope = serviceScope(tenantId, "headroom");
    const nowMs = clock.now();
    if (!(await isDue(db, scope, nowMs)) || (await isImporting(db, scope, ports.look)) || ending() || !(await takeTurn(db, scope, nowMs)))
      return null;
    let count = 0;
    let done = false;
    try {
      const { ids, company } = await db.withTenant(
        scope,
        async (tx) => ({ ids: await outlookAccounts(tx), company: await readCompanyOutlook(tx) }),
        { snapshot: true },
      );
      for (let at = 0; at < ids.length && !ending(); at += accountsAtOnce) {
        await setUntil(db, scope, new Date(clock.now() + leaseMs));
        const stored = await db.withTenant(scope, (tx) => readOutlooks(tx, company, ids.slice(at, at + accountsAtOnce)), {
          snapshot: true,
        });
        for (const outlook of stored) {
          const regions = new Set(outlook.usage.map((series) => series.region));
          const changed: ForecastMemory[] = [];
          for (const region of [...regions].sort()) changed.push(...(await regionMemories(outlook, region, nowMs)));
          await write(scope, changed);
          count += changed.length;
          if (ending()) break;
        }
      }
      done = !ending();
    } finally {
      // Tomorrow again; after a failure at once.
      await setUntil(db, scope, done ? new Date(Math.floor(nowMs / dayMs) * dayMs + dayMs) : null);
    }
    return count;
  };

  return { keep, keepAll: tenantRounds(ports, keep) };
}
