import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packageParts, paragraphsOf } from "../../../../../../test/support/review/package-text.ts";
import { sampleDocument } from "../../../../../../test/support/review/sample-document.ts";
import { schemaFaults } from "../../../../../../test/support/review/schema-faults.ts";
import type { ReviewChart } from "../../../compose/review-document.ts";
import type { Slide } from "../../../layout/slide.ts";
import { pptxOf } from "../pptx-of.ts";

const name = fc.string({ maxLength: 40, unit: "binary" });
const charts = fc
  .tuple(fc.constantFrom("line", "column", "stacked", "bar"), fc.integer({ min: 1, max: 60 }))
  .chain(([type, count]): fc.Arbitrary<ReviewChart> =>
    fc.record({
      type: fc.constant(type),
      title: fc.constant([]),
      unit: fc.constantFrom("share", "pcu", "ms", "ms_short", "count", "factor", "percent", "points", "user_hours"),
      unitLabel: name,
      categories: fc.array(name, { minLength: count, maxLength: count }),
      series: fc.array(
        fc.record({
          name,
          values: fc.array(fc.option(fc.double({ min: -1e9, max: 1e12, noNaN: true })), { minLength: count, maxLength: count }),
          keys: fc.constant([]),
          role: fc.constantFrom("main", "other", "target", "capacity", "before", "expected"),
        }),
        { minLength: 1, maxLength: 9 },
      ),
      marks: fc.array(
        fc.record({
          category: fc.integer({ min: 0, max: count - 1 }),
          label: name,
          kind: fc.constantFrom("incident", "holiday", "event", "gap"),
        }),
        { maxLength: 8 },
      ),
      alt: name,
    }),
  );

function slidesOf(all: readonly ReviewChart[]): readonly Slide[] {
  return all.map((chart, index) => ({
    sectionId: "cover",
    page: index + 1,
    continuation: index,
    layout: "title_content",
    notes: [],
    boxes: [{ role: "chart", x: 46, y: 100, width: 120 + (index % 8) * 90, height: 80 + (index % 5) * 70, chart, fontPt: 10 }],
  }));
}

describe("charts of a deck", () => {
  it("have no fault of the schema, whatever is drawn (24 charts)", async () => {
    const slides = slidesOf(fc.sample(charts, { numRuns: 24, seed: 2026 }));
    const deck = await pptxOf(sampleDocument("en"), slides, null);
    expect(await schemaFaults(deck)).toEqual([]);
    const xml = [...packageParts(deck)].filter(([path]) => /charts\/chart\d+\.xml$/.test(path)).map(([, text]) => text);
    expect(xml.length).toBeGreaterThan(20);
    for (const chart of xml) expect(chart).not.toMatch(/val="(?:NaN|-?Infinity|undefined)"|>(?:NaN|-?Infinity)</);
  }, 240_000);

  it("without a value are no charts: it is said that there is no data", async () => {
    const empty: ReviewChart = {
      type: "line",
      title: [],
      unit: "share",
      unitLabel: "%",
      categories: ["W1", "W2"],
      series: [{ name: "South", values: [null, null], keys: [null, null], role: "main" }],
      marks: [],
      alt: "",
    };
    const parts = packageParts(await pptxOf(sampleDocument("zh-CN"), slidesOf([empty]), null));
    expect(paragraphsOf(parts.get("ppt/slides/slide1.xml") ?? "", "a:p", "a:t")).toEqual(["无数据"]);
    expect([...parts.keys()].some((path) => path.startsWith("ppt/charts/"))).toBe(false);
  });
});
