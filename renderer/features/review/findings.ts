import type { ReviewFinding } from "../../../shared/domain/review/check/check-review.ts";
import type { ReviewSection } from "../../../shared/domain/review/model/review.ts";

export interface Findings {
  /** What nobody has mended or let stand, in the order of the sections. Each keeps the review from being exported. */
  readonly open: readonly ReviewFinding[];
  /** What somebody has let stand. */
  readonly acknowledged: readonly ReviewFinding[];
  /** `conflict` a text contradicts its data · `blocked` something else is to be looked at. */
  readonly stateOf: (section: string) => "conflict" | "blocked" | null;
}

/** Findings of a review as its screen shows them: in the order of its sections, without those that somebody has let stand. */
export function findingsOf(
  all: readonly ReviewFinding[],
  sections: readonly Pick<ReviewSection, "section" | "acknowledged">[],
  order: readonly string[],
): Findings {
  const stands = new Set(sections.flatMap(({ acknowledged }) => acknowledged));
  const sorted = all.toSorted((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
  const open = sorted.filter(({ id }) => !stands.has(id));
  const blocked = new Set(open.map(({ section }) => section));
  const conflicts = new Set(open.filter(({ kind }) => kind === "contradiction").map(({ section }) => section));
  return {
    open,
    acknowledged: sorted.filter(({ id }) => stands.has(id)),
    stateOf: (section) => (conflicts.has(section) ? "conflict" : blocked.has(section) ? "blocked" : null),
  };
}

/** The finding behind the one that was gone to last, round and round. */
export function nextFinding(open: readonly ReviewFinding[], last: string | null): ReviewFinding | null {
  const at = open.findIndex(({ id }) => id === last);
  return open[(at + 1) % Math.max(1, open.length)] ?? null;
}
