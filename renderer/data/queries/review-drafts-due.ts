import { accountsToDraft } from "../../../shared/domain/review/model/accounts-to-draft.ts";
import { quarterToDraft } from "../../../shared/domain/review/model/drafting-time.ts";
import { defineQuery } from "../query.ts";

export interface ReviewDraftsDue {
  readonly period: string;
  readonly accounts: readonly { readonly accountId: string; readonly name: string }[];
}

/** The quarterly reviews that are to be drafted unasked, in the reader's zone; null = none. */
export const reviewDraftsDue = defineQuery<{ readonly timeZone: string }, ReviewDraftsDue | null>({
  dependsOn: ["account", "review", "clock"],
  run: (store, { timeZone }, nowMs) => {
    const userId = store.userId();
    const period = quarterToDraft(nowMs, timeZone);
    if (userId === undefined || period === null) return null;
    const hasReview = (id: string): boolean => store.get("review", id) !== undefined;
    const due = accountsToDraft(store.all("account"), { period, userId, nowMs, hasReview });
    return due.length === 0 ? null : { period, accounts: due.map(({ id, name }) => ({ accountId: id, name })) };
  },
});
