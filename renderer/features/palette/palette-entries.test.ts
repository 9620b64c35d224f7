import { expect, it } from "vitest";
import type { SearchItem } from "../../data/queries/search.ts";
import { paletteSections } from "./palette-entries.ts";

const nothing = (): void => undefined;
const commands = [
  { id: "today", label: "Go to Today", keys: "g t", run: nothing },
  { id: "dark", label: "Dark theme", run: nothing },
];
const kopi: SearchItem = { type: "account", id: "a1", accountId: "a1", title: "Kopi Live", subtitle: "KOPI" };
const slow: SearchItem = { type: "incident", id: "i1", accountId: "a1", title: "Slow joins", subtitle: "INC-7 · Kopi Live" };

const article: SearchItem = { type: "article", id: "slow-joins", accountId: null, title: "Slow joins: a shard", subtitle: "join" };

function outline(text: string, found: readonly SearchItem[]): unknown {
  return paletteSections(text, commands, found, nothing).map((section) => [section.id, section.entries.map((entry) => entry.id)]);
}

it("offers every command while nothing is typed", () => {
  expect(outline("", [])).toEqual([["commands", ["command:today", "command:dark"]]]);
});

it("puts records before commands, by kind, and keeps commands that have every word", () => {
  expect(outline("THEME dark", [article, slow, kopi])).toEqual([
    ["accounts", ["account:a1"]],
    ["incidents", ["incident:i1"]],
    ["articles", ["article:slow-joins"]],
    ["commands", ["command:dark"]],
  ]);
});

it("offers nothing when nothing matches", () => {
  expect(outline("zzz", [])).toEqual([]);
});
