import { create } from "zustand";
import { builtInViews, type ListView } from "./list-view.ts";

/** What the incident list is doing; kept while the reader is elsewhere, so that coming back finds it as it was. */
interface IncidentsState {
  /** A built-in view or the id of a saved one. */
  readonly viewId: string;
  readonly view: ListView;
  readonly query: string;
  readonly cursorId: string | null;
  readonly inspecting: boolean;
  readonly openView: (viewId: string, view: ListView) => void;
  readonly change: (part: Partial<ListView>) => void;
  readonly setQuery: (query: string) => void;
  readonly setCursor: (cursorId: string | null) => void;
  readonly inspect: (inspecting: boolean) => void;
}

export const useIncidentsStore = create<IncidentsState>((set) => ({
  viewId: "all",
  view: builtInViews.all,
  query: "",
  cursorId: null,
  inspecting: true,
  openView: (viewId, view) => set({ viewId, view, query: "" }),
  change: (part) => set((state) => ({ view: { ...state.view, ...part } })),
  setQuery: (query) => set({ query }),
  setCursor: (cursorId) => set({ cursorId }),
  inspect: (inspecting) => set({ inspecting }),
}));
