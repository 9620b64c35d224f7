import type { ReviewDocument } from "../../compose/review-document.ts";
import { runsText } from "./slide/text-xml.ts";
import type { Slide } from "../../layout/slide.ts";
import type { Part, Relation } from "./package/package.ts";
import { xmlHead, xmlText } from "./package/xml.ts";

/** What a file manager and PowerPoint's "Info" say of the deck. The dates are the snapshot's, because that is what it is of. */
export function documentProperties(document: ReviewDocument, slides: readonly Slide[]): readonly Part[] {
  const instant = `${new Date(document.takenMs).toISOString().slice(0, 19)}Z`;
  const subject = `${document.accountName} · ${document.periodName} · ${document.snapshotId}`;
  const titles = slides.map((slide) => slide.boxes.flatMap((box) => (box.role === "title" ? [runsText(box.runs)] : [])).join(" "));
  const core = `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(document.title)}</dc:title><dc:subject>${xmlText(subject)}</dc:subject><dc:creator>${xmlText(document.author)}</dc:creator><cp:keywords>${xmlText(document.snapshotId)}</cp:keywords><cp:lastModifiedBy>${xmlText(document.author)}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">${instant}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${instant}</dcterms:modified><dc:language>${document.locale === "en" ? "en-US" : document.locale}</dc:language></cp:coreProperties>`;
  const app = `${xmlHead}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><TotalTime>0</TotalTime><Application>Headroom</Application><PresentationFormat>Widescreen</PresentationFormat><Slides>${slides.length}</Slides><Notes>${slides.length}</Notes><HiddenSlides>0</HiddenSlides><HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Slide Titles</vt:lpstr></vt:variant><vt:variant><vt:i4>${titles.length}</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="${titles.length}" baseType="lpstr">${titles.map((title) => `<vt:lpstr>${xmlText(title)}</vt:lpstr>`).join("")}</vt:vector></TitlesOfParts></Properties>`;
  return [
    { path: "docProps/core.xml", contentType: "application/vnd.openxmlformats-package.core-properties+xml", data: core, relations: [] },
    {
      path: "docProps/app.xml",
      contentType: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
      data: app,
      relations: [],
    },
  ];
}

export const propertyRelations: readonly Relation[] = [
  {
    id: "rId2",
    type: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    target: "docProps/core.xml",
  },
  { id: "rId3", type: "extended-properties", target: "docProps/app.xml" },
];
