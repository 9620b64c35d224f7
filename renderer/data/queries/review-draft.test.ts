import { expect, test } from "vitest";
import { fakeStore, type FakeContent } from "../../../test/support/fake-store.ts";
import { sampleRequest, sampleReviewRecords, sampleReviewSources, sampleSeries } from "../../../test/support/sample-snapshot.ts";
import { buildSnapshot } from "../../../shared/domain/review/evidence/build-snapshot.ts";
import { unpackSnapshot } from "../../../shared/domain/review/evidence/pack-snapshot.ts";
import type { Kind } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";
import { type ReviewDraft, reviewDraft } from "./review-draft.ts";
import { reviewStaleSections } from "./review-stale-sections.ts";

// Its months of scores are shorter than records are.
const sample = { ...sampleReviewRecords(), healthMonths: [] };
const expected = buildSnapshot(sampleReviewSources(sample), sampleRequest);
const accountId = sample.account.id;
const { takenMs } = sampleRequest;
const wish = { accountId, kind: "quarterly", period: "2026-Q3" } as const;

const ofKind: readonly (readonly [Kind, readonly object[]])[] = [
  ["account", [sample.account]],
  ["contract", sample.contracts],
  ["capacity", sample.capacities],
  ["plannedEvent", sample.plannedEvents],
  ["incident", sample.incidents],
  ["incidentEvent", sample.incidentEvents],
  ["slaVerdict", sample.slaVerdicts],
  ["postmortem", sample.postmortems],
  ["task", sample.tasks],
  ["contact", sample.contacts],
  ["outreach", sample.outreaches],
  ["capacityRequest", sample.capacityRequests],
  ["forecastMemory", sample.forecastMemories],
  ["surveyAnswer", sample.surveyAnswers],
  ["sdkUse", sample.sdkUses],
  ["review", sample.reviews],
  ["reviewSnapshot", sample.reviewSnapshots],
  ["user", sample.users],
  ["healthModel", sample.healthModels],
  ["slaPolicy", sample.slaPolicies],
  ["sdkRelease", sample.sdkReleases],
  ["calendarEntry", sample.calendarEntries],
];
const records = ofKind.flatMap(([kind, rows]) => rows.map((row) => [kind, row])) as unknown as FakeContent["records"];
const { usage, quality, detail } = sampleSeries();
const content: FakeContent = { userId: "usr_lin", records, series: [...usage, ...quality, ...detail] };

/** The store with more records. */
function storeWith(...more: FakeContent["records"]): LocalStore {
  return fakeStore({ ...content, records: [...records, ...more] });
}

const first = await reviewDraft.run(fakeStore(content), wish, takenMs);

/** The draft of a laptop that has everything. */
function drafted(): Extract<ReviewDraft, { readonly state: "drafted" }> {
  if (first.state !== "drafted") throw new Error(first.state);
  return first;
}

test("a draft is the owner's, in the customer's language, with the snapshot of everything that the laptop has", async () => {
  const { review, snapshot } = drafted();
  expect(review).toEqual({
    id: "rev_star_2026-q3",
    accountId,
    kind: "quarterly",
    period: "2026-Q3",
    state: "draft",
    ownerId: "usr_lin",
    createdAt: new Date(takenMs).toISOString(),
    snapshotId: expected.id,
    locale: sample.account.locale,
    order: [],
    hidden: [],
    heldOn: null,
    templateId: null,
  });
  expect([snapshot.reviewId, snapshot.snapshotId, snapshot.takenAt]).toEqual([review.id, review.snapshotId, review.createdAt]);
  expect(unpackSnapshot(snapshot.packed)).toEqual({ ok: true, value: expected });
  expect(snapshot.said.length).toBeGreaterThan(0);
});

test("an account that is nobody's is drafted for who asks", async () => {
  const orphan: FakeContent["records"] = [
    ...records.filter(([kind]) => kind !== "account"),
    ["account", { ...sample.account, ownerId: null }],
  ];
  const draft = await reviewDraft.run(fakeStore({ ...content, records: orphan, userId: "usr_bo" }), wish, takenMs);
  expect(draft).toMatchObject({ state: "drafted", review: { ownerId: "usr_bo" } });
});

test("what exists is named, and what is not here is not invented", async () => {
  const { review } = drafted();
  const store = storeWith(["review", { ...review, rev: 1 }]);
  expect(await reviewDraft.run(store, wish, takenMs)).toEqual({ state: "exists", reviewId: review.id });
  const elsewhere = { ...wish, accountId: "acc_elsewhere" };
  expect(await reviewDraft.run(store, elsewhere, takenMs)).toEqual({ state: "failed", reason: "not-found" });
  const nobody = fakeStore({ records, series: content.series ?? [] });
  expect(await reviewDraft.run(nobody, wish, takenMs)).toEqual({ state: "failed", reason: "not-found" });
});

test("a review is behind the record in the sections whose numbers are others now", async () => {
  const { review, snapshot } = drafted();
  const kept: FakeContent["records"] = [
    ["review", { ...review, rev: 1 }],
    ["reviewSnapshot", { ...snapshot, rev: 1 }],
  ];
  const laterMs = takenMs + 3_600_000;
  const stale = (store: LocalStore) => reviewStaleSections.run(store, { reviewId: review.id }, laterMs);
  expect(await stale(storeWith(...kept))).toEqual([]);
  const answer = { id: "sur_late", accountId, at: "2026-09-29T03:00:00.000Z", instrument: "csat", score: 2, contactId: null, comment: "" };
  expect(await stale(storeWith(...kept, ["surveyAnswer", { ...answer, instrument: "csat", rev: 1 }]))).toEqual(["scorecard", "appendix"]);
});

test("whether a review is behind is not known without it, its rows or its account", async () => {
  const { review, snapshot } = drafted();
  const ask = (store: LocalStore) => reviewStaleSections.run(store, { reviewId: review.id }, takenMs);
  const broken = { ...snapshot, packed: "AAAA", rev: 1 };
  expect(await ask(fakeStore(content))).toBeNull();
  expect(await ask(storeWith(["review", { ...review, rev: 1 }]))).toBeNull();
  expect(await ask(storeWith(["review", { ...review, rev: 1 }], ["reviewSnapshot", broken]))).toBeNull();
  const alone: FakeContent["records"] = [
    ["review", { ...review, rev: 1 }],
    ["reviewSnapshot", { ...snapshot, rev: 1 }],
  ];
  expect(await ask(fakeStore({ records: alone, userId: "usr_lin" }))).toBeNull();
});
