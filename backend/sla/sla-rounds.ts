import type { Clock } from "../../shared/kernel/clock.ts";
import type { Database } from "../storage/database.ts";
import type { KeptRound, SlaKeeper } from "./sla-keeper.ts";

/** What came in is looked at after so long: an entry and what follows it come together. */
export const pokeDelayMs = 1_000;
/** However far ahead the next rung is, the clock is looked at so often: timers stand while a machine sleeps. */
export const tickMs = 60_000;
/** So often new tenants are looked for. */
export const tenantsEveryMs = 3_600_000;

export interface SlaRoundsPorts {
  readonly db: Pick<Database, "heads" | "withOperator">;
  readonly clock: Clock;
  readonly keeper: SlaKeeper;
  /** Calls back once after so many ms; answers how to call it off. */
  readonly after: (ms: number, call: () => void) => () => void;
  readonly kept?: (round: KeptRound) => void;
  readonly report: (error: unknown) => void;
}

export interface SlaRounds {
  start(): void;
  /** A round under way ends first. */
  stop(): Promise<void>;
}

/**
 * Has the promises of every tenant kept when there is something to keep: when the next rung is due and after each change, told by the heads; one
 * round at a time. A round that fails is reported and tried again at the next tick.
 */
export function createSlaRounds({ db, clock, keeper, after, kept, report }: SlaRoundsPorts): SlaRounds {
  const due = new Map<string, number>();
  const subscriptions = new Map<string, () => void>();
  let tenantsMs: number | null = null;
  let working: Promise<void> | null = null;
  let callOff: (() => void) | null = null;
  let stopped = false;

  const plan = (): void => {
    callOff?.();
    callOff = null;
    if (stopped || working !== null) return;
    const nowMs = clock.now();
    const firstMs = Math.min(nowMs + tickMs, ...due.values());
    callOff = after(Math.max(0, firstMs - nowMs), () => {
      callOff = null;
      working = work().finally(() => {
        working = null;
        plan();
      });
    });
  };

  const poke = (tenantId: string): void => {
    const soonMs = clock.now() + pokeDelayMs;
    if ((due.get(tenantId) ?? Number.POSITIVE_INFINITY) <= soonMs) return;
    due.set(tenantId, soonMs);
    plan();
  };

  const lookForTenants = async (): Promise<void> => {
    const ids = await db.withOperator(({ tenantIds }) => tenantIds());
    tenantsMs = clock.now();
    for (const tenantId of ids) {
      if (stopped || subscriptions.has(tenantId)) continue;
      subscriptions.set(
        tenantId,
        db.heads.subscribe(tenantId, () => poke(tenantId)),
      );
      due.set(tenantId, tenantsMs);
    }
  };

  const round = async (tenantId: string): Promise<void> => {
    // What is written meanwhile pokes again.
    due.delete(tenantId);
    try {
      const result = await keeper.keep(tenantId);
      if (result.escalations + result.verdicts > 0) kept?.(result);
      if (result.nextMs !== null) due.set(tenantId, Math.min(due.get(tenantId) ?? result.nextMs, result.nextMs));
    } catch (error) {
      if (stopped) return;
      due.set(tenantId, clock.now() + tickMs);
      report(error);
    }
  };

  const work = async (): Promise<void> => {
    // A clock that was set back counts as another hour.
    if (tenantsMs === null || Math.abs(clock.now() - tenantsMs) >= tenantsEveryMs) await lookForTenants().catch(report);
    // Those of now: what comes due meanwhile has the next round.
    const planned = Array.from(due);
    for (const [tenantId, ms] of planned) {
      if (stopped) return;
      if (ms <= clock.now()) await round(tenantId);
    }
  };

  return {
    start: plan,
    stop: async () => {
      stopped = true;
      callOff?.();
      for (const unsubscribe of subscriptions.values()) unsubscribe();
      await working;
    },
  };
}
