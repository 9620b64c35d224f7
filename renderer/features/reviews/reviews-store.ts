import { z } from "zod";
import { create } from "zustand";
import { type ReviewKind, reviewKinds } from "../../../shared/domain/review/model/review-sections.ts";
import { type ReviewScope, type ReviewSort, reviewSorts } from "./arrange-reviews.ts";

const reviewsView = z.object({
  kind: z.enum(reviewKinds),
  scope: z.enum(["mine", "all"]),
  text: z.string(),
  sort: z.object({ column: z.enum(reviewSorts), descending: z.boolean() }).nullable(),
});
/** Stored as the definition of a saved view; the period is always the last one that is over. */
type ReviewsView = Readonly<z.infer<typeof reviewsView>>;

export const wholeView: ReviewsView = { kind: "quarterly", scope: "mine", text: "", sort: null };

/** Reads a stored definition; one that this version does not understand shows the default instead of nothing. */
export function parseReviewsView(definition: unknown): ReviewsView {
  const parsed = reviewsView.safeParse(definition);
  return parsed.success ? parsed.data : wholeView;
}

/** What the list of reviews is showing; kept while the reader is elsewhere. */
interface ReviewsState {
  /** `all`, or the id of a saved view. */
  readonly viewId: string;
  readonly kind: ReviewKind;
  /** Periods after (or, negative, before) the last one that is over. */
  readonly shift: number;
  readonly scope: ReviewScope;
  readonly text: string;
  readonly sort: ReviewSort | null;
  readonly cursorId: string | null;
  readonly selected: ReadonlySet<string>;
  readonly show: (part: Partial<Pick<ReviewsState, "kind" | "shift" | "scope" | "text" | "sort">>) => void;
  readonly openView: (viewId: string, view: ReviewsView) => void;
  readonly setCursor: (accountId: string | null) => void;
  readonly select: (selected: ReadonlySet<string>) => void;
}

export const useReviewsStore = create<ReviewsState>((set) => ({
  viewId: "all",
  ...wholeView,
  shift: 0,
  cursorId: null,
  selected: new Set(),
  show: (part) => set({ ...part, selected: new Set() }),
  openView: (viewId, view) => set({ ...view, viewId, shift: 0, selected: new Set() }),
  setCursor: (cursorId) => set({ cursorId }),
  select: (selected) => set({ selected }),
}));
