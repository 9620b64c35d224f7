import type { ReviewSnapshotRecord } from "../../../shared/domain/review/model/review-snapshot.ts";
import { defineQuery } from "../query.ts";

/** A snapshot of now for a review, as a record that is not stored; null = the review or its account is not here, or it is larger than a record can be. */
export const reviewFresh = defineQuery<{ readonly reviewId: string }, ReviewSnapshotRecord | null>({
  dependsOn: ["review"],
  run: async (store, { reviewId }, nowMs) => {
    const review = store.get("review", reviewId);
    if (review === undefined) return null;
    // What takes snapshots weighs as much as many queries: loaded when somebody asks.
    const { freshSnapshot, snapshotRecord } = await import("../review/snapshot-pen.ts");
    const snapshot = await freshSnapshot(store, review.accountId, { kind: review.kind, period: review.period, takenMs: nowMs });
    return snapshot === null ? null : snapshotRecord(review, snapshot);
  },
});
