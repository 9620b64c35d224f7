import type { Review, ReviewComment, ReviewSection, ReviewVersion } from "../../shared/domain/review/model/review.ts";
import { reviewId, reviewSectionId } from "../../shared/domain/review/model/review.ts";
import { reviewSnapshotId, type ReviewSnapshotRecord } from "../../shared/domain/review/model/review-snapshot.ts";

/** A draft of the third quarter of `acc-1`. */
export function sampleReview(fields: Partial<Review> = {}): Review {
  const { accountId = "acc-1", kind = "quarterly", period = "2026-Q3" } = fields;
  return {
    id: reviewId(accountId, kind, period),
    accountId,
    kind,
    period,
    state: "draft",
    ownerId: "user-1",
    createdAt: "2026-10-02T01:00:00.000Z",
    snapshotId: "S-0A1B2C3D",
    locale: "en",
    order: [],
    hidden: [],
    heldOn: null,
    templateId: null,
    ...fields,
  };
}

/** A snapshot of it; its rows cannot be read. */
export function sampleSnapshotRecord(review: Review, fields: Partial<ReviewSnapshotRecord> = {}): ReviewSnapshotRecord {
  const snapshotId = fields.snapshotId ?? review.snapshotId;
  return {
    id: reviewSnapshotId(review.id, snapshotId),
    accountId: review.accountId,
    reviewId: review.id,
    snapshotId,
    kind: review.kind,
    period: review.period,
    timeZone: "Asia/Shanghai",
    takenAt: "2026-10-02T01:00:00.000Z",
    dataAsOf: "2026-10-02T00:00:00.000Z",
    digest: `${snapshotId.slice(2).toLowerCase()}${"0".repeat(56)}`,
    packed: "eJwDAAAAAAE=",
    said: [],
    ...fields,
  };
}

export function sampleReviewSection(review: Review, section: string, fields: Partial<ReviewSection> = {}): ReviewSection {
  return {
    id: reviewSectionId(review.id, section),
    accountId: review.accountId,
    reviewId: review.id,
    section,
    audience: "customer",
    titleZh: null,
    titleEn: null,
    bodyZh: null,
    bodyEn: null,
    notesZh: null,
    notesEn: null,
    acknowledged: [],
    ...fields,
  };
}

export function sampleReviewComment(review: Review, fields: Partial<ReviewComment> = {}): ReviewComment {
  return {
    id: "rcm_1",
    accountId: review.accountId,
    reviewId: review.id,
    section: "sla",
    authorId: "user-1",
    at: "2026-10-03T01:00:00.000Z",
    text: "Say why.",
    replyTo: null,
    settles: null,
    ...fields,
  };
}

export function sampleReviewVersion(review: Review, fields: Partial<ReviewVersion> = {}): ReviewVersion {
  return {
    id: "rvv_1",
    accountId: review.accountId,
    reviewId: review.id,
    number: 1,
    at: "2026-10-04T01:00:00.000Z",
    authorId: "user-1",
    label: null,
    snapshotId: review.snapshotId,
    order: review.order,
    hidden: review.hidden,
    sections: [],
    exports: [],
    ...fields,
  };
}
