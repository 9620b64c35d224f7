import { create } from "zustand";
import type { ListView } from "./list-view.ts";

/** What the accounts screen is doing; kept while the reader is elsewhere, so that coming back finds it as it was. */
interface AccountsState {
  /** A built-in view or the id of a saved one. */
  readonly viewId: string;
  /** The view as changed and not saved; null = as it is saved. */
  readonly draft: ListView | null;
  readonly query: string;
  readonly cursorId: string | null;
  readonly selected: ReadonlySet<string>;
  readonly inspecting: boolean;
  readonly openView: (viewId: string) => void;
  readonly setDraft: (draft: ListView | null) => void;
  readonly setQuery: (query: string) => void;
  readonly setCursor: (cursorId: string | null) => void;
  readonly select: (selected: ReadonlySet<string>) => void;
  readonly inspect: (inspecting: boolean) => void;
}

export const useAccountsStore = create<AccountsState>((set) => ({
  viewId: "all",
  draft: null,
  query: "",
  cursorId: null,
  selected: new Set(),
  inspecting: false,
  openView: (viewId) => set({ viewId, draft: null, selected: new Set() }),
  setDraft: (draft) => set({ draft }),
  setQuery: (query) => set({ query }),
  setCursor: (cursorId) => set({ cursorId }),
  select: (selected) => set({ selected }),
  inspect: (inspecting) => set({ inspecting }),
}));
