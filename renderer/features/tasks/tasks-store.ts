import { create } from "zustand";
import type { TaskView } from "./arrange-tasks.ts";

/** What the task list is doing; kept while the reader is elsewhere. */
interface TasksState {
  readonly view: TaskView;
  readonly query: string;
  readonly cursorId: string | null;
  readonly inspecting: boolean;
  readonly selected: ReadonlySet<string>;
  readonly change: (part: Partial<TaskView>) => void;
  readonly setQuery: (query: string) => void;
  readonly setCursor: (cursorId: string | null) => void;
  readonly inspect: (inspecting: boolean) => void;
  readonly select: (selected: ReadonlySet<string>) => void;
}

export const useTasksStore = create<TasksState>((set) => ({
  view: { whose: "mine", when: "all", grouping: "due", sort: { columnId: "due", direction: "ascending" } },
  query: "",
  cursorId: null,
  inspecting: true,
  selected: new Set(),
  change: (part) => set((state) => ({ view: { ...state.view, ...part }, selected: new Set() })),
  setQuery: (query) => set({ query }),
  setCursor: (cursorId) => set({ cursorId }),
  inspect: (inspecting) => set({ inspecting }),
  select: (selected) => set({ selected }),
}));
