import { tiers } from "../../../shared/domain/account/account.ts";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { matches, searchKey, type SearchKey, searchQuery } from "../../../shared/domain/search/search-key.ts";
import type { ReviewRow } from "../../data/queries/review-list.ts";
import type { ReviewMark } from "../../ui/review/review-state-mark.tsx";

export type ReviewScope = "mine" | "all";
export const reviewSorts = ["account", "tier", "health", "asOf", "comments", "heldOn", "export", "owner"] as const;
export interface ReviewSort {
  readonly column: (typeof reviewSorts)[number];
  readonly descending: boolean;
}

/** What is to be done first: nothing there yet, then what is worked on. */
export const markOrder: readonly ReviewMark[] = ["none", "draft", "ready", "presented"];

export function markOf({ review }: ReviewRow): ReviewMark {
  return review?.state ?? "none";
}

/** Rows of the scope whose account or owner matches what is typed. */
export function filterReviews(
  rows: readonly ReviewRow[],
  scope: ReviewScope,
  text: string,
  romanize: Romanize | null,
): readonly ReviewRow[] {
  const query = searchQuery(text);
  return rows.filter((row) => (scope === "all" || row.mine) && (query.terms.length === 0 || matches(keyOf(row, romanize), query)));
}

const keys = new WeakMap<ReviewRow, { readonly romanize: Romanize | null; readonly key: SearchKey }>();

function keyOf(row: ReviewRow, romanize: Romanize | null): SearchKey {
  const kept = keys.get(row);
  if (kept !== undefined && kept.romanize === romanize) return kept.key;
  const key = searchKey([row.name, row.code, ...row.aliases, row.ownerName ?? ""].join("\n"), romanize);
  keys.set(row, { romanize, key });
  return key;
}

/** Rows by state, the highest tier and the worst health first unless another order is asked for; what is unknown comes last either way. */
export function groupReviews(
  rows: readonly ReviewRow[],
  sort: ReviewSort | null,
): readonly { readonly state: ReviewMark; readonly rows: readonly ReviewRow[] }[] {
  const order: (a: ReviewRow, b: ReviewRow) => number = sort === null ? byNeed : (a, b) => bySort(a, b, sort) || byName(a, b);
  return markOrder.flatMap((state) => {
    const own = rows.filter((row) => markOf(row) === state);
    return own.length === 0 ? [] : [{ state, rows: own.toSorted(order) }];
  });
}

function byNeed(a: ReviewRow, b: ReviewRow): number {
  return (
    tiers.indexOf(b.tier) - tiers.indexOf(a.tier) || (a.health?.scoreMilli ?? Infinity) - (b.health?.scoreMilli ?? Infinity) || byName(a, b)
  );
}

const collator = new Intl.Collator("zh-Hans-CN");

function byName(a: ReviewRow, b: ReviewRow): number {
  return collator.compare(a.name, b.name) || (a.accountId < b.accountId ? -1 : 1);
}

function bySort(a: ReviewRow, b: ReviewRow, { column, descending }: ReviewSort): number {
  const [x, y] = [valueOf(a, column), valueOf(b, column)];
  if (x === null || y === null) return Number(x === null) - Number(y === null);
  const order = typeof x === "number" && typeof y === "number" ? x - y : collator.compare(String(x), String(y));
  return descending ? -order : order;
}

function valueOf(row: ReviewRow, column: ReviewSort["column"]): string | number | null {
  switch (column) {
    case "account":
      return row.name;
    case "tier":
      return tiers.indexOf(row.tier);
    case "health":
      return row.health?.scoreMilli ?? null;
    case "asOf":
      return row.review?.dataAsOfMs ?? null;
    case "comments":
      return row.review?.openComments ?? null;
    case "heldOn":
      return row.review?.heldOn ?? null;
    case "export":
      return row.review?.lastExport?.atMs ?? null;
    case "owner":
      return row.ownerName;
  }
}
