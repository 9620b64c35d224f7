import { create } from "zustand";

/** What the list of messages is doing; kept while the reader is elsewhere. */
interface OutreachState {
  readonly scope: "mine" | "all";
  readonly cursorId: string | null;
  readonly inspecting: boolean;
  readonly setScope: (scope: "mine" | "all") => void;
  readonly setCursor: (cursorId: string | null) => void;
  readonly inspect: (inspecting: boolean) => void;
}

export const useOutreachStore = create<OutreachState>((set) => ({
  scope: "mine",
  cursorId: null,
  inspecting: true,
  setScope: (scope) => set({ scope }),
  setCursor: (cursorId) => set({ cursorId }),
  inspect: (inspecting) => set({ inspecting }),
}));
