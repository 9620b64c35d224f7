import { rankRule } from "./rank-rule.ts";
import { type TodayGroup, todayGroups, type TodayItem } from "./today-item.ts";

const dayMs = 86_400_000;

/** Factors of a score, in the order in which they are told. 1 = does not matter here. */
export const rankFactors = ["urgency", "stake", "state", "severity", "tier", "likelihood"] as const;
export type RankFactor = (typeof rankFactors)[number];

export interface Rank {
  /** 100 × the product of the factors. */
  readonly score: number;
  readonly factors: Readonly<Record<RankFactor, number>>;
  readonly group: TodayGroup;
}

export interface Ranked<Item extends TodayItem> {
  readonly item: Item;
  readonly rank: Rank;
}

/** What of an item its place depends on. */
export type Rankable = Pick<
  TodayItem,
  "id" | "kind" | "state" | "severity" | "tier" | "message" | "dueMs" | "dueIsDay" | "sinceMs" | "undated"
>;

/** How an item counts at an instant: see rank-rule.ts for the values and their reasons. */
export function rankOf(item: Rankable, nowMs: number): Rank {
  const factors = {
    urgency: urgencyOf(item, nowMs),
    stake: item.kind === "incident" && item.dueMs !== null ? rankRule.promiseStake : rankRule.stake[item.kind],
    state: rankRule.state[item.state],
    severity: item.severity === null || item.kind !== "incident" ? 1 : rankRule.severity[item.severity],
    tier: item.tier === null ? 1 : rankRule.tier[item.tier],
    likelihood: Math.max(rankRule.leastLikelihood, likelihoodOf(item) ?? 1),
  };
  const score = rankFactors.reduce((product, factor) => product * factors[factor], 100);
  return { score, factors, group: todayGroups.find((group) => score >= rankRule.groupFrom[group]) ?? "later" };
}

/** The chance that what an item warns of happens, 0–1; null = it is not a matter of chance. */
export function likelihoodOf({ message }: Pick<TodayItem, "message">): number | null {
  return "probability" in message ? message.probability : null;
}

function urgencyOf({ dueMs, dueIsDay, undated }: Rankable, nowMs: number): number {
  if (dueMs === null) return decay(rankRule.undatedMs[undated]);
  const leftMs = dueMs - nowMs;
  if (!dueIsDay) return leftMs >= 0 ? decay(leftMs) : 1 + rankRule.lateGrowsBy * Math.min(1, -leftMs / rankRule.lateGrowsMs);
  const { dayUrgency, dayLateGrowsMs, lateGrowsBy } = rankRule;
  if (leftMs >= 0) return Math.min(dayUrgency, decay(Math.max(0, leftMs - dayMs)));
  return dayUrgency * (1 + lateGrowsBy * Math.min(1, -leftMs / dayLateGrowsMs));
}

function decay(leftMs: number): number {
  return 1 / (1 + leftMs / rankRule.halfUrgentMs);
}

/**
 * The one order of Today: by score, greatest first; equal scores by due time, then how long it has been so (longest first), then id. A total order: the
 * same items in any sequence give the same list.
 */
export function rankToday<Item extends TodayItem>(items: readonly Item[], nowMs: number): readonly Ranked<Item>[] {
  return items.map((item) => ({ item, rank: rankOf(item, nowMs) })).toSorted(compareRanked);
}

function compareRanked(a: Ranked<TodayItem>, b: Ranked<TodayItem>): number {
  return (
    b.rank.score - a.rank.score ||
    (a.item.dueMs ?? Number.MAX_SAFE_INTEGER) - (b.item.dueMs ?? Number.MAX_SAFE_INTEGER) ||
    (a.item.sinceMs ?? Number.MAX_SAFE_INTEGER) - (b.item.sinceMs ?? Number.MAX_SAFE_INTEGER) ||
    (a.item.id < b.item.id ? -1 : a.item.id > b.item.id ? 1 : 0)
  );
}

export interface TodaySection<Item extends TodayItem> {
  readonly group: TodayGroup;
  readonly items: readonly Ranked<Item>[];
}

/** The ranked list cut where its scores pass the bounds of the headings: one order, whatever the headings. Empty ones are left out. */
export function sectionsOf<Item extends TodayItem>(ranked: readonly Ranked<Item>[]): readonly TodaySection<Item>[] {
  return todayGroups.flatMap((group) => {
    const items = ranked.filter(({ rank }) => rank.group === group);
    return items.length === 0 ? [] : [{ group, items }];
  });
}
