import { localDay } from "../../../shared/domain/contract/days-left.ts";
import { lastEndedPeriod } from "../../../shared/domain/review/model/review-period.ts";
import type { ReviewKind } from "../../../shared/domain/review/model/review-sections.ts";
import { defineQuery } from "../query.ts";
import { reviewFacts, type ReviewFacts } from "./review-list.ts";

export interface AccountReview extends ReviewFacts {
  readonly kind: ReviewKind;
  readonly period: string;
}

export interface AccountReviews {
  /** The newest period first. */
  readonly reviews: readonly AccountReview[];
  /** The quarter that ended last, as the customer counts it; `drafted` = it has a review. */
  readonly last: { readonly period: string; readonly drafted: boolean };
}

/** Reviews and letters of one account; null = the account is not here. */
export const accountReviews = defineQuery<{ readonly accountId: string }, AccountReviews | null>({
  dependsOn: ["account", "user", "review", "reviewSnapshot", "reviewVersion", "reviewComment", "clock"],
  run: (store, { accountId }, nowMs) => {
    const account = store.get("account", accountId);
    if (account === undefined) return null;
    const own = store.ofAccount("review", accountId);
    const facts = reviewFacts(store, own);
    const period = lastEndedPeriod("quarterly", localDay(nowMs, account.timeZone));
    return {
      reviews: own
        .flatMap(({ id, kind, period: of }): readonly AccountReview[] => {
          const found = facts.get(id);
          return found === undefined ? [] : [{ ...found, kind, period: of }];
        })
        .toSorted((a, b) => ((a.takenMs ?? 0) < (b.takenMs ?? 0) ? 1 : -1)),
      last: { period, drafted: own.some((one) => one.kind === "quarterly" && one.period === period) },
    };
  },
});
