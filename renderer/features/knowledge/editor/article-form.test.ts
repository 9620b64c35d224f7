import { describe, expect, it } from "vitest";
import { formOfArticle, newArticleKey, readForm, wordsOf } from "./article-form.ts";

const empty = formOfArticle(null);
const typed = { ...empty, en: { ...empty.en, title: " Echo on one model ", solution: "1. Push parameters" } };

describe("an article as it is typed", () => {
  it("becomes what a version says; a language without a title is not written", () => {
    const form = { ...typed, regions: "cn-east，AP-South", tags: "回声、echo, echo", sdkRange: " >=4.6.0 ", component: " " };
    expect(readForm(form, "published", ["inc_1"])).toEqual({
      ok: true,
      fields: {
        state: "published",
        zh: null,
        en: { title: "Echo on one model", symptom: "", investigation: "", solution: "1. Push parameters", cautions: "" },
        component: null,
        regions: ["cn-east", "ap-south"],
        carriers: [],
        platforms: [],
        sdkRange: ">=4.6.0",
        tags: ["回声", "echo"],
        incidentIds: ["inc_1"],
        note: "",
      },
    });
  });

  it.each([
    [empty, { title: "editor.wrong.title" }],
    [{ ...typed, zh: { ...empty.zh, symptom: "无标题" } }, { title: "editor.wrong.title" }],
    [{ ...typed, sdkRange: "^4.6" }, { sdkRange: "editor.wrong.sdk" }],
    [{ ...typed, regions: "华东" }, { regions: "editor.wrong.regions" }],
    [{ ...typed, note: "x".repeat(2001) }, { form: "editor.wrong" }],
  ])("says what is wrong", (form, faults) => {
    expect(readForm(form, "draft", [])).toEqual({ ok: false, faults });
  });

  it("is read whole for customers' names", () => {
    expect(wordsOf({ ...typed, note: "seen at Kopi" })).toContain("Kopi");
  });

  it("gets a key that nobody has", () => {
    expect(newArticleKey(typed, new Set(["echo-on-one-model", "echo-on-one-model-2"]), "abc")).toBe("echo-on-one-model-3");
    expect(newArticleKey({ ...empty, zh: { ...empty.zh, title: "回声" } }, new Set(), "abc")).toBe("article-abc");
  });
});
