import type { ReviewKind } from "../../../shared/domain/review/model/review-sections.ts";
import type { DataClient } from "../data-client.ts";
import { beginReview, type ReviewEdit } from "./review-edits.ts";

export type DraftedReview =
  | { readonly state: "drafted"; readonly reviewId: string; readonly edit: ReviewEdit }
  | { readonly state: "exists"; readonly reviewId: string }
  | { readonly state: "failed"; readonly reason: "not-found" | "too-large" | "failed" };

/** Works a complete draft out from what is on this laptop, and the edits that make it; quality that is not here is fetched first, where there is a network. */
export async function draftReview(
  client: Pick<DataClient, "query" | "fetchQuality">,
  args: { readonly accountId: string; readonly kind: ReviewKind; readonly period: string },
): Promise<DraftedReview> {
  await client.fetchQuality(args.accountId);
  try {
    const draft = await client.query("reviewDraft", args);
    if (draft.state === "exists") return draft;
    if (draft.state === "failed") return draft;
    return { state: "drafted", reviewId: draft.review.id, edit: beginReview(draft.review, draft.snapshot) };
  } catch (error) {
    // One account that cannot be worked out keeps no other from its review; why goes to the desktop's log.
    reportError(error);
    return { state: "failed", reason: "failed" };
  }
}
