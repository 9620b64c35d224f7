import { create } from "zustand";
import type { ShownLanguages } from "../../ui/knowledge/article-view.tsx";

export type StateFilter = "published" | "draft" | "retired";

/** Conditions of the list; none chosen = all, and of states those in force and drafts. */
export interface ArticleFilter {
  readonly text: string;
  readonly components: readonly string[];
  readonly regions: readonly string[];
  readonly states: readonly StateFilter[];
  /** Only those that one language lacks. */
  readonly oneLanguage: boolean;
  readonly stale: boolean;
}

export const noFilter: ArticleFilter = { text: "", components: [], regions: [], states: [], oneLanguage: false, stale: false };

/** What the knowledge screens are doing; kept while the reader is elsewhere. */
interface KnowledgeState {
  readonly filter: ArticleFilter;
  readonly cursorKey: string | null;
  readonly inspecting: boolean;
  /** null = the language of the window. */
  readonly languages: ShownLanguages | null;
  readonly change: (part: Partial<ArticleFilter>) => void;
  readonly setCursor: (cursorKey: string | null) => void;
  readonly inspect: (inspecting: boolean) => void;
  readonly setLanguages: (languages: ShownLanguages) => void;
}

export const useKnowledgeStore = create<KnowledgeState>((set) => ({
  filter: noFilter,
  cursorKey: null,
  inspecting: true,
  languages: null,
  change: (part) => set((state) => ({ filter: { ...state.filter, ...part } })),
  setCursor: (cursorKey) => set({ cursorKey }),
  inspect: (inspecting) => set({ inspecting }),
  setLanguages: (languages) => set({ languages }),
}));
