import { expect, it } from "vitest";
import { loadRomanize } from "../../../shared/domain/search/romanize.ts";
import type { SearchItem } from "../../data/queries/search.ts";
import { matchingEntries, type PaletteCommand, type PaletteOffer, paletteSections, withTaken } from "./palette-entries.ts";

const nothing = (): void => undefined;
const commands: readonly PaletteCommand[] = [
  { id: "today", label: "Go to Today", keys: "g t", run: nothing },
  { id: "dark", label: "Dark theme", run: nothing },
  { id: "key:c", label: "Write a notice", keys: "c", ofScreen: true, run: nothing },
];
const kopi: SearchItem = { type: "account", id: "a1", accountId: "a1", title: "Kopi Live", subtitle: "KOPI" };
const slow: SearchItem = { type: "incident", id: "i1", accountId: "a1", title: "Slow joins", subtitle: "INC-7 · Kopi Live" };
const article: SearchItem = { type: "article", id: "slow-joins", accountId: null, title: "Slow joins: a shard", subtitle: "join" };

function outline(offer: Partial<PaletteOffer>): unknown {
  return paletteSections({ text: "", commands, found: [], recent: [], romanize: null, ...offer }, nothing).map((section) => [
    section.id,
    section.entries.map((entry) => entry.id),
  ]);
}

it("offers every command while nothing is typed, those of the screen first", () => {
  expect(outline({})).toEqual([
    ["screen", ["command:key:c"]],
    ["commands", ["command:today", "command:dark"]],
  ]);
});

it("begins with what was taken last, and offers it once", () => {
  const recent = withTaken(withTaken(withTaken([], { command: "dark" }), { item: kopi }), { command: "dark" });
  expect(outline({ recent: [...recent, { command: "of another screen" }] })).toEqual([
    ["recent", ["command:dark", "account:a1"]],
    ["screen", ["command:key:c"]],
    ["commands", ["command:today"]],
  ]);
  expect(outline({ recent, text: "to" })).toEqual([["commands", ["command:today"]]]);
});

it("puts records before commands, by kind, and keeps commands that have every word", () => {
  expect(outline({ text: "THEME dark", found: [article, slow, kopi] })).toEqual([
    ["accounts", ["account:a1"]],
    ["incidents", ["incident:i1"]],
    ["articles", ["article:slow-joins"]],
    ["commands", ["command:dark"]],
  ]);
});

it("finds a command by the first letters of its pinyin and by its key", async () => {
  const chinese: readonly PaletteCommand[] = [{ id: "today", label: "前往今日", keys: "g t", run: nothing }];
  const romanize = await loadRomanize();
  for (const text of ["qwjr", "jinri", "g t"]) {
    expect(outline({ text, commands: chinese, romanize })).toEqual([["commands", ["command:today"]]]);
  }
  expect(matchingEntries([{ id: "1", title: "写备注", detail: "", run: nothing }], "xbz", romanize)).toHaveLength(1);
});

it("offers nothing when nothing matches", () => {
  expect(outline({ text: "zzz" })).toEqual([]);
});
