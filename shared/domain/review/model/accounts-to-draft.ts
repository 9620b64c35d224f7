import type { Account } from "../../account/account.ts";
import { quarterToDraft } from "./drafting-time.ts";
import { reviewId } from "./review.ts";

/**
 * Accounts of a user that have no review of the quarter, by name. A customer whose own quarter still runs waits for its end: a draft of unfinished days
 * would be behind the record at once.
 */
export function accountsToDraft<A extends Pick<Account, "id" | "name" | "ownerId" | "lifecycle" | "timeZone">>(
  accounts: readonly A[],
  of: { readonly period: string; readonly userId: string; readonly nowMs: number; readonly hasReview: (reviewId: string) => boolean },
): readonly A[] {
  const due = accounts.filter(
    ({ id, ownerId, lifecycle, timeZone }) =>
      ownerId === of.userId &&
      lifecycle !== "ended" &&
      quarterToDraft(of.nowMs, timeZone) === of.period &&
      !of.hasReview(reviewId(id, "quarterly", of.period)),
  );
  return due.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
