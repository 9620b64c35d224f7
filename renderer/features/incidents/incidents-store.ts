import { create } from "zustand";
import type { StatisticQuestion } from "../../../shared/domain/sla/statistics/statistic.ts";
import { builtInViews, defaultView, type ListView } from "./list-view.ts";

/** A number of the statistics whose incidents the list shows, and the period that it is of. */
export interface BehindNumber {
  readonly question: StatisticQuestion;
  readonly periodId: string;
}

/** What the incident list is doing; kept while the reader is elsewhere, so that coming back finds it as it was. */
interface IncidentsState {
  /** A built-in view or the id of a saved one. */
  readonly viewId: string;
  readonly view: ListView;
  readonly query: string;
  readonly cursorId: string | null;
  readonly inspecting: boolean;
  readonly selected: ReadonlySet<string>;
  /** null = the list shows what its view says. */
  readonly behind: BehindNumber | null;
  readonly openView: (viewId: string, view: ListView) => void;
  readonly change: (part: Partial<ListView>) => void;
  readonly setQuery: (query: string) => void;
  readonly setCursor: (cursorId: string | null) => void;
  readonly inspect: (inspecting: boolean) => void;
  readonly select: (selected: ReadonlySet<string>) => void;
  /** Shows the incidents behind a number, ended ones among them; null = the view again. */
  readonly showBehind: (behind: BehindNumber | null) => void;
}

export const useIncidentsStore = create<IncidentsState>((set) => ({
  viewId: "all",
  view: builtInViews.all,
  query: "",
  cursorId: null,
  inspecting: true,
  selected: new Set(),
  behind: null,
  openView: (viewId, view) => set({ viewId, view, query: "", behind: null }),
  change: (part) => set((state) => ({ view: { ...state.view, ...part } })),
  setQuery: (query) => set({ query }),
  setCursor: (cursorId) => set({ cursorId }),
  inspect: (inspecting) => set({ inspecting }),
  select: (selected) => set({ selected }),
  showBehind: (behind) => set({ behind, viewId: "all", view: defaultView, query: "", cursorId: null }),
}));
