import { create } from "zustand";
import { type RecentTaken, withTaken } from "./palette-entries.ts";

/** What was taken from the palette while the window is open. */
interface PaletteState {
  readonly recent: readonly RecentTaken[];
  readonly take: (taken: RecentTaken) => void;
}

export const usePaletteStore = create<PaletteState>((set) => ({
  recent: [],
  take: (taken) => set((state) => ({ recent: withTaken(state.recent, taken) })),
}));
