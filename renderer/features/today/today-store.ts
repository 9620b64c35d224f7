import { create } from "zustand";
import type { TodayKind } from "../../../shared/domain/today/today-item.ts";

/** What is to be done, what was set aside (snoozed or seen), what colleagues have. */
export const todayLanes = ["list", "aside", "delegated"] as const;
export type TodayLane = (typeof todayLanes)[number];

/** What Today is doing; kept while the reader is elsewhere. */
interface TodayState {
  readonly scope: "mine" | "all";
  readonly kind: TodayKind | "all";
  readonly lane: TodayLane;
  readonly cursorId: string | null;
  readonly inspecting: boolean;
  readonly setScope: (scope: "mine" | "all") => void;
  readonly setKind: (kind: TodayKind | "all") => void;
  readonly setLane: (lane: TodayLane) => void;
  readonly setCursor: (cursorId: string | null) => void;
  readonly inspect: (inspecting: boolean) => void;
}

export const useTodayStore = create<TodayState>((set) => ({
  scope: "mine",
  kind: "all",
  lane: "list",
  cursorId: null,
  inspecting: true,
  setScope: (scope) => set({ scope }),
  setKind: (kind) => set({ kind }),
  setLane: (lane) => set({ lane }),
  setCursor: (cursorId) => set({ cursorId }),
  inspect: (inspecting) => set({ inspecting }),
}));
