import { create } from "zustand";
import type { ReviewKind } from "../../../shared/domain/review/model/review-sections.ts";
import type { ReviewScope, ReviewSort } from "./arrange-reviews.ts";

/** What the list of reviews is showing; kept while the reader is elsewhere. */
interface ReviewsState {
  readonly kind: ReviewKind;
  /** Periods after (or, negative, before) the last one that is over. */
  readonly shift: number;
  readonly scope: ReviewScope;
  readonly text: string;
  readonly sort: ReviewSort | null;
  readonly cursorId: string | null;
  readonly selected: ReadonlySet<string>;
  readonly show: (part: Partial<Pick<ReviewsState, "kind" | "shift" | "scope" | "text" | "sort">>) => void;
  readonly setCursor: (accountId: string | null) => void;
  readonly select: (selected: ReadonlySet<string>) => void;
}

export const useReviewsStore = create<ReviewsState>((set) => ({
  kind: "quarterly",
  shift: 0,
  scope: "mine",
  text: "",
  sort: null,
  cursorId: null,
  selected: new Set(),
  show: (part) => set({ ...part, selected: new Set() }),
  setCursor: (cursorId) => set({ cursorId }),
  select: (selected) => set({ selected }),
}));
