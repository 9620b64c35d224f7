import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { type BoundKey, boundKeys, keyTable, wordsOf } from "../support/bound-keys.ts";

const all = boundKeys();
const frame = all.filter(({ file }) => file === "app/use-frame-keys.ts");

it("every key says in both languages what it does", () => {
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter((key) => wordsOf(key, "en") === null || wordsOf(key, "zh-CN") === null)).toEqual([]);
});

it("no screen takes a key that works everywhere, nor the first of two", () => {
  const everywhere = new Set(frame.map(({ keys }) => keys));
  const first = new Set(frame.flatMap(({ keys }) => (keys.includes(" ") ? [keys.split(" ")[0]] : [])));
  expect(frame.length).toBe(everywhere.size);
  expect(all.filter(({ file, keys }) => !file.startsWith("app/") && (everywhere.has(keys) || first.has(keys)))).toEqual([]);
});

it("no key does two things in one place", () => {
  const twice = [...Map.groupBy(all, ({ file, keys }) => `${file} ${keys}`).values()].filter(
    (same: readonly BoundKey[]) => new Set(same.map(({ namespace, label }) => `${namespace} ${label}`)).size > 1,
  );
  expect(twice).toEqual([]);
});

it("what docs/console.md says of keys is so", () => {
  const text = readFileSync(resolve(import.meta.dirname, "../../docs/console.md"), "utf8");
  const lines = (table: string): readonly string[] =>
    table
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) => line.replaceAll(/ +/g, " "));
  const told = lines(text.split("## Keys\n")[1] ?? "");
  expect(told.length).toBeGreaterThan(20);
  expect(lines(keyTable())).toEqual(expect.arrayContaining([...told]));
});
