import { expect, test } from "vitest";
import { reviewSectionId, type Review } from "../../../shared/domain/review/model/review.ts";
import { sampleAccount, sampleUser } from "../../../test/support/sample-records.ts";
import { sampleReview, sampleSnapshotRecord } from "../../../test/support/sample-review.ts";
import { createMemoryDataClient, type MemoryDataClient } from "../memory-data-client.ts";
import type { ReviewWork } from "../queries/review-work.ts";
import {
  acknowledge,
  addComment,
  addFreeSection,
  beginReview,
  changeReview,
  changeSection,
  giveUpReview,
  hideSection,
  moveSection,
  refreshReview,
  removeFreeSection,
  restoreVersion,
  type ReviewEdit,
  saveVersion,
} from "./review-edits.ts";

const nowMs = Date.parse("2026-10-05T08:00:00.000Z");
const begun: Review = sampleReview();
const wish = (id: string, label: string | null = null) => ({ id, authorId: "user-1", nowMs, label });

async function opened(): Promise<{ client: MemoryDataClient; work: () => Promise<ReviewWork>; done: (edit: ReviewEdit) => Promise<void> }> {
  const client = createMemoryDataClient({
    records: { account: [sampleAccount({ id: "acc-1" })[1]], user: [sampleUser({ id: "user-1" })[1]] },
    userId: "user-1",
    now: () => nowMs,
  });
  const done = async ({ edits }: ReviewEdit): Promise<void> => {
    expect(await client.edit(edits)).toEqual({ ok: true, value: undefined });
  };
  const work = async (): Promise<ReviewWork> => {
    const found = await client.query("reviewWork", { reviewId: begun.id });
    if (found === null) throw new Error("the review is gone");
    return found;
  };
  await done(beginReview(begun, sampleSnapshotRecord(begun)));
  return { client, work, done };
}

/** What of a review can be changed, without revisions. */
function state({ review, sections }: ReviewWork): unknown {
  const { rev: _rev, ...fields } = review;
  const said = sections
    .map(({ rev: _revOf, ...section }) => section)
    .filter(
      ({ audience, acknowledged, id: _id, accountId: _a, reviewId: _r, section: _s, ...texts }) =>
        audience === "internal" || acknowledged.length > 0 || Object.values(texts).some((text) => text !== null),
    );
  return { fields, said };
}

test("a draft is begun with its snapshot, given up with what was written in it, and brought back whole", async () => {
  const { client, work, done } = await opened();
  expect(state(await work())).toEqual({ fields: begun, said: [] });
  expect((await work()).snapshots.map(({ snapshotId }) => snapshotId)).toEqual(["S-0A1B2C3D"]);
  await done(changeSection((await work()).review, "sla", null, { titleEn: "All promises kept" }));
  const before = state(await work());
  const { review, sections } = await work();
  const gone = giveUpReview(review, sections);
  await done(gone);
  expect(await client.query("reviewWork", { reviewId: begun.id })).toBeNull();
  await done({ edits: gone.inverses, inverses: [] });
  expect(state(await work())).toEqual(before);
});

type Change = (work: ReviewWork) => ReviewEdit;
const recordOf = (work: ReviewWork, section: string) => work.sections.find((one) => one.section === section) ?? null;

const changes: readonly (readonly [string, Change, unknown])[] = [
  [
    "its state and meeting day",
    ({ review }) => changeReview(review, { state: "ready", heldOn: "2026-10-20" }),
    { state: "ready", heldOn: "2026-10-20" },
  ],
  ["a look", ({ review }) => changeReview(review, { templateId: "brt_1" }), { templateId: "brt_1" }],
  ["a hidden section", ({ review }) => hideSection(review, "peaks", true), { hidden: ["peaks"] }],
  [
    "the order",
    ({ review }) => moveSection(review, "sla", 1),
    { order: expect.arrayContaining(["cover", "sla", "summary"]) as readonly string[] },
  ],
];

test.each(changes)("%s is changed and taken back", async (_name, change, expected) => {
  const { work, done } = await opened();
  const before = state(await work());
  const edit = change(await work());
  await done(edit);
  expect((await work()).review).toMatchObject(expected as object);
  await done({ edits: edit.inverses, inverses: [] });
  expect(state(await work())).toEqual(before);
});

test("a section moved to the second place stands behind the cover, the others as they stood", async () => {
  const { work, done } = await opened();
  await done(moveSection((await work()).review, "sla", 1));
  expect((await work()).review.order.slice(0, 4)).toEqual(["cover", "sla", "summary", "scorecard"]);
  expect((await work()).review.order).toHaveLength(16);
});

test("words, notes, audience and findings of a section are changed in each language and taken back", async () => {
  const { work, done } = await opened();
  const edits: Change[] = [
    ({ review }) => changeSection(review, "sla", null, { titleEn: "Kept" }),
    (now) => changeSection(now.review, "sla", recordOf(now, "sla"), { titleZh: "全部兑现", notesEn: "Pause here." }),
    (now) => changeSection(now.review, "sla", recordOf(now, "sla"), { audience: "internal" }),
    (now) => acknowledge(now.review, "sla", recordOf(now, "sla"), ["f1", "f2"], true),
    (now) => acknowledge(now.review, "sla", recordOf(now, "sla"), ["f1"], false),
  ];
  const taken: ReviewEdit[] = [];
  for (const change of edits) {
    const edit = change(await work());
    await done(edit);
    taken.push(edit);
  }
  expect(recordOf(await work(), "sla")).toMatchObject({
    titleEn: "Kept",
    titleZh: "全部兑现",
    notesEn: "Pause here.",
    bodyEn: null,
    audience: "internal",
    acknowledged: ["f2"],
  });
  for (const { inverses } of taken.toReversed()) await done({ edits: inverses, inverses: [] });
  expect(state(await work())).toEqual({ fields: begun, said: [] });
});

test("what the author had before him goes along, so that a colleague's words are merged", () => {
  const edit = changeSection({ ...begun, rev: 1 }, "sla", null, { bodyEn: "A b." }, { bodyEn: "A." });
  expect(edit.edits[1]).toEqual({
    op: "patch",
    kind: "reviewSection",
    id: reviewSectionId(begun.id, "sla"),
    fields: { bodyEn: "A b." },
    seen: { bodyEn: "A." },
  });
});

test("a section of one's own is put at a place, taken back, made again and removed", async () => {
  const { work, done } = await opened();
  const added = addFreeSection((await work()).review, "free-a1", 2, { titleEn: "Roadmap" });
  await done(added);
  expect((await work()).review.order.slice(1, 4)).toEqual(["summary", "free-a1", "scorecard"]);
  await done({ edits: added.inverses, inverses: [] });
  expect(await work()).toMatchObject({ review: { order: [] }, sections: [] });
  await done(addFreeSection((await work()).review, "free-a1", 2, { titleEn: "Roadmap" }));
  const now = await work();
  const record = recordOf(now, "free-a1");
  if (record === null) throw new Error("no section");
  const removed = removeFreeSection(now.review, record);
  await done(removed);
  expect(recordOf(await work(), "free-a1")).toBeNull();
  expect((await work()).review.order).not.toContain("free-a1");
  await done({ edits: removed.inverses, inverses: [] });
  expect(recordOf(await work(), "free-a1")?.titleEn).toBe("Roadmap");
});

test("going back to a version keeps what stood as one of its own, and can be taken back", async () => {
  const { work, done } = await opened();
  await done(changeSection((await work()).review, "sla", null, { titleEn: "First" }));
  await done(saveVersion(await work(), wish("rvv_1", "Sent to Lin")));
  await done(changeSection((await work()).review, "sla", recordOf(await work(), "sla"), { titleEn: "Second" }));
  await done(changeSection((await work()).review, "peaks", null, { audience: "internal" }));
  await done(hideSection((await work()).review, "outreach", true));
  const stood = state(await work());
  const now = await work();
  const [version] = now.versions;
  if (version === undefined) throw new Error("no version");
  const restored = restoreVersion(now, version, wish("rvv_2"));
  await done(restored);
  const after = await work();
  expect(recordOf(after, "sla")?.titleEn).toBe("First");
  expect(recordOf(after, "peaks")?.audience).toBe("customer");
  expect(after.review.hidden).toEqual([]);
  expect(after.versions.map(({ id, number, label }) => [id, number, label])).toEqual([
    ["rvv_2", 2, null],
    ["rvv_1", 1, "Sent to Lin"],
  ]);
  await done({ edits: restored.inverses, inverses: [] });
  expect(state(await work())).toEqual(stood);
});

test("a refresh puts a fresh snapshot under the review; the old one and what was said over it stay", async () => {
  const { work, done } = await opened();
  const fresh = sampleSnapshotRecord(begun, { snapshotId: "S-99999999", takenAt: "2026-10-05T08:00:00.000Z" });
  const edit = refreshReview(await work(), fresh, wish("rvv_1"));
  await done(edit);
  const now = await work();
  expect(now.review.snapshotId).toBe("S-99999999");
  expect(now.snapshots.map(({ snapshotId }) => snapshotId)).toEqual(["S-99999999", "S-0A1B2C3D"]);
  expect(now.snapshots[0]).not.toHaveProperty("packed");
  expect(now.versions.map(({ snapshotId }) => snapshotId)).toEqual(["S-0A1B2C3D"]);
  await done({ edits: edit.inverses, inverses: [] });
  expect((await work()).review.snapshotId).toBe("S-0A1B2C3D");
});

test("a comment is answered and settled; open ones are counted in the list", async () => {
  const { client, work, done } = await opened();
  const said = (id: string, fields: { replyTo: string | null; settles: string | null }) =>
    addComment(id, {
      accountId: begun.accountId,
      reviewId: begun.id,
      section: "sla",
      authorId: "user-1",
      at: "2026-10-03T01:00:00.000Z",
      text: "Say why.",
      ...fields,
    });
  const open = async () =>
    (await client.query("reviewList", { kind: "quarterly", period: "2026-Q3" })).rows.map(({ review }) => review?.openComments);
  await done(said("rcm_1", { replyTo: null, settles: null }));
  await done(said("rcm_2", { replyTo: null, settles: null }));
  await done(said("rcm_3", { replyTo: "rcm_1", settles: null }));
  expect(await open()).toEqual([2]);
  await done(said("rcm_4", { replyTo: "rcm_1", settles: "rcm_1" }));
  expect(await open()).toEqual([1]);
  expect((await work()).comments.map(({ id }) => id)).toHaveLength(4);
});
