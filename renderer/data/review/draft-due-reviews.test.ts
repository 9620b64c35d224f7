import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sampleReview, sampleSnapshotRecord } from "../../../test/support/sample-review.ts";
import type { DataClient, Edit } from "../data-client.ts";
import { draftDueReviews } from "./draft-due-reviews.ts";
import { startSeries } from "./use-draft-series.ts";

beforeEach(() => vi.stubGlobal("requestIdleCallback", (job: () => void) => void Promise.resolve().then(job)));
afterEach(() => vi.unstubAllGlobals());

/** A laptop on which accounts are due; what is drafted is no longer. `broken` cannot be worked out. */
function laptop(accountIds: readonly string[], broken: readonly string[] = []) {
  const drafted: string[] = [];
  const client = {
    fetchQuality: async () => undefined,
    query: async (name: string, args: { readonly accountId: string }) => {
      if (name === "reviewDraftsDue") {
        const accounts = accountIds.filter((id) => !drafted.includes(id)).map((accountId) => ({ accountId, name: accountId }));
        return accounts.length === 0 ? null : { period: "2026-Q3", accounts };
      }
      if (broken.includes(args.accountId)) return { state: "failed", reason: "too-large" };
      const review = sampleReview({ accountId: args.accountId });
      return { state: "drafted", review, snapshot: sampleSnapshotRecord(review) };
    },
    edit: async (edits: readonly Edit[]) => {
      const made = edits.find(({ kind }) => kind === "review");
      if (made?.op === "create") drafted.push(String(made.fields["accountId"]));
      return { ok: true, value: undefined };
    },
  } as unknown as DataClient;
  return { client, drafted };
}

test("what is due is drafted once, and what failed is not begun again in this window", async () => {
  const { client, drafted } = laptop(["acc-1", "acc-2", "acc-3"], ["acc-2"]);
  const begun = new Set<string>();
  expect(await draftDueReviews(client, "UTC", begun)).toEqual({ period: "2026-Q3", drafted: 2 });
  expect(drafted).toEqual(["acc-1", "acc-3"]);
  expect(await draftDueReviews(client, "UTC", begun)).toBeNull();
  expect(drafted).toEqual(["acc-1", "acc-3"]);
});

test("nothing is told where nothing is due or nothing came of it", async () => {
  expect(await draftDueReviews(laptop([]).client, "UTC", new Set())).toBeNull();
  expect(await draftDueReviews(laptop(["acc-2"], ["acc-2"]).client, "UTC", new Set())).toBeNull();
});

test("a series of the reader's own is not disturbed; what it leaves is drafted at the next look", async () => {
  const { client, drafted } = laptop(["acc-1", "acc-2"]);
  const begun = new Set<string>();
  const own = startSeries(client, { kind: "quarterly", period: "2026-Q3", accounts: [{ accountId: "acc-1", name: "acc-1" }] });
  expect(await draftDueReviews(client, "UTC", begun)).toBeNull();
  await own;
  expect(await draftDueReviews(client, "UTC", begun)).toEqual({ period: "2026-Q3", drafted: 1 });
  expect(drafted).toEqual(["acc-1", "acc-2"]);
});
