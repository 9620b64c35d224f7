import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handMadeReview } from "../../../../../test/support/review/hand-made-review.ts";
import { packageParts, paragraphsOf } from "../../../../../test/support/review/package-text.ts";
import { schemaFaults } from "../../../../../test/support/review/schema-faults.ts";
import type { ReviewDocument } from "../../compose/review-document.ts";
import { docxOf } from "./docx-of.ts";

const part = async (document: ReviewDocument, path: string): Promise<string> => packageParts(await docxOf(document)).get(path) ?? "";

describe.each(["zh-CN", "en"] as const)("a review for Word in %s", (locale) => {
  it("has no fault of the schema", async () => {
    expect(await schemaFaults(await docxOf(handMadeReview(locale)))).toEqual([]);
  }, 60_000);

  it("is the same bytes for the same review, however many were made before", async () => {
    const first = await docxOf(handMadeReview(locale));
    await docxOf(handMadeReview(locale === "en" ? "zh-CN" : "en"));
    expect(Buffer.compare(await docxOf(handMadeReview(locale)), first)).toBe(0);
  }, 60_000);

  it("names its sections and says their conclusions as headings, in order, and its contents have them before anybody updates a field", async () => {
    const review = handMadeReview(locale);
    const xml = await part(review, "word/document.xml");
    const styled = (style: string): readonly string[] =>
      [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].filter(([p]) => p.includes(`w:val="${style}"`)).flatMap(([p]) => paragraphsOf(p));
    const rest = review.sections.slice(1);
    expect(styled("Heading1")).toEqual(rest.map(({ number, name }) => `${number}  ${name}`));
    expect(styled("Heading2")).toEqual(rest.map(({ title }) => title.map(({ text }) => text).join("")));
    const contents = [...styled("TOC1"), ...styled("TOC2")].map((line) => line.replace(/\d+$/, "").trim());
    expect(contents.toSorted()).toEqual(
      [...styled("Heading1"), ...styled("Heading2")].map((line) => line.replace(/\d+$/, "").trim()).toSorted(),
    );
  }, 60_000);

  it("has what only the speaker says nowhere in the file", async () => {
    const everything = [...packageParts(await docxOf(handMadeReview(locale))).values()].join("\n");
    expect(everything).not.toContain(locale === "en" ? "Only for the speaker" : "只说给讲的人听");
  }, 60_000);
});

describe("a review for Word", () => {
  it("draws charts that Word can edit: exact values, gaps as gaps, a description, a workbook behind", async () => {
    const parts = packageParts(await docxOf(handMadeReview("en")));
    const chart = parts.get("word/charts/chart1.xml") ?? "";
    expect([...chart.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, value]) => value).filter((value) => value?.startsWith("0.0"))).toEqual([
      "0.017",
      "0.039",
      "0.013",
      "0.0125",
      "0.012",
      "0.02",
      "0.02",
      "0.02",
    ]);
    expect([...parts.keys()].filter((path) => path.endsWith("!xl/workbook.xml"))).toHaveLength(3);
    expect(parts.get("word/document.xml")).toContain('descr="Line chart: South China rises from 1.7% to 3.9%."');
  }, 60_000);

  it("repeats the heads of tables and breaks no row", async () => {
    const xml = await part(handMadeReview("en"), "word/document.xml");
    const rows = [...xml.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) => row);
    expect(rows.every((row) => row.includes("<w:cantSplit/>"))).toBe(true);
    expect(rows.filter((row) => row.includes("<w:tblHeader/>"))).toHaveLength(1);
  }, 60_000);

  it("says snapshot and page at the foot of every page but the cover's, and who it is for at the head", async () => {
    const parts = packageParts(await docxOf(handMadeReview("en")));
    const feet = [...parts].filter(([path]) => /word\/footer\d+\.xml/.test(path)).map(([, xml]) => xml);
    expect(feet.filter((xml) => xml.includes("NUMPAGES") && xml.includes("S-7F2C0A11 · data as of"))).toHaveLength(2);
    expect([...parts].filter(([path, xml]) => /word\/header\d+\.xml/.test(path) && xml.includes("Xingyu Live"))).toHaveLength(2);
  }, 60_000);

  it("is readable XML whatever people wrote", async () => {
    const base = handMadeReview("en");
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 30 }), fc.string({ unit: "grapheme", maxLength: 30 }), async (wild, name) => {
        const [cover, summary] = base.sections;
        if (cover === undefined || summary === undefined) throw new Error("sections");
        const document: ReviewDocument = {
          ...base,
          accountName: wild,
          title: wild,
          author: wild,
          footer: wild,
          sections: [
            cover,
            { ...summary, name: wild, title: [{ text: `${name}${wild}`, key: null, bold: true, italic: false }], blocks: [] },
          ],
        };
        for (const [path, xml] of packageParts(await docxOf(document))) {
          expect(xml, path).not.toMatch(/[^\P{Cc}\t\n\r]|\p{Cs}|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/u);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
