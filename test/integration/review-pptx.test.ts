import { describe, expect, it } from "vitest";
import { composeReview } from "../../shared/domain/review/compose/compose-review.ts";
import type { ReviewDocument } from "../../shared/domain/review/compose/review-document.ts";
import { brandedPptx } from "../../shared/domain/review/export/pptx/brand/branded-pptx.ts";
import { readBrandTemplate } from "../../shared/domain/review/export/pptx/brand/read-brand-template.ts";
import { pptxOf } from "../../shared/domain/review/export/pptx/pptx-of.ts";
import { layoutReview } from "../../shared/domain/review/layout/layout-review.ts";
import { demoSnapshot } from "../review/demo-snapshot.ts";
import { numbersOf, strangeNumbers } from "../review/reconcile.ts";
import { findLibreOffice, pagesOf } from "../support/libre-office.ts";
import { libreOfficeTemplate } from "../support/review/brand-templates.ts";
import { packageParts, paragraphsOf } from "../support/review/package-text.ts";
import { schemaFaults } from "../support/review/schema-faults.ts";

const patient = 300_000;
const office = findLibreOffice() !== null;
const locales = ["zh-CN", "en"] as const;
const snapshot = await demoSnapshot("XYXC");
// A customer of whom nothing is known but the name.
const nothing = {
  ...snapshot,
  previous: null,
  evidence: Object.fromEntries(
    Object.entries(snapshot.evidence).map(([id, table]) => [id, { ...table, rows: [] }]),
  ) as unknown as typeof snapshot.evidence,
};

function composed(locale: (typeof locales)[number], of = snapshot): ReviewDocument {
  return composeReview(of, { locale, audience: "customer", review: { kind: "quarterly", order: [], hidden: [] }, sections: [] });
}

const deckOf = (document: ReviewDocument) => pptxOf(document, layoutReview(document), null);

describe.each(locales)("a review of the demonstration company for PowerPoint in %s", (locale) => {
  it("has no fault of the schema, with evidence and without any", { timeout: patient }, async () => {
    expect(await schemaFaults(await deckOf(composed(locale)))).toEqual([]);
    expect(await schemaFaults(await deckOf(composed(locale, nothing)))).toEqual([]);
  });

  it("has no number that the review does not have: not on a slide, not in the notes, not in a chart or its workbook", async () => {
    const document = composed(locale);
    const slides = layoutReview(document);
    const parts = packageParts(await pptxOf(document, slides, null));
    const { values } = numbersOf(document);
    for (const [path, xml] of parts) {
      if (/^ppt\/(?:slides|notesSlides)\/[^/]+\.xml$/.test(path)) {
        const said = paragraphsOf(xml, "a:p", "a:t").join("\n");
        expect({ path, strange: strangeNumbers(said, document, slides.length) }).toEqual({ path, strange: [] });
      }
      const numbers = path.startsWith("ppt/charts/")
        ? [...xml.matchAll(/<c:numCache>.*?<\/c:numCache>/gs)].flatMap(([cache]) => [...cache.matchAll(/<c:v>([^<]*)</g)])
        : path.includes("sheet1.xml")
          ? [...xml.matchAll(/<v>([^<]*)</g)]
          : [];
      for (const [, number] of numbers) expect({ path, number, known: values.has(Number(number)) }).toEqual({ path, number, known: true });
    }
    expect([...parts.keys()].filter((path) => path.startsWith("ppt/charts/chart")).length).toBeGreaterThan(2);
  });

  it(
    `opens in LibreOffice with every slide${office ? "" : " (left out: no LibreOffice with Impress on this machine)"}`,
    { timeout: patient },
    (context) => {
      if (!office) return context.skip();
      return opens();
    },
  );

  async function opens(): Promise<void> {
    const document = composed(locale);
    const slides = layoutReview(document);
    expect(pagesOf(await pptxOf(document, slides, null), "pptx", 20).length).toBe(slides.length);
    const template = readBrandTemplate(libreOfficeTemplate());
    if (!template.ok) throw new Error(template.error.code);
    const branded = await brandedPptx(document, template.value.packed);
    if (!branded.ok) throw new Error(branded.error.code);
    expect(pagesOf(branded.value, "pptx", 20).length).toBeGreaterThanOrEqual(slides.length);
  }
});
