import { create } from "zustand";
import type { TodayKind } from "../../../shared/domain/today/today-item.ts";

/** What Today is doing; kept while the reader is elsewhere. */
interface TodayState {
  readonly scope: "mine" | "all";
  readonly kind: TodayKind | "all";
  readonly cursorId: string | null;
  readonly inspecting: boolean;
  readonly setScope: (scope: "mine" | "all") => void;
  readonly setKind: (kind: TodayKind | "all") => void;
  readonly setCursor: (cursorId: string | null) => void;
  readonly inspect: (inspecting: boolean) => void;
}

export const useTodayStore = create<TodayState>((set) => ({
  scope: "mine",
  kind: "all",
  cursorId: null,
  inspecting: true,
  setScope: (scope) => set({ scope }),
  setKind: (kind) => set({ kind }),
  setCursor: (cursorId) => set({ cursorId }),
  inspect: (inspecting) => set({ inspecting }),
}));
