import { composeReview } from "../../../shared/domain/review/compose/compose-review.ts";
import { saidValues } from "../../../shared/domain/review/compose/said-values.ts";
import { shownKeys, staleness } from "../../../shared/domain/review/compare/staleness.ts";
import { buildSnapshot } from "../../../shared/domain/review/evidence/build-snapshot.ts";
import { packSnapshot, unpackSnapshot } from "../../../shared/domain/review/evidence/pack-snapshot.ts";
import type { SnapshotRequest } from "../../../shared/domain/review/evidence/review-sources.ts";
import { type ReviewSnapshot, reviewSnapshotId, type ReviewSnapshotRecord } from "../../../shared/domain/review/model/review-snapshot.ts";
import type { Review } from "../../../shared/domain/review/model/review.ts";
import { languageOf } from "../../../shared/i18n/catalogue.ts";
import type { LocalStore } from "../local-store.ts";
import { reviewSourcesOf } from "./review-sources-of.ts";

/** A snapshot of now; null = the account is not here. */
export async function freshSnapshot(store: LocalStore, accountId: string, request: SnapshotRequest): Promise<ReviewSnapshot | null> {
  const sources = await reviewSourcesOf(store, accountId, request);
  return sources === null ? null : buildSnapshot(sources, request);
}

/** What the review says before anybody has changed it: the next one tells by it what was restated. */
function saidBy(review: Review, snapshot: ReviewSnapshot): ReviewSnapshotRecord["said"] {
  const document = composeReview(snapshot, { locale: languageOf(review.locale), audience: "customer", review, sections: [] });
  return [...saidValues(document, snapshot)];
}

/** Sections that would say other numbers by fresh rows than by those of a record; null = its rows cannot be read. */
export function staleSections(review: Review, packed: string, fresh: ReviewSnapshot): readonly string[] | null {
  const frozen = unpackSnapshot(packed);
  if (!frozen.ok) return null;
  const document = composeReview(frozen.value, { locale: languageOf(review.locale), audience: "customer", review, sections: [] });
  return staleness(frozen.value, fresh, shownKeys(document)).map(({ section }) => section);
}

/** What a record can hold of a snapshot, characters of base64. */
const packedChars = 400_000;

/** The record of a snapshot, with what the review says by it; null = it is larger than a record can be. */
export function snapshotRecord(review: Review, snapshot: ReviewSnapshot): ReviewSnapshotRecord | null {
  const packed = packSnapshot(snapshot);
  if (packed.length > packedChars) return null;
  return {
    id: reviewSnapshotId(review.id, snapshot.id),
    accountId: review.accountId,
    reviewId: review.id,
    snapshotId: snapshot.id,
    kind: snapshot.kind,
    period: snapshot.period,
    timeZone: snapshot.timeZone,
    takenAt: new Date(snapshot.takenMs).toISOString(),
    dataAsOf: snapshot.dataAsOfMs === null ? null : new Date(snapshot.dataAsOfMs).toISOString(),
    digest: snapshot.digest,
    packed,
    said: saidBy(review, snapshot),
  };
}
