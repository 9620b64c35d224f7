import { create } from "zustand";

/** The accounts as the list last showed them: what "previous" and "next" mean on the page of one of them. */
interface AccountOrder {
  readonly ids: readonly string[];
  readonly setIds: (ids: readonly string[]) => void;
}

export const useAccountOrder = create<AccountOrder>((set) => ({
  ids: [],
  setIds: (ids) => set({ ids }),
}));
