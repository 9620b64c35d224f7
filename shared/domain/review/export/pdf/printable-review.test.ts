import { describe, expect, it } from "vitest";
import { sampleDocument } from "../../../../../test/support/review/sample-document.ts";
import { printableReview } from "./printable-review.ts";

describe("printableReview", () => {
  it.each(["en", "zh-CN"] as const)("takes a composed review as it is (%s)", (locale) => {
    const document = sampleDocument(locale);
    expect(printableReview.parse(document)).toEqual(document);
  });

  it("refuses what is no review, and what is too long to be one", () => {
    const document = sampleDocument("en");
    const paragraph = { type: "text" as const, runs: [{ text: "x".repeat(20_000), key: null, bold: false, italic: false }] };
    const long = { type: "text" as const, paragraphs: Array.from({ length: 110 }, () => paragraph) };
    const section = document.sections[1];
    expect(printableReview.safeParse("<html>").success).toBe(false);
    expect(printableReview.safeParse({ ...document, sections: [] }).success).toBe(false);
    expect(printableReview.safeParse({ ...document, sections: [{ ...section, layout: "script" }] }).success).toBe(false);
    expect(printableReview.safeParse({ ...document, sections: [{ ...section, blocks: [long] }] }).success).toBe(false);
  });
});
