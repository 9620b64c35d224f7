import type { RecordOf } from "../../../shared/domain/kinds.ts";
import {
  type Review,
  type ReviewComment,
  type ReviewSection,
  reviewSectionId,
  type ReviewVersion,
} from "../../../shared/domain/review/model/review.ts";
import type { ReviewSnapshotRecord } from "../../../shared/domain/review/model/review-snapshot.ts";
import { sectionOrder } from "../../../shared/domain/review/model/section-order.ts";
import type { Json } from "../../../shared/kernel/json.ts";
import type { Edit } from "../data-client.ts";
import { deleteWithInverse, fieldsOf, patchWithInverse } from "../inverse-edits.ts";

/** Edits and what takes them back; no inverses = nothing does: what was appended stays. */
export interface ReviewEdit {
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

type Fields = Readonly<Record<string, Json>>;
type SectionFields = Partial<Omit<ReviewSection, "id" | "accountId" | "reviewId" | "section">>;

const asComposed = {
  audience: "customer",
  titleZh: null,
  titleEn: null,
  bodyZh: null,
  bodyEn: null,
  notesZh: null,
  notesEn: null,
  acknowledged: [],
} as const;

function withoutId({ id: _id, ...fields }: { readonly id: string }): Fields {
  return fields;
}

/**
 * Begins a review over its first snapshot. One that was given up is begun anew; where a colleague began it meanwhile, his stays and the snapshot
 * is one more that it could stand on.
 */
export function beginReview(review: Review, snapshot: ReviewSnapshotRecord): ReviewEdit {
  return {
    edits: [
      { op: "create", kind: "reviewSnapshot", id: snapshot.id, fields: withoutId(snapshot) },
      { op: "create", kind: "review", id: review.id, fields: withoutId(review), resurrect: true },
    ],
    inverses: [{ op: "delete", kind: "review", id: review.id }],
  };
}

/** Gives a draft up, with what was written in it. */
export function giveUpReview(review: RecordOf<"review">, sections: readonly RecordOf<"reviewSection">[]): ReviewEdit {
  const removed = [deleteWithInverse("review", review), ...sections.map((section) => deleteWithInverse("reviewSection", section))];
  return { edits: removed.map(({ edit }) => edit), inverses: removed.map(({ inverse }) => inverse) };
}

/** State, owner, language, day of the meeting, look, order, hidden sections. */
export function changeReview(
  review: RecordOf<"review">,
  fields: Partial<Omit<Review, "id" | "accountId" | "kind" | "period">>,
): ReviewEdit {
  const { edit, inverse } = patchWithInverse("review", review, fields as unknown as Fields);
  return { edits: [edit], inverses: [inverse] };
}

/** Puts a section at another place (0 = first). */
export function moveSection(review: RecordOf<"review">, section: string, to: number): ReviewEdit {
  const rest = sectionOrder(review).filter((one) => one !== section);
  return changeReview(review, { order: rest.toSpliced(to, 0, section) });
}

export function hideSection(review: RecordOf<"review">, section: string, hidden: boolean): ReviewEdit {
  const rest = review.hidden.filter((one) => one !== section);
  return changeReview(review, { hidden: hidden ? [...rest, section] : rest });
}

/**
 * Changes what people say of a section. `record` null = nobody has yet: it is made as composed and then changed, so that a colleague who does the same at
 * the same time is merged with. `seen`: what the author had before him, where that is not what the record holds.
 */
export function changeSection(
  review: RecordOf<"review">,
  section: string,
  record: RecordOf<"reviewSection"> | null,
  fields: SectionFields,
  seen: SectionFields = {},
): ReviewEdit {
  const id = reviewSectionId(review.id, section);
  const begun: ReviewSection = { id, accountId: review.accountId, reviewId: review.id, section, ...asComposed, acknowledged: [] };
  const { edit, inverse } = patchWithInverse("reviewSection", record ?? { ...begun, rev: 0 }, fields as unknown as Fields);
  const patched = edit.op === "patch" ? { ...edit, seen: { ...edit.seen, ...(seen as unknown as Fields) } } : edit;
  return {
    edits: record === null ? [beginSection(begun), patched] : [patched],
    inverses: [inverse],
  };
}

function beginSection(section: ReviewSection): Edit {
  return { op: "create", kind: "reviewSection", id: section.id, fields: withoutId(section), resurrect: true };
}

/** A section of people's own, at a place; `section` is `free-` and a name that no other has. */
export function addFreeSection(review: RecordOf<"review">, section: string, at: number, fields: SectionFields): ReviewEdit {
  const moved = changeReview(review, { order: sectionOrder(review).toSpliced(at, 0, section) });
  const written = changeSection(review, section, null, fields);
  return {
    edits: [...written.edits, ...moved.edits],
    inverses: [...moved.inverses, { op: "delete", kind: "reviewSection", id: reviewSectionId(review.id, section) }],
  };
}

export function removeFreeSection(review: RecordOf<"review">, record: RecordOf<"reviewSection">): ReviewEdit {
  const moved = changeReview(review, {
    order: review.order.filter((one) => one !== record.section),
    hidden: review.hidden.filter((one) => one !== record.section),
  });
  const removed = deleteWithInverse("reviewSection", record);
  return { edits: [...moved.edits, removed.edit], inverses: [removed.inverse, ...moved.inverses] };
}

/** Lets findings stand that somebody has seen, or no longer. */
export function acknowledge(
  review: RecordOf<"review">,
  section: string,
  record: RecordOf<"reviewSection"> | null,
  findings: readonly string[],
  stands: boolean,
): ReviewEdit {
  const rest = (record?.acknowledged ?? []).filter((one) => !findings.includes(one));
  return changeSection(review, section, record, { acknowledged: stands ? [...rest, ...findings] : rest });
}

/** A remark, an answer (`replyTo`) or what settles one (`settles`). */
export function addComment(id: string, comment: Omit<ReviewComment, "id">): ReviewEdit {
  return { edits: [{ op: "create", kind: "reviewComment", id, fields: comment as unknown as Fields }], inverses: [] };
}

/** What a version is made from: the review as it stands. */
export interface VersionOf {
  readonly review: RecordOf<"review">;
  readonly sections: readonly RecordOf<"reviewSection">[];
  readonly versions: readonly Pick<ReviewVersion, "number">[];
}

/** Who keeps a version, under which id, when (UTC ms), what it is called and what was written out of it. */
export interface VersionWish {
  readonly id: string;
  readonly authorId: string;
  readonly nowMs: number;
  readonly label: string | null;
  readonly exports?: ReviewVersion["exports"];
}

/** Keeps the review as it stands, so that it can be gone back to. */
export function saveVersion({ review, sections, versions }: VersionOf, wish: VersionWish): ReviewEdit {
  const version: Omit<ReviewVersion, "id"> = {
    accountId: review.accountId,
    reviewId: review.id,
    number: versions.reduce((highest, { number }) => Math.max(highest, number), 0) + 1,
    at: new Date(wish.nowMs).toISOString(),
    authorId: wish.authorId,
    label: wish.label,
    snapshotId: review.snapshotId,
    order: review.order,
    hidden: review.hidden,
    sections: sections.map((record) => {
      const { accountId: _account, reviewId: _review, ...section } = fieldsOf(record);
      return section as unknown as ReviewVersion["sections"][number];
    }),
    exports: wish.exports ?? [],
  };
  return { edits: [{ op: "create", kind: "reviewVersion", id: wish.id, fields: version as unknown as Fields }], inverses: [] };
}

/** Goes back to a version. What stood is kept as a version first. */
export function restoreVersion(from: VersionOf, version: ReviewVersion, wish: VersionWish): ReviewEdit {
  const { review, sections } = from;
  const head = changeReview(review, { snapshotId: version.snapshotId, order: version.order, hidden: version.hidden });
  const names = new Set([...sections.map(({ section }) => section), ...version.sections.map(({ section }) => section)]);
  const changed = [...names].map((name) => {
    const { section: _section, ...wanted } = version.sections.find(({ section }) => section === name) ?? {
      section: name,
      ...asComposed,
      acknowledged: [],
    };
    return changeSection(review, name, sections.find(({ section }) => section === name) ?? null, wanted);
  });
  return {
    edits: [...saveVersion(from, wish).edits, ...head.edits, ...changed.flatMap(({ edits }) => edits)],
    inverses: [...changed.flatMap(({ inverses }) => inverses), ...head.inverses],
  };
}

/** Puts a fresh snapshot under the review. The old one stays, and so does what was said over it, as a version. */
export function refreshReview(from: VersionOf, snapshot: ReviewSnapshotRecord, wish: VersionWish): ReviewEdit {
  const head = changeReview(from.review, { snapshotId: snapshot.snapshotId });
  return {
    edits: [
      ...saveVersion(from, wish).edits,
      { op: "create", kind: "reviewSnapshot", id: snapshot.id, fields: withoutId(snapshot) },
      ...head.edits,
    ],
    inverses: head.inverses,
  };
}
