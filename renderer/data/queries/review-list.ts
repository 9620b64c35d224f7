import type { Account } from "../../../shared/domain/account/account.ts";
import type { HealthSummary } from "../../../shared/domain/health/health-result.ts";
import type { Review, ReviewVersion } from "../../../shared/domain/review/model/review.ts";
import type { ReviewKind } from "../../../shared/domain/review/model/review-sections.ts";
import { reviewId } from "../../../shared/domain/review/model/review.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

/** An account in the list of reviews, with its review of the asked kind and period. Instants are UTC ms. */
export interface ReviewRow {
  readonly accountId: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly code: string;
  readonly tier: Account["tier"];
  readonly scenario: Account["scenario"];
  readonly locale: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** The reader's own account. */
  readonly mine: boolean;
  /** null = not judged yet. */
  readonly health: HealthSummary | null;
  /** null = nobody has drafted it. */
  readonly review: ReviewFacts | null;
}

export interface ReviewFacts {
  readonly id: string;
  readonly state: Review["state"];
  readonly ownerName: string | null;
  readonly snapshotId: string;
  /** null = the snapshot is not on this laptop. */
  readonly takenMs: number | null;
  readonly dataAsOfMs: number | null;
  readonly heldOn: string | null;
  readonly versions: number;
  readonly openComments: number;
  /** The last thing that was written out of it. */
  readonly lastExport: { readonly atMs: number; readonly formats: readonly ReviewVersion["exports"][number]["format"][] } | null;
}

export interface ReviewList {
  readonly rows: readonly ReviewRow[];
  /** Periods of the kind that there are reviews of, newest first. */
  readonly periods: readonly string[];
}

export interface ReviewListArgs {
  readonly kind: ReviewKind;
  readonly period: string;
}

/** Every account that is here and not ended, with what has become of its review. */
export const reviewList = defineQuery<ReviewListArgs, ReviewList>({
  dependsOn: ["account", "user", "health", "review", "reviewSnapshot", "reviewVersion", "reviewComment"],
  run: (store, { kind, period }) => {
    const userId = store.userId();
    const names = new Map(store.all("user").map((user) => [user.id, user.name]));
    const reviews = store.all("review").filter((review) => review.kind === kind);
    const facts = reviewFacts(
      store,
      reviews.filter((review) => review.period === period),
    );
    const rows = store
      .all("account")
      .filter((account) => account.lifecycle !== "ended" || facts.has(reviewId(account.id, kind, period)))
      .map((account): ReviewRow => {
        const { id, name, aliases, code, tier, scenario, locale, ownerId } = account;
        return {
          accountId: id,
          name,
          aliases,
          code,
          tier,
          scenario,
          locale,
          ownerId,
          ownerName: ownerId === null ? null : (names.get(ownerId) ?? null),
          mine: ownerId !== null && ownerId === userId,
          health: store.health(id) ?? null,
          review: facts.get(reviewId(id, kind, period)) ?? null,
        };
      });
    const periods = [...new Set(reviews.map((review) => review.period))].toSorted((a, b) => (a < b ? 1 : -1));
    return { rows, periods };
  },
});

/** What lists show of reviews, by their id. What snapshots hold is not read: only when they were taken. */
export function reviewFacts(store: LocalStore, reviews: readonly Review[]): ReadonlyMap<string, ReviewFacts> {
  if (reviews.length === 0) return new Map();
  const wanted = new Set(reviews.map(({ id }) => id));
  const taken = new Map<string, { readonly takenMs: number; readonly dataAsOfMs: number | null }>();
  store.scan("reviewSnapshot", ["reviewId", "snapshotId", "takenAt", "dataAsOf"], ([id, snapshotId, takenAt, dataAsOf]) => {
    if (!wanted.has(String(id))) return;
    const dataAsOfMs = typeof dataAsOf === "string" ? Date.parse(dataAsOf) : null;
    taken.set(`${String(id)} ${String(snapshotId)}`, { takenMs: Date.parse(String(takenAt)), dataAsOfMs });
  });
  const versions = new Map<string, { count: number; last: ReviewFacts["lastExport"] }>();
  store.scan("reviewVersion", ["reviewId", "at", "exports"], ([id, at, exports]) => {
    if (!wanted.has(String(id))) return;
    const entry = versions.get(String(id)) ?? { count: 0, last: null };
    const atMs = Date.parse(String(at));
    const formats = [...new Set((exports as ReviewVersion["exports"]).map(({ format }) => format))];
    if (formats.length > 0 && atMs >= (entry.last?.atMs ?? 0)) entry.last = { atMs, formats };
    versions.set(String(id), { count: entry.count + 1, last: entry.last });
  });
  const comments = openComments(store, wanted);
  return new Map(
    reviews.map(({ id, state, ownerId, snapshotId, heldOn }) => [
      id,
      {
        id,
        state,
        ownerName: store.get("user", ownerId)?.name ?? null,
        snapshotId,
        takenMs: taken.get(`${id} ${snapshotId}`)?.takenMs ?? null,
        dataAsOfMs: taken.get(`${id} ${snapshotId}`)?.dataAsOfMs ?? null,
        heldOn,
        versions: versions.get(id)?.count ?? 0,
        openComments: comments.get(id) ?? 0,
        lastExport: versions.get(id)?.last ?? null,
      },
    ]),
  );
}

/** Comments that answer nothing and that nothing settles, by review. */
function openComments(store: LocalStore, wanted: ReadonlySet<string>): ReadonlyMap<string, number> {
  const begun: (readonly [string, string])[] = [];
  const settled = new Set<string>();
  store.scan("reviewComment", ["id", "reviewId", "replyTo", "settles"], ([id, ofReview, replyTo, settles]) => {
    if (!wanted.has(String(ofReview))) return;
    if (typeof settles === "string") settled.add(settles);
    else if (replyTo === null) begun.push([String(id), String(ofReview)]);
  });
  const counts = new Map<string, number>();
  for (const [id, ofReview] of begun) if (!settled.has(id)) counts.set(ofReview, (counts.get(ofReview) ?? 0) + 1);
  return counts;
}
