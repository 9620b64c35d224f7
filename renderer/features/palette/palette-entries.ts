import type { SearchItem } from "../../data/queries/search.ts";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { matches, matchRank, searchKey, searchQuery } from "../../../shared/domain/search/search-key.ts";

export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  /** Commands of the screen that is shown come before those that are everywhere. */
  readonly ofScreen?: boolean;
  readonly run: () => void;
}

export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly keys?: string;
  /** The record that it opens, where more can be done with it. */
  readonly item?: SearchItem;
  readonly run: () => void;
}

export interface PaletteSection {
  readonly id: "recent" | "screen" | "commands" | "accounts" | "contacts" | "incidents" | "articles" | "reviews" | "actions" | "history";
  readonly entries: readonly PaletteEntry[];
}

/** What was taken from the palette before, newest first: a command by its id, or a record. */
export type RecentTaken = { readonly command: string } | { readonly item: SearchItem };

export interface PaletteOffer {
  readonly text: string;
  readonly commands: readonly PaletteCommand[];
  readonly found: readonly SearchItem[];
  readonly recent: readonly RecentTaken[];
  /** null = the dictionary is not here yet: commands are found by their letters alone. */
  readonly romanize: Romanize | null;
}

const sectionOf = { account: "accounts", contact: "contacts", incident: "incidents", article: "articles", review: "reviews" } as const;

/**
 * What the palette offers for a text. Nothing typed: what was taken before, then every command, those of the screen first. Typed: records in the order of
 * the search, by kind, then the commands whose label, key or pinyin has every word of the text, the best match first.
 */
export function paletteSections(
  { text, commands, found, recent, romanize }: PaletteOffer,
  open: (item: SearchItem) => void,
): readonly PaletteSection[] {
  const query = searchQuery(text);
  const sections: PaletteSection[] = [];
  const taken = query.terms.length > 0 ? [] : recentEntries(recent, commands, open);
  add(sections, "recent", taken);
  const known = new Set(taken.map(({ id }) => id));
  for (const type of ["account", "contact", "incident", "article", "review"] as const) {
    add(
      sections,
      sectionOf[type],
      found.filter((item) => item.type === type).map((item) => recordEntry(item, open)),
    );
  }
  const ranked = commands
    .map((command) => ({ command, rank: commandRank(command, query, romanize) }))
    .filter(({ command, rank }) => rank !== null && !known.has(`command:${command.id}`))
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ command }) => command);
  add(sections, "screen", ranked.filter(({ ofScreen }) => ofScreen === true).map(commandEntry));
  add(sections, "commands", ranked.filter(({ ofScreen }) => ofScreen !== true).map(commandEntry));
  return sections;
}

/** Entries whose words match, for the lists of one thing: its actions, the history. */
export function matchingEntries(entries: readonly PaletteEntry[], text: string, romanize: Romanize | null): readonly PaletteEntry[] {
  const query = searchQuery(text);
  return entries.filter(({ title, detail }) => matches(searchKey(`${title}\n${detail}`, romanize), query));
}

function add(sections: PaletteSection[], id: PaletteSection["id"], entries: readonly PaletteEntry[]): void {
  if (entries.length > 0) sections.push({ id, entries });
}

function commandRank({ label, keys }: PaletteCommand, query: ReturnType<typeof searchQuery>, romanize: Romanize | null): number | null {
  return matchRank(searchKey(keys === undefined ? label : `${label}\n${keys}`, romanize), query);
}

function commandEntry({ id, label, keys, run }: PaletteCommand): PaletteEntry {
  return { id: `command:${id}`, title: label, detail: "", ...(keys === undefined ? {} : { keys }), run };
}

function recordEntry(item: SearchItem, open: (item: SearchItem) => void): PaletteEntry {
  return { id: `${item.type}:${item.id}`, title: item.title, detail: item.subtitle, item, run: () => open(item) };
}

/** A command that the screen of now does not have is left out. */
function recentEntries(
  recent: readonly RecentTaken[],
  commands: readonly PaletteCommand[],
  open: (item: SearchItem) => void,
): readonly PaletteEntry[] {
  return recent.flatMap((one) => {
    if ("item" in one) return [recordEntry(one.item, open)];
    const command = commands.find(({ id }) => id === one.command);
    return command === undefined ? [] : [commandEntry(command)];
  });
}

const recentLength = 8;

/** `taken` in front, once. */
export function withTaken(recent: readonly RecentTaken[], taken: RecentTaken): readonly RecentTaken[] {
  const key = (one: RecentTaken): string => ("item" in one ? `${one.item.type}:${one.item.id}` : one.command);
  return [taken, ...recent.filter((one) => key(one) !== key(taken))].slice(0, recentLength);
}
