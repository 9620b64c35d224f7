import { expect, it } from "vitest";
import type { Namespace } from "./catalogues.ts";
import { catalogues } from "./catalogues.ts";

const namespaces = Object.keys(catalogues.en) as readonly Namespace[];

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? "").toSorted();
}

function texts(namespace: Namespace): readonly (readonly [key: string, english: string, chinese: string | undefined])[] {
  return Object.entries(catalogues.en[namespace])
    .filter(([key]) => !key.endsWith("#one"))
    .map(([key, english]) => [key, english, catalogues["zh-CN"][namespace][key]]);
}

it.each(namespaces)("%s says the same in both languages: every key, every placeholder", (namespace) => {
  for (const [key, english, chinese] of texts(namespace)) {
    expect(chinese, `${namespace} ${key}`).toBeTypeOf("string");
    // `count` may be silent in one language: Chinese has one form for all numbers.
    const needed = (text: string): readonly string[] => placeholders(text).filter((name) => name !== "count");
    expect(needed(chinese ?? ""), `${namespace} ${key}`).toEqual(needed(english));
  }
  const known = new Set(texts(namespace).map(([key]) => key));
  expect(Object.keys(catalogues["zh-CN"][namespace]).filter((key) => !known.has(key))).toEqual([]);
});

it("gives every English plural both of its forms", () => {
  const lonely = namespaces.flatMap((namespace) =>
    Object.keys(catalogues.en[namespace]).filter(
      (key) => key.endsWith("#one") && !Object.hasOwn(catalogues.en[namespace], key.replace("#one", "#other")),
    ),
  );
  expect(lonely).toEqual([]);
});

it("sets Chinese as Chinese is set: full-width punctuation after Han, a space between Han and Latin or digits", () => {
  const wrong = namespaces.flatMap((namespace) =>
    Object.entries(catalogues["zh-CN"][namespace])
      .filter(([, text]) =>
        /\p{Script=Han}[,;:!?]|\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}|[“”]/u.test(text.replaceAll(/\{\{[^}]*\}\}/g, "·")),
      )
      .map(([key, text]) => `${namespace} ${key}: ${text}`),
  );
  expect(wrong).toEqual([]);
});
