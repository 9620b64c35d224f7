import { describe, expect, it } from "vitest";
import { articleDiff } from "./article-diff.ts";
import { articleStandings, nextVersion } from "./article-standing.ts";
import type { Article } from "./article.ts";
import { customerNamesIn } from "./customer-names.ts";
import { readSdkRange, versionsIn } from "./sdk-range.ts";

function version(number: number, fields: Partial<Article> = {}): Article {
  return {
    id: `art_a_${number}`,
    key: "a",
    version: number,
    state: "published",
    zh: null,
    en: { title: "Echo", symptom: "Echo on one model", investigation: "", solution: "Push parameters", cautions: "" },
    component: null,
    regions: [],
    carriers: [],
    platforms: [],
    sdkRange: "",
    tags: [],
    incidentIds: [],
    authorId: "usr_a",
    at: `2026-10-0${number}T00:00:00.000Z`,
    note: "",
    ...fields,
  };
}

describe("the versions of an article", () => {
  it("are read newest first; a draft waits beside what is in force", () => {
    const [first, second, draft] = [version(1), version(2), version(3, { state: "draft" })];
    const standing = articleStandings([second, draft, first]).get("a");
    expect(standing).toEqual({ key: "a", inForce: second, draft, versions: [draft, second, first] });
    expect(standing === undefined ? 0 : nextVersion(standing)).toBe(4);
  });

  it("have one winner when two laptops wrote the same number", () => {
    const one = version(2, { id: "art_x", at: "2026-10-05T00:00:00.000Z" });
    const other = version(2, { id: "art_y", at: "2026-10-06T00:00:00.000Z" });
    expect(articleStandings([one, other]).get("a")?.inForce).toBe(other);
    expect(articleStandings([other, one]).get("a")?.inForce).toBe(other);
  });

  it("forget a draft when something newer is in force, and say when one is retired", () => {
    const retired = version(3, { state: "retired" });
    expect(articleStandings([version(2, { state: "draft" }), retired]).get("a")).toMatchObject({ inForce: retired, draft: null });
  });
});

describe("what a version changed", () => {
  it("is told by section and word, and by fact", () => {
    const before = version(1);
    const after = version(2, {
      en: { title: "Echo", symptom: "Echo on one model", investigation: "", solution: "Push new parameters", cautions: "Battery" },
      regions: ["cn-east"],
    });
    expect(articleDiff(before, after)).toEqual({
      sections: [
        {
          language: "en",
          section: "solution",
          parts: [
            { type: "same", text: "Push " },
            { type: "added", text: "new " },
            { type: "same", text: "parameters" },
          ],
        },
        { language: "en", section: "cautions", parts: [{ type: "added", text: "Battery" }] },
      ],
      facts: [{ field: "regions", before: [], after: ["cn-east"] }],
    });
  });

  it("puts its parts together to both texts", () => {
    const after = version(2, {
      zh: { title: "回声", symptom: "外放时对方听到自己", investigation: "", solution: "", cautions: "" },
      en: null,
    });
    for (const { language, section, parts } of articleDiff(version(1), after).sections) {
      const textOf = (without: string): string =>
        parts
          .filter(({ type }) => type !== without)
          .map(({ text }) => text)
          .join("");
      expect([textOf("added"), textOf("removed")]).toEqual([version(1)[language]?.[section] ?? "", after[language]?.[section] ?? ""]);
    }
  });
});

describe("a range of SDK versions", () => {
  it.each([
    [">=4.6.0 <4.8.2", "4.7.6", true],
    [">=4.6.0 <4.8.2", "4.8.2", false],
    [">= 4.6 < 4.8", "4.7.99.1", true],
    ["4.9.0 || >=4.10", "4.9.0", true],
    ["4.9.0 || >=4.10", "4.9.1", false],
    ["", "1.0", true],
  ])("%s and %s: %s", (range, one, expected) => {
    expect(readSdkRange(range)?.(one)).toBe(expected);
  });

  it("that cannot be read is none", () => {
    expect([readSdkRange("^4.6"), readSdkRange("newer"), readSdkRange(">=4.6 ||")]).toEqual([null, null, null]);
  });

  it("is looked for in texts among numbers that are none", () => {
    expect(versionsIn("since 4.9.0, not 4.8.1; 10.0.0.1 and 3.5 and 4.9.0")).toEqual(["4.9.0", "4.8.1"]);
  });
});

describe("a customer's name in a text that everybody reads", () => {
  const accounts = [
    { id: "a1", name: "星光直播", aliases: ["Starlight"], code: "STAR" },
    { id: "a2", name: "Go", aliases: [], code: "XG-1" },
  ];
  it.each([
    ["在星光直播上复现", ["星光直播"]],
    ["Seen at STARLIGHT again", ["Starlight"]],
    ["Starlights and star-studded", ["STAR"]],
    ["Starting to go", []],
    ["ticket ＸＧ－1", ["XG-1"]],
  ])("%s", (text, names) => {
    expect(customerNamesIn(text, accounts).map(({ name }) => name)).toEqual(names);
  });
});
