import type { ReviewSnapshotRecord } from "../../../shared/domain/review/model/review-snapshot.ts";
import type { ReviewKind } from "../../../shared/domain/review/model/review-sections.ts";
import { type Review, reviewId } from "../../../shared/domain/review/model/review.ts";
import { defineQuery } from "../query.ts";
import { reviewSourceKinds } from "../review/review-sources-of.ts";

/** A complete draft as records that are not stored yet, or why there is none. */
export type ReviewDraft =
  | { readonly state: "drafted"; readonly review: Review; readonly snapshot: ReviewSnapshotRecord }
  | { readonly state: "exists"; readonly reviewId: string }
  | { readonly state: "failed"; readonly reason: "not-found" | "too-large" };

/** Works a review of an account and period out from the record as this laptop has it. */
export const reviewDraft = defineQuery<{ readonly accountId: string; readonly kind: ReviewKind; readonly period: string }, ReviewDraft>({
  dependsOn: reviewSourceKinds,
  run: async (store, { accountId, kind, period }, nowMs) => {
    const account = store.get("account", accountId);
    const userId = store.userId();
    if (account === undefined || userId === undefined) return { state: "failed", reason: "not-found" };
    const id = reviewId(accountId, kind, period);
    if (store.get("review", id) !== undefined) return { state: "exists", reviewId: id };
    // What takes snapshots weighs as much as many queries: loaded when somebody drafts.
    const { freshSnapshot, snapshotRecord } = await import("../review/snapshot-pen.ts");
    const snapshot = await freshSnapshot(store, accountId, { kind, period, takenMs: nowMs });
    if (snapshot === null) return { state: "failed", reason: "not-found" };
    const review: Review = {
      id,
      accountId,
      kind,
      period,
      state: "draft",
      ownerId: account.ownerId ?? userId,
      createdAt: new Date(nowMs).toISOString(),
      snapshotId: snapshot.id,
      locale: account.locale,
      order: [],
      hidden: [],
      heldOn: null,
      templateId: null,
    };
    const record = snapshotRecord(review, snapshot);
    return record === null ? { state: "failed", reason: "too-large" } : { state: "drafted", review, snapshot: record };
  },
});
