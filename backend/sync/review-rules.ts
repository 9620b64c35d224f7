import type { Kind } from "../../shared/domain/kinds.ts";
import { type BrandTemplate, type Review, reviewId, type ReviewSection, reviewSectionId } from "../../shared/domain/review/model/review.ts";
import { reviewSnapshotId, type ReviewSnapshotRecord } from "../../shared/domain/review/model/review-snapshot.ts";
import { isStandardSection, sectionsOf } from "../../shared/domain/review/model/review-sections.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import type { Mutation } from "../../shared/sync/protocol.ts";
import type { Principal } from "../auth/principal.ts";
import type { WorkingSet } from "./working-set.ts";
import type { Refused } from "./write-rules.ts";

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** `PK`, as every PPTX begins, in base64. */
const zipStart = "UEsDB";
/** Texts of a whole review in two languages, many times over: an answer that holds a few versions stays one that a laptop can read. */
const versionChars = 2_000_000;

const partsOfReview: readonly string[] = ["reviewSection", "reviewComment", "reviewVersion"];

/** Other records that an edit of a review or of what belongs to one is held against. */
export function recordsBesideReview({ kind, id, fields }: Mutation): readonly { readonly kind: Kind; readonly id: string }[] {
  const named = partsOfReview.includes(kind) ? fields["reviewId"]?.new : undefined;
  const snapshot = kind === "review" ? fields["snapshotId"]?.new : undefined;
  return [
    ...(typeof named === "string" ? [{ kind: "review", id: named } as const] : []),
    ...(typeof snapshot === "string" ? [{ kind: "reviewSnapshot", id: reviewSnapshotId(id, snapshot) } as const] : []),
  ];
}

/**
 * Whether a review, or what belongs to one, may become this: ids are those that laptops agree on, what is of one account stays with it, a snapshot is
 * there before a review stands on it, and what a customer has seen is exchanged by its owner or a lead alone. The fields themselves are sound.
 * `before` null = it is new. null = yes.
 */
export function refuseReview(
  principal: Principal,
  kind: Kind,
  before: JsonObject | null,
  after: JsonObject,
  set: WorkingSet,
): Refused | null {
  switch (kind) {
    case "review":
      return reviewFault(principal, before as Review | null, after as unknown as Review, set);
    case "reviewSection": {
      const fault = before === null ? partFault(kind, after, set) : null;
      if (fault !== null) return fault;
      const { id, reviewId: ofReview, section } = after as unknown as ReviewSection;
      return id === reviewSectionId(ofReview, section) ? null : notAllowed("reviewSection: id is that of another section");
    }
    case "reviewComment":
      return partFault(kind, after, set);
    case "reviewVersion":
      return JSON.stringify(after).length > versionChars
        ? { code: "invalid", message: "reviewVersion: too large" }
        : partFault(kind, after, set);
    case "reviewSnapshot":
      return snapshotFault(after as unknown as ReviewSnapshotRecord);
    case "brandTemplate":
      return templateFault(principal, after as unknown as BrandTemplate);
    default:
      return null;
  }
}

function reviewFault(principal: Principal, before: Review | null, after: Review, set: WorkingSet): Refused | null {
  const { id, accountId, kind, period, snapshotId, order } = after;
  if (id !== reviewId(accountId, kind, period)) return notAllowed("review: id is that of another account, kind or period");
  if (
    order.some((section, index) => order.indexOf(section) !== index || (isStandardSection(section) && !sectionsOf(kind).includes(section)))
  )
    return { code: "invalid", message: "review: order holds a section twice, or one that this kind has not" };
  if (before?.state === "presented" && (before.snapshotId !== snapshotId || after.state !== "presented") && !mayExchange(principal, before))
    return notAllowed("review: what was presented is its owner's or a lead's to exchange");
  if (before?.snapshotId === snapshotId) return null;
  const snapshot = set.get("reviewSnapshot", reviewSnapshotId(id, snapshotId));
  return snapshot === undefined || snapshot.deleted ? notAllowed("review: snapshotId names no snapshot of it") : null;
}

function mayExchange({ userId, role }: Principal, { ownerId }: Review): boolean {
  return userId === ownerId || role === "lead" || role === "admin";
}

function partFault(kind: Kind, doc: JsonObject, set: WorkingSet): Refused | null {
  const review = set.get("review", doc["reviewId"] as string);
  if (review === undefined || review.deleted || !review.inScope) return notAllowed(`${kind}: reviewId names no review`);
  return review.doc["accountId"] === doc["accountId"] ? null : notAllowed(`${kind}: accountId is not the review's`);
}

/** It comes before its review does: what it says of itself must fit together. */
function snapshotFault(record: ReviewSnapshotRecord): Refused | null {
  const { id, accountId, reviewId: ofReview, snapshotId, kind, period, digest, packed } = record;
  if (ofReview !== reviewId(accountId, kind, period))
    return notAllowed("reviewSnapshot: reviewId is that of another account, kind or period");
  if (snapshotId !== `S-${digest.slice(0, 8).toUpperCase()}`)
    return { code: "invalid", message: "reviewSnapshot: snapshotId is not its digest's" };
  if (id !== reviewSnapshotId(ofReview, snapshotId)) return notAllowed("reviewSnapshot: id is that of another snapshot");
  return isBase64(packed) ? null : { code: "invalid", message: "reviewSnapshot: packed is not base64" };
}

function templateFault({ role }: Principal, { accountId, packed }: BrandTemplate): Refused | null {
  if (accountId === null && role !== "lead" && role !== "admin") return notAllowed("brandTemplate: the company's look is a lead's to set");
  return packed.startsWith(zipStart) && isBase64(packed) ? null : { code: "invalid", message: "brandTemplate: packed is no PPTX" };
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && base64.test(text);
}

function notAllowed(message: string): Refused {
  return { code: "not-allowed", message };
}
