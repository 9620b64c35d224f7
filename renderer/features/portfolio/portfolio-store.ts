import { create } from "zustand";
import type { ChangeDays } from "../../data/queries/portfolio.ts";
import { type Dimension, noFilter, type PortfolioFilter } from "./portfolio-model.ts";

/** What the portfolio is showing; kept while the reader is elsewhere. */
interface PortfolioState {
  readonly filter: PortfolioFilter;
  readonly days: ChangeDays;
  readonly by: Dimension;
  /** Splits each segment once more; null = not. */
  readonly split: Dimension | null;
  readonly set: (change: Partial<Pick<PortfolioState, "filter" | "days" | "by" | "split">>) => void;
}

export const usePortfolioStore = create<PortfolioState>((set) => ({
  filter: noFilter,
  days: 7,
  by: "scenario",
  split: null,
  set: (change) => set(change),
}));
