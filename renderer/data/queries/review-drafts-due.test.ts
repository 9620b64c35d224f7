import { expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { sampleAccount } from "../../../test/support/sample-records.ts";
import { sampleReview } from "../../../test/support/sample-review.ts";
import { reviewDraftsDue } from "./review-drafts-due.ts";

const records = [
  sampleAccount({ id: "acc-1", name: "Drafted", ownerId: "user-1" }),
  sampleAccount({ id: "acc-2", name: "Missing", ownerId: "user-1" }),
  sampleAccount({ id: "acc-3", name: "A colleague's", ownerId: "user-2" }),
  ["review", { ...sampleReview({ accountId: "acc-1" }), rev: 1 }],
  ["review", { ...sampleReview({ accountId: "acc-2", period: "2026-Q2" }), rev: 1 }],
] as const;
const due = (at: string, userId?: string) =>
  reviewDraftsDue.run(fakeStore({ records, ...(userId === undefined ? {} : { userId }) }), { timeZone: "UTC" }, Date.parse(at));

test("own accounts without a review of the quarter that ended, for its first two weeks", () => {
  expect(due("2026-10-02T00:00:00.000Z", "user-1")).toEqual({ period: "2026-Q3", accounts: [{ accountId: "acc-2", name: "Missing" }] });
  expect(due("2026-10-20T00:00:00.000Z", "user-1")).toBeNull();
  expect(due("2026-10-02T00:00:00.000Z", "user-3")).toBeNull();
  expect(due("2026-10-02T00:00:00.000Z")).toBeNull();
});
