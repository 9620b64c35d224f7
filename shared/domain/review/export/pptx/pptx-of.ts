import type { ReviewDocument } from "../../compose/review-document.ts";
import type { Slide, SlideBox } from "../../layout/slide.ts";
import { brandCover } from "./brand/brand-cover.ts";
import { brandLook } from "./brand/brand-look.ts";
import type { BrandTemplateParts } from "./brand/brand-template-parts.ts";
import { chartParts } from "./chart/chart-parts.ts";
import { documentProperties, propertyRelations } from "./document-properties.ts";
import { ownLook } from "./look/own-look.ts";
import { notesMasterParts, notesPart } from "./notes-xml.ts";
import { type Part, writePackage } from "./package/package.ts";
import { presentationParts } from "./presentation-parts.ts";
import { slideParts } from "./slide/slide-parts.ts";
import { slideXml } from "./slide/slide-xml.ts";
import { titleSuffixes } from "./slide/title-suffixes.ts";

const slidePath = (index: number) => `ppt/slides/slide${index + 1}.xml`;

/**
 * A review as a PowerPoint file: the slides as they were laid out, with native charts and tables, on real layouts. The same document and slides give the
 * same bytes. With a template the deck has its masters, layouts and theme; the slides are to be laid out in its frame (brandFrame).
 */
export function pptxOf(document: ReviewDocument, laidOut: readonly Slide[], template: BrandTemplateParts | null): Promise<Uint8Array> {
  const look = template === null ? ownLook(document, laidOut) : brandLook(template);
  const slides = template === null ? laidOut : laidOut.map((slide) => brandCover(slide, look.layoutOf(slide)));
  const firstOf = new Map<string, number>();
  for (const [index, slide] of slides.entries()) if (!firstOf.has(slide.sectionId)) firstOf.set(slide.sectionId, index);
  const suffixes = titleSuffixes(slides, document.locale);
  const charts: Part[] = [];
  let chartCount = 0;
  const addChart = (box: Extract<SlideBox, { readonly role: "chart" }>) => {
    chartCount += 1;
    const added = chartParts(box, chartCount, document.locale, look.colours);
    charts.push(...added.parts);
    return added.path;
  };
  const slideAndNotes = slides.flatMap((slide, index): readonly Part[] => {
    const parts = slideParts(look.layoutOf(slide).path);
    const data = slideXml(slide, {
      document,
      look,
      parts,
      addChart,
      slideOf: (section) => {
        const at = firstOf.get(section);
        return at === undefined ? null : slidePath(at);
      },
      titleSuffix: suffixes[index] ?? "",
    });
    const notesPath = `ppt/notesSlides/notesSlide${index + 1}.xml`;
    parts.relate("notesSlide", notesPath);
    return [
      {
        path: slidePath(index),
        contentType: "application/vnd.openxmlformats-officedocument.presentationml.slide+xml",
        data,
        relations: parts.relations(),
      },
      notesPart(notesPath, slidePath(index), slide.notes, document.locale),
    ];
  });
  const parts = [
    ...presentationParts(
      document,
      slides,
      slides.map((_, index) => slidePath(index)),
      look,
    ),
    ...look.parts,
    ...notesMasterParts("ppt/theme/notesTheme.xml"),
    ...slideAndNotes,
    ...charts,
    ...documentProperties(document, slides),
  ];
  return Promise.resolve(
    writePackage(parts, [{ id: "rId1", type: "officeDocument", target: "ppt/presentation.xml" }, ...propertyRelations]),
  );
}
