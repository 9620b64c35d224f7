import type { Audience, ReviewComment, ReviewSection } from "../../../shared/domain/review/model/review.ts";
import { isInternal } from "./outline-lines.ts";

export interface LeftOut {
  /** Sections that only the team sees, in order. */
  readonly internal: readonly string[];
  /** Sections that nobody sees, in order. */
  readonly hidden: readonly string[];
  readonly comments: number;
  readonly notes: boolean;
}

/** What an export does not hold: hidden sections and comments never leave the laptop; what is internal, only for colleagues. */
export function leftOut(
  review: {
    readonly order: readonly string[];
    readonly hidden: readonly string[];
    readonly sections: readonly Pick<ReviewSection, "section" | "audience">[];
    readonly comments: readonly Pick<ReviewComment, "id">[];
  },
  wish: { readonly audience: Audience; readonly notes: boolean },
): LeftOut {
  const hidden = review.order.filter((section) => review.hidden.includes(section));
  return {
    internal:
      wish.audience === "internal"
        ? []
        : review.order.filter((section) => !hidden.includes(section) && isInternal(review.sections, section)),
    hidden,
    comments: review.comments.length,
    notes: !wish.notes,
  };
}
