import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Kind } from "../../shared/domain/kinds.ts";
import { type Review, reviewSectionId } from "../../shared/domain/review/model/review.ts";

import type { Json } from "../../shared/kernel/json.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { engines, type MutationDraft, startTestBackend, type TestBackend, type TestClient } from "../support/backend.ts";
import {
  sampleReview,
  sampleReviewComment,
  sampleReviewSection,
  sampleReviewVersion,
  sampleSnapshotRecord,
} from "../support/sample-review.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

type Doc = { readonly id: string; readonly [field: string]: unknown };
type Fields = Readonly<Record<string, Json>>;

const created = (kind: Kind, { id, ...doc }: Doc, resurrect = false): MutationDraft => ({
  kind,
  id,
  op: "create",
  fields: Object.fromEntries(
    Object.entries(doc as Fields).map(([name, value]) => [name, resurrect ? { base: value, new: value } : { new: value }]),
  ) as never,
  ...(resurrect ? { resurrect: true as const } : {}),
});
const patched = (kind: Kind, before: Doc, fields: Fields): MutationDraft => ({
  kind,
  id: before.id,
  op: "patch",
  baseRev: 1,
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, { base: (before as unknown as Fields)[name] ?? null, new: value }]),
  ) as never,
});
const removed = (kind: Kind, id: string, baseRev: number): MutationDraft => ({ kind, id, op: "delete", baseRev });
const outcome = ({ results }: Awaited<ReturnType<TestClient["push"]>>): readonly string[] =>
  results.map((one) => (one.status === "refused" ? `${one.code}: ${one.message}` : one.status));

/** A period of its own for each test: there is one review of an account and period. */
const reviewOf = (period: string, fields: Partial<Review> = {}): Review =>
  sampleReview({ accountId: "acc1", ownerId: "csm1", period, ...fields });
const begin = (review: Review): readonly MutationDraft[] => [
  created("reviewSnapshot", sampleSnapshotRecord(review)),
  created("review", review, true),
];

describe.each(engines)("reviews that laptops write, on %s:", (engine) => {
  let backend: TestBackend;
  let csm: TestClient;
  let lead: TestClient;
  beforeAll(async () => {
    backend = await startTestBackend(engine);
    csm = await backend.client("csm1");
    lead = await backend.client("lead");
  });
  afterAll(() => backend.close());

  const stored = async (kind: Kind, id: string): Promise<Readonly<Record<string, unknown>> | undefined> =>
    (await lead.rows(kind)).find((one) => one["id"] === id);

  test("a whole review goes in as it is made offline: snapshot, review, words, remark, version", async () => {
    const review = reviewOf("2026-Q1");
    const section = sampleReviewSection(review, "sla");
    const version = sampleReviewVersion(review, { id: "rvv_a1", authorId: "csm1" });
    const answer = await csm.push(
      ...begin(review),
      created("reviewSection", section, true),
      patched("reviewSection", section, { titleEn: "All promises kept" }),
      created("reviewComment", sampleReviewComment(review, { id: "rcm_a1", authorId: "csm1" })),
      created("reviewVersion", version),
      patched("review", review, { heldOn: "2026-04-20", hidden: ["peaks"] }),
    );
    expect(outcome(answer)).toEqual(Array.from({ length: 7 }, () => "applied"));
    expect(await stored("review", review.id)).toMatchObject({ ...review, heldOn: "2026-04-20", hidden: ["peaks"] });
    expect(await stored("reviewSection", section.id)).toMatchObject({ ...section, titleEn: "All promises kept" });
    expect(await stored("reviewVersion", version.id)).toMatchObject(version);
  });

  test("what is wrong with one is told by its field, without its words", async () => {
    const review = reviewOf("2026-Q2");
    await csm.push(...begin(review));
    const snapshot = sampleSnapshotRecord(review, { snapshotId: "S-22222222" });
    const answer = await csm.push(
      created("review", { ...reviewOf("2026-07", { kind: "letter" }), id: "rev_acc1_2026-q4" }),
      created("review", reviewOf("2026-Q4")),
      patched("review", review, { snapshotId: "S-FFFFFFFF" }),
      patched("review", review, { order: ["sla", "sla"] }),
      patched("review", review, { period: "2026-Q3" }),
      created("reviewSnapshot", { ...snapshot, id: "rvs_other" }),
      created("reviewSnapshot", { ...snapshot, digest: "0".repeat(64) }),
      created("reviewSnapshot", { ...snapshot, packed: "secret words" }),
      created("reviewSnapshot", { ...snapshot, period: "2026-Q3" }),
      created("reviewSection", { ...sampleReviewSection(review, "sla"), id: reviewSectionId(review.id, "peaks") }),
      created("reviewSection", sampleReviewSection(reviewOf("2025-Q1"), "sla")),
      created("reviewComment", sampleReviewComment(review, { id: "rcm_b1", authorId: "lead" })),
      created("reviewVersion", sampleReviewVersion(review, { id: "rvv_b1", authorId: "lead" })),
    );
    expect(outcome(answer)).toEqual([
      "not-allowed: review: id is that of another account, kind or period",
      "not-allowed: review: snapshotId names no snapshot of it",
      "not-allowed: review: snapshotId names no snapshot of it",
      "invalid: review: order holds a section twice, or one that this kind has not",
      "not-allowed: period cannot be changed",
      "not-allowed: reviewSnapshot: id is that of another snapshot",
      "invalid: reviewSnapshot: snapshotId is not its digest's",
      "invalid: reviewSnapshot: packed is not base64",
      "not-allowed: reviewSnapshot: reviewId is that of another account, kind or period",
      "not-allowed: reviewSection: id is that of another section",
      "not-allowed: reviewSection: reviewId names no review",
      "not-allowed: authorId is who writes it",
      "not-allowed: authorId is who writes it",
    ]);
    expect(JSON.stringify(answer)).not.toContain("secret words");
  });

  test("what was appended stays as it is; another colleague's account stays closed", async () => {
    const review = reviewOf("2026-Q3");
    await csm.push(...begin(review));
    const { id } = sampleSnapshotRecord(review);
    const other = await backend.client("csm2");
    expect(outcome(await csm.push(patched("reviewSnapshot", { id }, { packed: "AAAA" }), removed("reviewSnapshot", id, 1)))).toEqual([
      "not-allowed: reviewSnapshot records cannot be changed in this way",
      "not-allowed: reviewSnapshot records cannot be changed in this way",
    ]);
    expect(
      outcome(
        await other.push(
          patched("review", review, { heldOn: "2026-10-20" }),
          created("reviewComment", sampleReviewComment(review, { id: "rcm_c1", authorId: "csm2" })),
          created("reviewSnapshot", sampleSnapshotRecord(reviewOf("2026-Q4"))),
        ),
      ),
    ).toEqual([
      "out-of-scope: this record belongs to another colleague's account",
      "not-allowed: reviewComment: reviewId names no review",
      "out-of-scope: the account is not in your scope",
    ]);
  });

  test("the snapshot of what was presented is its owner's or a lead's to exchange", async () => {
    const review = reviewOf("2025-Q4", { ownerId: "lead" });
    const fresh = sampleSnapshotRecord(review, { snapshotId: "S-33333333" });
    await csm.push(...begin(review), created("reviewSnapshot", fresh), patched("review", review, { state: "presented" }));
    const shown = { ...review, state: "presented" };
    const refusal = "not-allowed: review: what was presented is its owner's or a lead's to exchange";
    expect(
      outcome(
        await csm.push(
          patched("review", shown, { snapshotId: "S-33333333" }),
          patched("review", shown, { state: "draft" }),
          patched("review", shown, { heldOn: "2026-01-12" }),
          removed("review", review.id, 9),
        ),
      ),
    ).toEqual([refusal, refusal, "applied", "not-allowed: review: what others have seen stays"]);
    expect(outcome(await lead.push(patched("review", shown, { snapshotId: "S-33333333" })))).toEqual(["applied"]);
  });

  test("one review is begun by two at once: the first stays, nobody is refused; both write the same section and are merged", async () => {
    const review = reviewOf("2025-Q3");
    const other = { ...review, snapshotId: "S-44444444", ownerId: "lead" };
    const section = sampleReviewSection(review, "sla");
    expect(outcome(await csm.push(...begin(review)))).toEqual(["applied", "applied"]);
    expect(outcome(await lead.push(...begin(other)))).toEqual(["applied", "applied"]);
    expect(await stored("review", review.id)).toMatchObject({ snapshotId: review.snapshotId, ownerId: "csm1" });
    const write = (fields: Fields) => [created("reviewSection", section, true), patched("reviewSection", section, fields)];
    await csm.push(...write({ titleEn: "Kept" }));
    await lead.push(...write({ notesEn: "Pause." }));
    expect(await stored("reviewSection", section.id)).toMatchObject({ titleEn: "Kept", notesEn: "Pause." });
  });

  test("a draft is given up, and begun again anew with another snapshot and without the words of before", async () => {
    const review = reviewOf("2025-Q2");
    const section = sampleReviewSection(review, "sla", { titleEn: "Of before" });
    await csm.push(...begin(review), created("reviewSection", section, true));
    expect(outcome(await csm.push(removed("review", review.id, 99), removed("reviewSection", section.id, 99)))).toEqual([
      "applied",
      "applied",
    ]);
    const anew = { ...review, snapshotId: "S-55555555" };
    const { titleEn: _title, ...untitled } = section;
    const outcomes = outcome(await csm.push(...begin(anew), created("reviewSection", { ...untitled, titleEn: null }, true)));
    expect(outcomes).toEqual(["applied", "applied", "applied"]);
    expect(await stored("review", review.id)).toMatchObject(anew);
    expect(await stored("reviewSection", section.id)).toMatchObject({ titleEn: null });
  });

  test("a look of the whole company is a lead's; a customer's own is its manager's", async () => {
    const template = {
      id: "brt_1",
      accountId: "acc1",
      name: "Nova",
      at: "2026-10-03T01:00:00.000Z",
      authorId: "csm1",
      fonts: { latin: "Inter", eastAsian: null },
      colours: ["1F6FEB"],
      packed: "UEsDBAAA",
    };
    expect(
      outcome(
        await csm.push(
          created("brandTemplate", template),
          created("brandTemplate", { ...template, id: "brt_2", accountId: null }),
          created("brandTemplate", { ...template, id: "brt_3", packed: "AAAAAAAA" }),
        ),
      ),
    ).toEqual([
      "applied",
      "not-allowed: brandTemplate: the company's look is a lead's to set",
      "invalid: brandTemplate: packed is no PPTX",
    ]);
    expect(outcome(await lead.push(created("brandTemplate", { ...template, id: "brt_4", accountId: null, authorId: "lead" })))).toEqual([
      "applied",
    ]);
  });

  test("a laptop that comes back to many snapshots is given them in answers and pages of some megabytes", async () => {
    const cursor = await csm.cursor();
    // Incompressible, as deflated rows are.
    const random = seededRandom(3);
    const packed = (): string => Array.from({ length: 400_000 }, () => letters[Math.floor(random() * 64)]).join("");
    const review = reviewOf("2024-Q4");
    const ids = Array.from({ length: 30 }, (_, i) => `S-${String(10_000_000 + i)}`);
    for (let i = 0; i < ids.length; i += 10)
      await csm.push(
        ...ids
          .slice(i, i + 10)
          .map((snapshotId) => created("reviewSnapshot", sampleSnapshotRecord(review, { snapshotId, packed: packed() }))),
      );
    const got: string[] = [];
    let answers = 0;
    for (let seq = cursor.seq, head = Infinity; seq < head;) {
      const answer = await csm.pull({ ...cursor, seq });
      if (answer.status !== "changes") throw new Error(answer.reason);
      got.push(...answer.changes.map(({ id }) => id));
      [seq, head] = [answer.seq, answer.head];
      answers += 1;
    }
    expect(got).toEqual(ids.map((snapshotId) => sampleSnapshotRecord(review, { snapshotId }).id));
    expect(answers).toBe(2);
    expect((await csm.rows("reviewSnapshot")).filter(({ reviewId }) => reviewId === review.id)).toHaveLength(30);
  });

  test("the largest snapshot and template pass in one push, what is larger is refused by name", async () => {
    const review = reviewOf("2025-Q1");
    const template = {
      id: "brt_9",
      accountId: "acc1",
      name: "Large",
      at: "2026-10-03T01:00:00.000Z",
      authorId: "csm1",
      fonts: { latin: "Inter", eastAsian: null },
      colours: [],
      packed: `UEsDB${"A".repeat(1_999_995)}`,
    };
    const packed = "A".repeat(400_000);
    const answer = await csm.push(
      created("reviewSnapshot", sampleSnapshotRecord(review, { packed })),
      created("brandTemplate", template),
      created("reviewSnapshot", sampleSnapshotRecord(review, { snapshotId: "S-66666666", packed: `${packed}AAAA` })),
    );
    expect(outcome(answer)).toEqual(["applied", "applied", "invalid: packed: too_big"]);
  });
});
