import { create } from "zustand";
import { wholeView, type PeaksView } from "./peaks-view.ts";

export const peakTabs = ["radar", "month", "memory"] as const;
export type PeakTab = (typeof peakTabs)[number];

/** How much of the time ahead the chart shows: about the peak, or everything that is forecast. */
export type ChartSpan = "near" | "all";

/** What is supposed of a peak; null = as it is. */
export interface Supposed {
  readonly peakId: string;
  readonly capacityPcu: number | null;
  readonly event: { readonly id: string; readonly factor: number } | null;
}

/** What the radar is doing; kept while the reader is elsewhere, so that coming back finds it as it was. */
interface PeaksState {
  readonly tab: PeakTab;
  /** `all`, or the id of a saved view. */
  readonly viewId: string;
  readonly view: PeaksView;
  readonly query: string;
  readonly cursorId: string | null;
  readonly inspecting: boolean;
  readonly span: ChartSpan;
  /** Earlier forecasts are drawn beside what came. */
  readonly earlier: boolean;
  readonly supposed: Supposed | null;
  readonly openTab: (tab: PeakTab) => void;
  readonly openView: (viewId: string, view: PeaksView) => void;
  readonly change: (part: Partial<PeaksView>) => void;
  readonly clear: () => void;
  readonly setQuery: (query: string) => void;
  readonly setCursor: (cursorId: string | null) => void;
  readonly inspect: (inspecting: boolean) => void;
  readonly setSpan: (span: ChartSpan) => void;
  readonly showEarlier: (earlier: boolean) => void;
  readonly suppose: (supposed: Supposed | null) => void;
}

export const usePeaksStore = create<PeaksState>((set) => ({
  tab: "radar",
  viewId: "all",
  view: wholeView,
  query: "",
  cursorId: null,
  inspecting: true,
  span: "near",
  earlier: false,
  supposed: null,
  openTab: (tab) => set({ tab }),
  openView: (viewId, view) => set({ viewId, view, query: "" }),
  change: (part) => set((state) => ({ view: { ...state.view, ...part } })),
  clear: () => set({ viewId: "all", view: wholeView, query: "" }),
  setQuery: (query) => set({ query }),
  // What was supposed of one peak says nothing of another.
  setCursor: (cursorId) => set((state) => ({ cursorId, supposed: state.supposed?.peakId === cursorId ? state.supposed : null })),
  inspect: (inspecting) => set({ inspecting }),
  setSpan: (span) => set({ span }),
  showEarlier: (earlier) => set({ earlier }),
  suppose: (supposed) => set({ supposed }),
}));
