import { z } from "zod";
import { create } from "zustand";
import { noticeTypes } from "../../../shared/domain/notice/notice.ts";

const noticesView = z.object({
  types: z.array(z.enum(noticeTypes)),
  severities: z.array(z.enum(["low", "medium", "high", "critical"])),
  states: z.array(z.enum(["draft", "open", "closed"])),
});
/** What the list shows; none chosen = all. Stored as the definition of a saved view. */
export type NoticesView = Readonly<z.infer<typeof noticesView>>;

export const wholeView: NoticesView = { types: [], severities: [], states: [] };

/** Reads a stored definition; one that this version does not understand shows everything instead of nothing. */
export function parseNoticesView(definition: unknown): NoticesView {
  const parsed = noticesView.safeParse(definition);
  return parsed.success ? parsed.data : wholeView;
}

export type AccountFilter = "open" | "mine" | "all";

/** What the notices' screens are doing; kept while the reader is elsewhere. */
interface NoticesState {
  /** `all`, or the id of a saved view. */
  readonly viewId: string;
  readonly view: NoticesView;
  readonly selected: ReadonlySet<string>;
  readonly listCursor: string | null;
  readonly filter: AccountFilter;
  readonly inspecting: boolean;
  readonly openView: (viewId: string, view: NoticesView) => void;
  readonly change: (part: Partial<NoticesView>) => void;
  readonly select: (selected: ReadonlySet<string>) => void;
  readonly setListCursor: (noticeId: string | null) => void;
  readonly setFilter: (filter: AccountFilter) => void;
  readonly inspect: (inspecting: boolean) => void;
}

export const useNoticesStore = create<NoticesState>((set) => ({
  viewId: "all",
  view: wholeView,
  selected: new Set(),
  listCursor: null,
  filter: "open",
  inspecting: true,
  openView: (viewId, view) => set({ viewId, view, selected: new Set() }),
  change: (part) => set((state) => ({ view: { ...state.view, ...part }, selected: new Set() })),
  select: (selected) => set({ selected }),
  setListCursor: (listCursor) => set({ listCursor }),
  setFilter: (filter) => set({ filter }),
  inspect: (inspecting) => set({ inspecting }),
}));
