import { reviewSnapshotId } from "../../../shared/domain/review/model/review-snapshot.ts";
import { defineQuery } from "../query.ts";
import { reviewSourceKinds } from "../review/review-sources-of.ts";

/** Sections of a review whose numbers would be others with the rows of now; null = its rows are not here, or cannot be read. */
export const reviewStaleSections = defineQuery<{ readonly reviewId: string }, readonly string[] | null>({
  dependsOn: reviewSourceKinds,
  run: async (store, { reviewId }, nowMs) => {
    const review = store.get("review", reviewId);
    const record = review === undefined ? undefined : store.get("reviewSnapshot", reviewSnapshotId(reviewId, review.snapshotId));
    if (review === undefined || record === undefined) return null;
    const { freshSnapshot, staleSections } = await import("../review/snapshot-pen.ts");
    const fresh = await freshSnapshot(store, review.accountId, { kind: review.kind, period: review.period, takenMs: nowMs });
    return fresh === null ? null : staleSections(review, record.packed, fresh);
  },
});
