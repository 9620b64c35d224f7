import type { ReviewComment } from "../../../shared/domain/review/model/review.ts";

export interface CommentThread {
  readonly first: ReviewComment;
  readonly replies: readonly ReviewComment[];
  /** Who settled it and when; null = it is open. */
  readonly settled: ReviewComment | null;
}

/** What was said of a section, oldest first; what is settled comes after what is open. */
export function commentThreads(comments: readonly ReviewComment[], section: string): readonly CommentThread[] {
  const own = comments
    .filter((one) => one.section === section)
    .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
  const threads = own
    .filter(({ replyTo, settles }) => replyTo === null && settles === null)
    .map((first) => ({
      first,
      replies: own.filter(({ replyTo, settles }) => replyTo === first.id && settles === null),
      settled: own.findLast(({ settles }) => settles === first.id) ?? null,
    }));
  return [...threads.filter(({ settled }) => settled === null), ...threads.filter(({ settled }) => settled !== null)];
}

/** Sections with their number of open comments. */
export function openComments(comments: readonly ReviewComment[]): ReadonlyMap<string, number> {
  const settled = new Set(comments.map(({ settles }) => settles));
  const counts = new Map<string, number>();
  for (const { id, section, replyTo, settles } of comments) {
    if (replyTo === null && settles === null && !settled.has(id)) counts.set(section, (counts.get(section) ?? 0) + 1);
  }
  return counts;
}
