import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { catalogues } from "../../shared/i18n/catalogues.ts";

/** A key as a source file binds it, with where its words are. */
export interface BoundKey {
  /** Below `renderer`. */
  readonly file: string;
  readonly keys: string;
  readonly namespace: string;
  readonly label: string;
}

const renderer = resolve(import.meta.dirname, "../../renderer");
const bound = /keys: "([^"]+)",\s*label: (\w+)\(\s*"([^"]+)"/g;

/** Every key that is spelled out in the window's code; those that are counted (the tabs 1 to 9) have no text of their own there. */
export function boundKeys(): readonly BoundKey[] {
  return globSync("**/*.{ts,tsx}", { cwd: renderer })
    .filter((file) => !file.includes(".test."))
    .toSorted()
    .flatMap((file) => {
      const source = readFileSync(join(renderer, file), "utf8");
      const namespaces = new Map([...source.matchAll(/const (\w+) = useText\("(\w+)"\)/g)].map(([, name, of]) => [name, of]));
      // The notices share one hook for their words.
      if (source.includes("useWords()")) namespaces.set("t", "notices");
      return [...source.matchAll(bound)].map(([, keys = "", name = "", label = ""]) => ({
        file,
        keys,
        namespace: namespaces.get(name) ?? "",
        label,
      }));
    });
}

/** The words of a key in a language; null = it has none. A text that counts is given as for one. */
export function wordsOf({ namespace, label }: BoundKey, language: "en" | "zh-CN"): string | null {
  const texts = (catalogues[language] as Readonly<Record<string, Readonly<Record<string, string>>>>)[namespace];
  return texts?.[label] ?? texts?.[`${label}#other`] ?? null;
}

/** The table of docs/console.md: the keys that work everywhere, and in every list. */
export function keyTable(): string {
  const rows = boundKeys()
    .filter(({ file }) => file === "app/use-frame-keys.ts" || file === "ui/table/virtual-table.tsx")
    .map((key) => `| \`${key.keys}\` | ${wordsOf(key, "en") ?? ""} | ${wordsOf(key, "zh-CN") ?? ""} |`);
  return ["| key | does | 作用 |", "|---|---|---|", ...rows].join("\n");
}
