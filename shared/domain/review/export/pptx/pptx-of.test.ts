import { describe, expect, it } from "vitest";
import { packageParts, paragraphsOf, unescaped } from "../../../../../test/support/review/package-text.ts";
import { sampleDocument } from "../../../../../test/support/review/sample-document.ts";
import { schemaFaults } from "../../../../../test/support/review/schema-faults.ts";
import type { ReviewDocument } from "../../compose/review-document.ts";
import { layoutReview } from "../../layout/layout-review.ts";
import { pptxOf } from "./pptx-of.ts";

const written = async (document: ReviewDocument) => packageParts(await pptxOf(document, layoutReview(document), null));

function slidesOf(parts: ReadonlyMap<string, string>): readonly string[] {
  const count = [...parts.keys()].filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path)).length;
  return Array.from({ length: count }, (_, index) => parts.get(`ppt/slides/slide${index + 1}.xml`) ?? "");
}

function titleOf(slide: string): string {
  const shape = [...slide.matchAll(/<p:sp>.*?<\/p:sp>/gs)].find(([xml]) => /<p:ph type="(?:title|ctrTitle)"/.test(xml))?.[0] ?? "";
  return paragraphsOf(shape, "a:p", "a:t").join("\n");
}

describe.each(["zh-CN", "en"] as const)("a review for PowerPoint in %s", (locale) => {
  it("has no fault of the schema", async () => {
    const document = sampleDocument(locale);
    expect(await schemaFaults(await pptxOf(document, layoutReview(document), null))).toEqual([]);
  }, 120_000);

  it("is the same bytes for the same review", async () => {
    const document = sampleDocument(locale);
    const first = await pptxOf(document, layoutReview(document), null);
    expect(Buffer.compare(await pptxOf(document, layoutReview(document), null), first)).toBe(0);
  });

  it("says every text of every slide, the title in its placeholder and different on every slide", async () => {
    const document = sampleDocument(locale);
    const slides = layoutReview(document);
    const xml = slidesOf(await written(document));
    expect(xml.length).toBe(slides.length);
    const titles = slides.map((slide) =>
      slide.boxes
        .flatMap((box) => (box.role === "title" ? box.runs : []))
        .map(({ text }) => text)
        .join(""),
    );
    expect(xml.map(titleOf)).toEqual(titles);
    expect(new Set(xml.map(titleOf)).size).toBe(xml.length);
    for (const [index, slide] of slides.entries()) {
      const said = paragraphsOf(xml[index] ?? "", "a:p", "a:t").join("\n");
      for (const box of slide.boxes) {
        if (box.role === "text") for (const { runs } of box.paragraphs) expect(said).toContain(runs.map(({ text }) => text).join(""));
        if (box.role === "figure") expect(said).toContain(box.value.text);
        if (box.role === "table")
          for (const { cells } of box.rows) for (const { runs } of cells) expect(said).toContain(runs.map(({ text }) => text).join(""));
      }
    }
  });

  it("has the speaker's notes on every slide", async () => {
    const document = sampleDocument(locale);
    const parts = await written(document);
    for (const [index, slide] of layoutReview(document).entries()) {
      const notes = paragraphsOf(parts.get(`ppt/notesSlides/notesSlide${index + 1}.xml`) ?? "", "a:p", "a:t").filter((line) => line !== "");
      expect(notes).toEqual(slide.notes.map(({ runs }) => runs.map(({ text }) => text).join("")));
      expect(notes.length).toBeGreaterThan(0);
    }
  });

  it("describes every chart and table to who cannot see them, and writes nothing smaller than 10 pt", async () => {
    const parts = await written(sampleDocument(locale));
    for (const slide of slidesOf(parts)) {
      for (const [frame, alt = ""] of slide.matchAll(/<p:nvGraphicFramePr><p:cNvPr id="\d+" name="[^"]*" descr="([^"]*)"/g))
        expect({ frame, empty: alt === "" }).toEqual({ frame, empty: false });
    }
    const sizes = [...parts].flatMap(([path, xml]) =>
      path.startsWith("ppt/") && path.endsWith(".xml") ? [...xml.matchAll(/ sz="(\d+)"/g)].map(([, size]) => Number(size)) : [],
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1000);
  });

  it("has the language of each text and a font for Chinese in its theme", async () => {
    const parts = await written(sampleDocument(locale));
    expect(parts.get("ppt/theme/theme1.xml")).toContain('<a:latin typeface="Inter"');
    expect(parts.get("ppt/theme/theme1.xml")).toContain('<a:ea typeface="Microsoft YaHei"');
    for (const slide of slidesOf(parts)) {
      for (const [, lang, text = ""] of slide.matchAll(/<a:rPr lang="([^"]*)"[^>]*>.*?<a:t>([^<]*)<\/a:t>/gs))
        if (/\p{Script=Han}/u.test(text)) expect({ text, lang }).toEqual({ text, lang: "zh-CN" });
    }
  });
});

describe("a review for PowerPoint", () => {
  it("draws charts that can be edited: exact values in chart and workbook, gaps as gaps, the unit over the categories", async () => {
    const document = sampleDocument("en");
    const parts = await written(document);
    const charts = layoutReview(document).flatMap((slide) => slide.boxes.flatMap((box) => (box.role === "chart" ? [box.chart] : [])));
    expect(charts.length).toBeGreaterThan(2);
    for (const [index, chart] of charts.entries()) {
      const xml = parts.get(`ppt/charts/chart${index + 1}.xml`) ?? "";
      const cached = [...xml.matchAll(/<c:numCache>.*?<\/c:numCache>/gs)].map(([cache]) =>
        [...cache.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)<\/c:v>/g)].map(([, at, value]) => [Number(at), Number(value)]),
      );
      const known = chart.series.map(({ values }) => values.flatMap((value, at) => (value === null ? [] : [[at, value]])));
      expect(cached.toSorted()).toEqual(known.toSorted());
      expect(xml).toContain('<c:dispBlanksAs val="gap"/>');
      const sheet = parts.get(`ppt/embeddings/Microsoft_Excel_Sheet${index + 1}.xlsx!xl/worksheets/sheet1.xml`) ?? "";
      const numbers = [...sheet.matchAll(/<v>([^<]*)<\/v>/g)].map(([, value]) => Number(value));
      const rows = chart.categories.flatMap((_, at) => chart.series.flatMap(({ values }) => values[at] ?? []));
      expect(numbers).toEqual(rows);
      expect([...sheet.matchAll(/<t [^>]*>([^<]*)<\/t>/g)].map(([, text = ""]) => unescaped(text))).toEqual([
        chart.unitLabel,
        ...chart.series.map(({ name }) => name),
        ...chart.categories,
      ]);
    }
  });

  it("survives what no file of Office can hold: control characters and halves of characters; formulas are texts", async () => {
    const document = sampleDocument("en", { accountName: "=1+1\u0000\u0007\uD800 <&>\"' \uFFFF", author: "@cmd|' /C calc'!A0\u000B" });
    const bytes = await pptxOf(document, layoutReview(document), null);
    expect(await schemaFaults(bytes)).toEqual([]);
    expect(paragraphsOf(slidesOf(packageParts(bytes))[0] ?? "", "a:p", "a:t")).toContain("=1+1 <&>\"' ");
  }, 120_000);

  it("keeps names of 300 characters, in both languages, on slides without faults", async () => {
    for (const locale of ["en", "zh-CN"] as const) {
      const name = (locale === "en" ? "Averyveryverylongname " : "很长很长的名字").repeat(60).slice(0, 300);
      const document = sampleDocument(locale, { accountName: name, title: name });
      expect(await schemaFaults(await pptxOf(document, layoutReview(document), null))).toEqual([]);
    }
  }, 120_000);
});
