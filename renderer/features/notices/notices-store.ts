import { create } from "zustand";

export type AccountFilter = "open" | "mine" | "all";

/** What the notices' screens are doing; kept while the reader is elsewhere. */
interface NoticesState {
  readonly listCursor: string | null;
  readonly filter: AccountFilter;
  readonly inspecting: boolean;
  readonly setListCursor: (noticeId: string | null) => void;
  readonly setFilter: (filter: AccountFilter) => void;
  readonly inspect: (inspecting: boolean) => void;
}

export const useNoticesStore = create<NoticesState>((set) => ({
  listCursor: null,
  filter: "open",
  inspecting: true,
  setListCursor: (listCursor) => set({ listCursor }),
  setFilter: (filter) => set({ filter }),
  inspect: (inspecting) => set({ inspecting }),
}));
