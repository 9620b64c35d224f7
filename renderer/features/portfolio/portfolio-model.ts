import { scenarios, tiers } from "../../../shared/domain/account/account.ts";
import type { HealthGrade } from "../../../shared/domain/health/health-override.ts";
import type { ChangeDays, PortfolioAccount } from "../../data/queries/portfolio.ts";

export const dimensions = ["tier", "scenario", "region", "owner"] as const;
export type Dimension = (typeof dimensions)[number];

/** Best first; what nobody could judge stands apart at the end. */
export const gradeOrder = ["good", "watch", "risk", "critical", "unknown"] as const satisfies readonly HealthGrade[];
export type GradeCounts = Readonly<Record<HealthGrade, number>>;

/** Chosen values by dimension; null = all. An owner "" = nobody. */
export type PortfolioFilter = Readonly<Record<Dimension, string | null>>;
export const noFilter: PortfolioFilter = { tier: null, scenario: null, region: null, owner: null };

/** An account belongs to every region that it uses. */
export function valuesOf(account: PortfolioAccount, dimension: Dimension): readonly string[] {
  switch (dimension) {
    case "tier":
      return [account.tier];
    case "scenario":
      return [account.scenario];
    case "region":
      return account.regions;
    case "owner":
      return [account.ownerId ?? ""];
  }
}

export function filtered(accounts: readonly PortfolioAccount[], filter: PortfolioFilter): readonly PortfolioAccount[] {
  return accounts.filter((account) =>
    dimensions.every((dimension) => {
      const wanted = filter[dimension];
      return wanted === null || valuesOf(account, dimension).includes(wanted);
    }),
  );
}

/** Accounts that share a value. */
export interface Segment {
  readonly dimension: Dimension;
  readonly value: string;
  readonly accounts: number;
  readonly grades: GradeCounts;
  /** Middle of the known scores; null = none is known. */
  readonly medianMilli: number | null;
  /** Middle of the changes of accounts whose change is known; null = none is. */
  readonly changeMilli: number | null;
}

/** Segments of a dimension, in the order of the record's own lists, else the largest first. */
export function segmentsOf(accounts: readonly PortfolioAccount[], dimension: Dimension, days: ChangeDays): readonly Segment[] {
  const members = new Map<string, PortfolioAccount[]>();
  for (const account of accounts) {
    for (const value of valuesOf(account, dimension)) {
      const own = members.get(value);
      if (own === undefined) members.set(value, [account]);
      else own.push(account);
    }
  }
  const fixed: readonly string[] = dimension === "tier" ? tiers.toReversed() : dimension === "scenario" ? scenarios : [];
  return Array.from(members, ([value, own]): Segment => ({
    dimension,
    value,
    accounts: own.length,
    grades: gradesOf(own),
    medianMilli: median(own.flatMap((account) => account.scoreMilli ?? [])),
    changeMilli: median(own.flatMap((account) => account.changes[days] ?? [])),
  })).toSorted((a, b) => fixed.indexOf(a.value) - fixed.indexOf(b.value) || b.accounts - a.accounts || (a.value < b.value ? -1 : 1));
}

export function gradesOf(accounts: readonly PortfolioAccount[]): GradeCounts {
  const counts: Record<HealthGrade, number> = { good: 0, watch: 0, risk: 0, critical: 0, unknown: 0 };
  for (const { grade } of accounts) counts[grade] += 1;
  return counts;
}

export const binPoints = 5;
/** Scores from `from` (points) to below `from + binPoints`, the last one with its end. */
export interface Bin {
  readonly from: number;
  readonly count: number;
  readonly grades: GradeCounts;
}

/** How many accounts have which score; those without one are in no bin. */
export function binsOf(accounts: readonly PortfolioAccount[]): readonly Bin[] {
  const last = 100 / binPoints - 1;
  return Array.from({ length: last + 1 }, (_, bin) => {
    const own = accounts.filter(
      ({ scoreMilli }) => scoreMilli !== null && Math.min(last, Math.floor(scoreMilli / 1000 / binPoints)) === bin,
    );
    return { from: bin * binPoints, count: own.length, grades: gradesOf(own) };
  });
}

/** Those that changed most in a direction, most first; who stayed is no mover. */
export function moversOf(
  accounts: readonly PortfolioAccount[],
  days: ChangeDays,
  direction: "up" | "down",
  count: number,
): readonly PortfolioAccount[] {
  const sign = direction === "up" ? 1 : -1;
  return accounts
    .filter((account) => (account.changes[days] ?? 0) * sign > 0)
    .toSorted((a, b) => ((b.changes[days] ?? 0) - (a.changes[days] ?? 0)) * sign || (a.id < b.id ? -1 : 1))
    .slice(0, count);
}

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
