import { z } from "zod";
import { create } from "zustand";
import { outreachGroups } from "../../../shared/domain/outreach/outreach-group.ts";

const outreachView = z.object({
  scope: z.enum(["mine", "all"]),
  /** None chosen = all. */
  groups: z.array(z.enum(outreachGroups)),
});
/** What the list shows: stored as the definition of a saved view. */
type OutreachView = Readonly<z.infer<typeof outreachView>>;

export const wholeView: OutreachView = { scope: "mine", groups: [] };

/** Reads a stored definition; one that this version does not understand shows the default instead of nothing. */
export function parseOutreachView(definition: unknown): OutreachView {
  const parsed = outreachView.safeParse(definition);
  return parsed.success ? parsed.data : wholeView;
}

/** What the list of messages is doing; kept while the reader is elsewhere. */
interface OutreachState {
  /** `all`, or the id of a saved view. */
  readonly viewId: string;
  readonly scope: OutreachView["scope"];
  readonly groups: OutreachView["groups"];
  readonly selected: ReadonlySet<string>;
  readonly cursorId: string | null;
  readonly inspecting: boolean;
  readonly openView: (viewId: string, view: OutreachView) => void;
  readonly setGroups: (groups: OutreachView["groups"]) => void;
  readonly select: (selected: ReadonlySet<string>) => void;
  readonly setScope: (scope: "mine" | "all") => void;
  readonly setCursor: (cursorId: string | null) => void;
  readonly inspect: (inspecting: boolean) => void;
}

export const useOutreachStore = create<OutreachState>((set) => ({
  viewId: "all",
  ...wholeView,
  selected: new Set(),
  cursorId: null,
  inspecting: true,
  openView: (viewId, view) => set({ ...view, viewId, selected: new Set() }),
  setGroups: (groups) => set({ groups, selected: new Set() }),
  select: (selected) => set({ selected }),
  setScope: (scope) => set({ scope, selected: new Set() }),
  setCursor: (cursorId) => set({ cursorId }),
  inspect: (inspecting) => set({ inspecting }),
}));
