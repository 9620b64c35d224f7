import type { Account } from "../account/account.ts";
import { daysUntil, localDay } from "../contract/days-left.ts";
import { lastEndedPeriod, periodOfDay, periodStart } from "../review/model/review-period.ts";
import type { Review } from "../review/model/review.ts";
import { dayEndMs, dayStartMs } from "./local-day-end.ts";
import type { TodayItem } from "./today-item.ts";
import { todayThresholds } from "./today-thresholds.ts";

export interface TodayReviewFacts {
  readonly nowMs: number;
  /** IANA zone in which the reader's days begin and end. */
  readonly timeZone: string;
  readonly accounts: readonly Pick<Account, "id" | "tier" | "lifecycle">[];
  /** Of these accounts. */
  readonly reviews: readonly Review[];
}

/** Quarterly reviews that nobody has drafted after a quarter's end, said once for all of them, and meetings that come or were not noted. */
export function reviewItems(facts: TodayReviewFacts): readonly TodayItem[] {
  return [...missingItem(facts), ...facts.reviews.flatMap((review) => meetingItem(facts, review))];
}

/** Accounts in service that have no review of the quarter that ended last, while there is still time to hold one; and that quarter. */
export function missingReviews({ nowMs, timeZone, accounts, reviews }: TodayReviewFacts): {
  readonly period: string;
  readonly accountIds: readonly string[];
} {
  const today = localDay(nowMs, timeZone);
  const period = lastEndedPeriod("quarterly", today);
  const since = -daysUntil(periodStart(periodOfDay("quarterly", today)), nowMs, timeZone);
  if (since > todayThresholds.reviewForgottenDays) return { period, accountIds: [] };
  const drafted = new Set(reviews.flatMap((one) => (one.kind === "quarterly" && one.period === period ? [one.accountId] : [])));
  const missing = accounts.filter(({ id, lifecycle }) => lifecycle === "active" && !drafted.has(id));
  return { period, accountIds: missing.map(({ id }) => id) };
}

function missingItem(facts: TodayReviewFacts): readonly TodayItem[] {
  const { period, accountIds } = missingReviews(facts);
  if (accountIds.length === 0) return [];
  return [
    {
      id: `reviews:${period}`,
      kind: "review",
      state: "watch",
      accountId: null,
      tier: null,
      severity: null,
      message: { key: "reviewsMissing", period, count: accountIds.length },
      detail: null,
      dueMs: null,
      dueIsDay: false,
      sinceMs: dayStartMs(periodStart(periodOfDay("quarterly", localDay(facts.nowMs, facts.timeZone))), facts.timeZone),
      undated: "week",
      action: { key: "draftReviews", target: { to: "reviews" } },
      records: accountIds.map((id) => ({ kind: "account", id })),
    },
  ];
}

function meetingItem({ nowMs, timeZone, accounts }: TodayReviewFacts, review: Review): readonly TodayItem[] {
  if (review.heldOn === null || review.state === "presented") return [];
  const days = daysUntil(review.heldOn, nowMs, timeZone);
  if (days > todayThresholds.meetingAheadDays || days < -todayThresholds.meetingForgottenDays) return [];
  const past = days < 0;
  return [
    {
      id: `review:${review.id}`,
      kind: "review",
      state: !past && review.state === "draft" && days <= todayThresholds.meetingRiskDays ? "risk" : "watch",
      accountId: review.accountId,
      tier: accounts.find(({ id }) => id === review.accountId)?.tier ?? null,
      severity: null,
      message: { key: past ? "reviewHeld" : review.state === "draft" ? "reviewUnready" : "reviewMeeting", period: review.period },
      detail: { key: "meeting", heldOn: review.heldOn },
      dueMs: past ? null : dayEndMs(review.heldOn, timeZone),
      dueIsDay: true,
      sinceMs: past ? dayStartMs(review.heldOn, timeZone) : null,
      undated: "today",
      action: { key: "openReview", target: { to: "review", reviewId: review.id } },
      records: [{ kind: "review", id: review.id }],
    },
  ];
}
