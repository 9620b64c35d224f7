import type { Account } from "../../../shared/domain/account/account.ts";
import { healthMonthId, keptDaysOf } from "../../../shared/domain/health/health-month.ts";
import type { HealthGrade } from "../../../shared/domain/health/health-override.ts";
import type { HealthSummary } from "../../../shared/domain/health/health-result.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

const dayMs = 86_400_000;
/** Days back from the score against which a change is told. */
export const changeDays = [7, 30, 90] as const;
export type ChangeDays = (typeof changeDays)[number];

/** One account as the portfolio counts it. */
export interface PortfolioAccount {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly tier: Account["tier"];
  readonly scenario: Account["scenario"];
  readonly regions: readonly string[];
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** The override's where one is in force; unknown = nobody could judge, or nobody has yet. */
  readonly grade: HealthGrade;
  /** 0–100,000; null = unknown. */
  readonly scoreMilli: number | null;
  /** Against the score kept so many days before; null = either is unknown. */
  readonly changes: Readonly<Record<ChangeDays, number | null>>;
  readonly worst: HealthSummary["worst"];
}

export interface Portfolio {
  readonly accounts: readonly PortfolioAccount[];
  /** Instant of the oldest score that is shown; null = there is none yet. */
  readonly asOfMs: number | null;
  readonly nowMs: number;
}

/** Health of every account that is here, with what changed. */
export const portfolio = defineQuery<undefined, Portfolio>({
  dependsOn: ["account", "user", "health", "healthMonth"],
  run: (store, _args, nowMs) => {
    const accounts = store.all("account").map((account): PortfolioAccount => {
      const health = store.health(account.id);
      const changeOf = (days: ChangeDays): number | null => (health === undefined ? null : changeSince(store, health, days));
      return {
        id: account.id,
        name: account.name,
        code: account.code,
        tier: account.tier,
        scenario: account.scenario,
        regions: account.regions,
        ownerId: account.ownerId,
        ownerName: account.ownerId === null ? null : (store.get("user", account.ownerId)?.name ?? null),
        grade: health?.grade ?? "unknown",
        scoreMilli: health?.scoreMilli ?? null,
        changes: { 7: health?.change7dMilli ?? null, 30: changeOf(30), 90: changeOf(90) },
        worst: health?.worst ?? null,
      };
    });
    const instants = accounts.flatMap(({ id }) => store.health(id)?.atMs ?? []);
    return { accounts, asOfMs: instants.length === 0 ? null : Math.min(...instants), nowMs };
  },
});

/** As the summary tells its own change: the judged day against the kept one so many days before it. */
function changeSince(store: LocalStore, { accountId, atMs, scoreMilli }: HealthSummary, days: number): number | null {
  const day = new Date((Math.floor((atMs - 1) / dayMs) - days) * dayMs).toISOString().slice(0, 10);
  const month = store.get("healthMonth", healthMonthId(accountId, day.slice(0, 7)));
  const before = month === undefined ? null : (keptDaysOf(month).find((kept) => kept.day === day)?.scoreMilli ?? null);
  return scoreMilli === null || before === null ? null : scoreMilli - before;
}
