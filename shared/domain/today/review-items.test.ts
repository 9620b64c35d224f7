import { expect, test } from "vitest";
import { sampleReview } from "../../../test/support/sample-review.ts";
import type { Review } from "../review/model/review.ts";
import { reviewItems } from "./review-items.ts";

const accounts = ["a1", "a2", "a3"].map((id, i) => ({
  id,
  tier: "standard" as const,
  lifecycle: i === 2 ? ("paused" as const) : ("active" as const),
}));
const items = (now: string, reviews: readonly Review[], timeZone = "Asia/Shanghai") =>
  reviewItems({ nowMs: Date.parse(now), timeZone, accounts, reviews }).map(({ id, state, message, dueMs, undated, action }) => ({
    id,
    state,
    message,
    due: dueMs === null ? undated : new Date(dueMs).toISOString(),
    to: action.target,
  }));
const review = (fields: Partial<Review>) => sampleReview({ accountId: "a1", ...fields });

test("after a quarter's end it is said once which accounts in service have no review, for as long as one can be held", () => {
  const missing = {
    id: "reviews:2026-Q3",
    state: "watch",
    message: { key: "reviewsMissing", period: "2026-Q3", count: 2 },
    due: "week",
    to: { to: "reviews" },
  };
  // The first hour of the quarter as the reader counts it, when UTC is still in the old one.
  expect(items("2026-09-30T16:30:00.000Z", [])).toEqual([missing]);
  expect(items("2026-11-10T02:00:00.000Z", [review({})])).toEqual([
    { ...missing, message: { key: "reviewsMissing", period: "2026-Q3", count: 1 } },
  ]);
  expect(items("2026-11-30T02:00:00.000Z", [])).toEqual([]);
  expect(items("2026-10-05T02:00:00.000Z", [review({}), review({ accountId: "a2" })])).toEqual([]);
  // A letter is no quarterly review.
  expect(items("2026-10-05T02:00:00.000Z", [review({ kind: "letter", period: "2026-09" })])[0]?.message).toMatchObject({ count: 2 });
});

test.each([
  ["a week before", "2026-11-23T02:00:00.000Z", "draft", ["watch", "reviewUnready", "2026-11-30T16:00:00.000Z"]],
  ["two days before, still a draft", "2026-11-28T02:00:00.000Z", "draft", ["risk", "reviewUnready", "2026-11-30T16:00:00.000Z"]],
  ["two days before, ready", "2026-11-28T02:00:00.000Z", "ready", ["watch", "reviewMeeting", "2026-11-30T16:00:00.000Z"]],
  ["the day after", "2026-12-01T02:00:00.000Z", "ready", ["watch", "reviewHeld", "today"]],
  ["presented", "2026-11-28T02:00:00.000Z", "presented", null],
  ["too far off", "2026-11-20T02:00:00.000Z", "draft", null],
  ["long ago", "2026-12-20T02:00:00.000Z", "ready", null],
] as const)("a meeting %s", (_name, now, state, expected) => {
  const found = items(now, [review({ heldOn: "2026-11-30", state })]).filter(({ id }) => id.startsWith("review:"));
  expect(found.map((item) => [item.state, item.message.key, item.due])).toEqual(expected === null ? [] : [expected]);
});
