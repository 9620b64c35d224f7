import { expect, test } from "vitest";
import { sampleAccount } from "../../../../test/support/sample-records.ts";
import { accountsToDraft } from "./accounts-to-draft.ts";
import { reviewId } from "./review.ts";

const nowMs = Date.parse("2026-10-02T03:00:00.000Z");

function account(id: string, fields: Parameters<typeof sampleAccount>[0] = {}) {
  return sampleAccount({ id, name: id, ownerId: "user-1", timeZone: "Asia/Shanghai", ...fields })[1];
}

test("own accounts that live and have no review are drafted, by name", () => {
  const accounts = [
    account("zeta"),
    account("alpha"),
    account("drafted"),
    account("gone", { lifecycle: "ended" }),
    account("colleague", { ownerId: "user-2" }),
    account("nobody", { ownerId: null }),
  ];
  const asked: string[] = [];
  const hasReview = (id: string): boolean => {
    asked.push(id);
    return id === reviewId("drafted", "quarterly", "2026-Q3");
  };
  const due = accountsToDraft(accounts, { period: "2026-Q3", userId: "user-1", nowMs, hasReview });
  expect(due.map(({ id }) => id)).toEqual(["alpha", "zeta"]);
  expect(asked).toContain(reviewId("alpha", "quarterly", "2026-Q3"));
});

test("a customer whose quarter still runs waits for its end", () => {
  const accounts = [account("shanghai"), account("york", { timeZone: "America/New_York" })];
  const dueAt = (at: string) =>
    accountsToDraft(accounts, { period: "2026-Q3", userId: "user-1", nowMs: Date.parse(at), hasReview: () => false }).map(({ id }) => id);
  expect(dueAt("2026-09-30T16:00:00.000Z")).toEqual(["shanghai"]);
  expect(dueAt("2026-10-01T03:59:59.999Z")).toEqual(["shanghai"]);
  expect(dueAt("2026-10-01T04:00:00.000Z")).toEqual(["shanghai", "york"]);
});
