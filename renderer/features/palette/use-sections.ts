import { useQuery } from "../../data/hooks.ts";
import type { SearchItem } from "../../data/queries/search.ts";
import { useRomanize } from "../../data/search/use-romanize.ts";
import type { Navigation } from "../../ui/navigation.ts";
import { periodText } from "../../ui/review/period-text.ts";
import { useLanguage, useText } from "../../ui/text.ts";
import { matchingEntries, type PaletteSection, paletteSections } from "./palette-entries.ts";
import { usePaletteStore } from "./palette-store.ts";
import { useCommands } from "./use-commands.ts";
import { useHistoryEntries } from "./use-history-entries.ts";
import { useItemActions } from "./use-item-actions.ts";

/** What the palette lists: everything, what can be done with one record, or what can be taken back. */
export type Shown = { readonly list: "everything" | "history" } | { readonly list: "actions"; readonly item: SearchItem };

interface Asked {
  readonly shown: Shown;
  readonly text: string;
  readonly onGo: Navigation["navigate"];
  readonly onUndo: (id: number) => void;
  readonly onRedo: (id: number) => void;
}

const resultLimit = 24;

/** What the palette lists for what was typed. */
export function useSections({ shown, text, onGo, onUndo, onRedo }: Asked): readonly PaletteSection[] {
  const reviews = useText("reviews");
  const language = useLanguage();
  const commands = useCommands(onGo);
  const recent = usePaletteStore((state) => state.recent);
  const romanize = useRomanize(text !== "");
  const actionsOf = useItemActions(onGo);
  const history = useHistoryEntries(onGo, onUndo, onRedo);
  const asked = shown.list === "everything" ? text : "";
  const found = useQuery("search", { text: asked, limit: resultLimit, language: language === "zh-CN" ? "zh" : "en" }).data ?? [];
  const open = (item: SearchItem): void => {
    if (item.type === "article") onGo({ screen: "article", articleKey: item.id });
    else if (item.type === "review") onGo({ screen: "review", reviewId: item.id });
    else if (item.type === "incident") onGo({ screen: "incident", incidentId: item.id });
    else if (item.accountId !== null)
      onGo({ screen: "account", accountId: item.accountId, tab: item.type === "contact" ? "contacts" : "overview" });
  };
  switch (shown.list) {
    case "everything": {
      const named = found.map((item) => (item.type === "review" ? { ...item, subtitle: periodText(item.subtitle, reviews) } : item));
      return paletteSections({ text, commands, found: named, recent, romanize }, open);
    }
    case "actions":
      return section("actions", matchingEntries(actionsOf(shown.item), text, romanize));
    case "history":
      return section("history", matchingEntries(history, text, romanize));
  }
}

function section(id: PaletteSection["id"], entries: PaletteSection["entries"]): readonly PaletteSection[] {
  return entries.length === 0 ? [] : [{ id, entries }];
}
