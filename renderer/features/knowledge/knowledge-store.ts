import { z } from "zod";
import { create } from "zustand";
import type { ShownLanguages } from "../../ui/knowledge/article-view.tsx";

export type StateFilter = "published" | "draft" | "retired";

const articleFilter = z.object({
  text: z.string(),
  components: z.array(z.string()),
  regions: z.array(z.string()),
  states: z.array(z.enum(["published", "draft", "retired"])),
  /** Only those that one language lacks. */
  oneLanguage: z.boolean(),
  stale: z.boolean(),
});
/** Conditions of the list; none chosen = all, and of states those in force and drafts. Stored as the definition of a saved view. */
export type ArticleFilter = Readonly<z.infer<typeof articleFilter>>;

export const noFilter: ArticleFilter = { text: "", components: [], regions: [], states: [], oneLanguage: false, stale: false };

/** Reads a stored definition; one that this version does not understand shows everything instead of nothing. */
export function parseArticleFilter(definition: unknown): ArticleFilter {
  const parsed = articleFilter.safeParse(definition);
  return parsed.success ? parsed.data : noFilter;
}

/** What the knowledge screens are doing; kept while the reader is elsewhere. */
interface KnowledgeState {
  /** `all`, or the id of a saved view. */
  readonly viewId: string;
  readonly filter: ArticleFilter;
  readonly cursorKey: string | null;
  readonly inspecting: boolean;
  /** null = the language of the window. */
  readonly languages: ShownLanguages | null;
  readonly openView: (viewId: string, filter: ArticleFilter) => void;
  readonly change: (part: Partial<ArticleFilter>) => void;
  readonly setCursor: (cursorKey: string | null) => void;
  readonly inspect: (inspecting: boolean) => void;
  readonly setLanguages: (languages: ShownLanguages) => void;
}

export const useKnowledgeStore = create<KnowledgeState>((set) => ({
  viewId: "all",
  filter: noFilter,
  cursorKey: null,
  inspecting: true,
  languages: null,
  openView: (viewId, filter) => set({ viewId, filter }),
  change: (part) => set((state) => ({ filter: { ...state.filter, ...part } })),
  setCursor: (cursorKey) => set({ cursorKey }),
  inspect: (inspecting) => set({ inspecting }),
  setLanguages: (languages) => set({ languages }),
}));
