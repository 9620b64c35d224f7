import { type Rank, type Ranked, type RankFactor, rankFactors } from "./rank.ts";
import type { TodayItem } from "./today-item.ts";

/** A neighbour of an item, and what puts it there. */
export interface RankNeighbour<Item extends TodayItem> {
  readonly item: Item;
  readonly score: number;
  /** The factor that speaks most for the order of the two, and how many times the upper one's is the lower one's (> 1); null = equal scores. */
  readonly by: { readonly factor: RankFactor; readonly times: number } | null;
}

export interface RankExplained<Item extends TodayItem> {
  readonly item: Item;
  /** 1 = first. */
  readonly place: number;
  readonly of: number;
  readonly rank: Rank;
  readonly above: RankNeighbour<Item> | null;
  readonly below: RankNeighbour<Item> | null;
}

/** Why an item stands where it does; null = it is not in the list. */
export function explainRank<Item extends TodayItem>(ranked: readonly Ranked<Item>[], id: string): RankExplained<Item> | null {
  const index = ranked.findIndex(({ item }) => item.id === id);
  const here = ranked[index];
  if (here === undefined) return null;
  const above = ranked[index - 1];
  const below = ranked[index + 1];
  return {
    item: here.item,
    place: index + 1,
    of: ranked.length,
    rank: here.rank,
    above: above === undefined ? null : { item: above.item, score: above.rank.score, by: decidedBy(above.rank, here.rank) },
    below: below === undefined ? null : { item: below.item, score: below.rank.score, by: decidedBy(here.rank, below.rank) },
  };
}

function decidedBy(upper: Rank, lower: Rank): RankNeighbour<TodayItem>["by"] {
  if (upper.score === lower.score) return null;
  const [most] = rankFactors
    .map((factor) => ({ factor, times: upper.factors[factor] / lower.factors[factor] }))
    .toSorted((a, b) => b.times - a.times);
  return most ?? null;
}
