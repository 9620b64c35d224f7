import type { SearchItem } from "../../data/queries/search.ts";

export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  readonly run: () => void;
}

export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly keys?: string;
  readonly run: () => void;
}

export interface PaletteSection {
  readonly id: "commands" | "accounts" | "contacts" | "incidents" | "articles" | "reviews";
  readonly entries: readonly PaletteEntry[];
}

const sectionOf = { account: "accounts", contact: "contacts", incident: "incidents", article: "articles", review: "reviews" } as const;

/**
 * What the palette offers for a text: records in the order of the search, by kind, then the commands whose label has every word of the
 * text. Nothing typed: all commands.
 */
export function paletteSections(
  text: string,
  commands: readonly PaletteCommand[],
  found: readonly SearchItem[],
  open: (item: SearchItem) => void,
): readonly PaletteSection[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = commands.filter((command) => words.every((word) => command.label.toLowerCase().includes(word)));
  const sections: PaletteSection[] = [];
  for (const type of ["account", "contact", "incident", "article", "review"] as const) {
    const entries = found
      .filter((item) => item.type === type)
      .map((item) => ({ id: `${type}:${item.id}`, title: item.title, detail: item.subtitle, run: () => open(item) }));
    if (entries.length > 0) sections.push({ id: sectionOf[type], entries });
  }
  const entries = matching.map(({ id, label, keys, run }) => ({
    id: `command:${id}`,
    title: label,
    detail: "",
    ...(keys === undefined ? {} : { keys }),
    run,
  }));
  if (entries.length > 0) sections.push({ id: "commands", entries });
  return sections;
}
