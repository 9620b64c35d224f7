import type { ReviewDocument } from "../../compose/review-document.ts";
import { type Slide, slideSizePt } from "../../layout/slide.ts";
import type { Look } from "./look/look.ts";
import { notesMasterPath, notesSizePt } from "./notes-xml.ts";
import type { Part, Relation } from "./package/package.ts";
import { emu, slideNamespaces, xmlHead, xmlText } from "./package/xml.ts";

const presentation = "application/vnd.openxmlformats-officedocument.presentationml";

/** Ids of masters and layouts are of one sequence that begins there. */
const firstMasterId = 2_147_483_648;

/** Id of a master in the presentation: its layouts take the numbers after it. */
export function masterIds(look: Look): readonly number[] {
  let next = firstMasterId;
  return look.masters.map(({ layouts }) => {
    const id = next;
    next += layouts.length + 1;
    return id;
  });
}

/** The presentation itself, and what PowerPoint expects beside it. */
export function presentationParts(
  document: ReviewDocument,
  slides: readonly Slide[],
  slidePaths: readonly string[],
  look: Look,
): readonly Part[] {
  const relations: Relation[] = [];
  const relate = (type: string, target: string) => {
    const id = `rId${relations.length + 1}`;
    relations.push({ id, type, target });
    return id;
  };
  const ids = masterIds(look);
  const masters = look.masters.map(({ path }, index) => `<p:sldMasterId id="${ids[index] ?? 0}" r:id="${relate("slideMaster", path)}"/>`);
  const slideIds = slidePaths.map((path, index) => `<p:sldId id="${256 + index}" r:id="${relate("slide", path)}"/>`);
  const notesMaster = relate("notesMaster", notesMasterPath);
  relate("presProps", "ppt/presProps.xml");
  relate("viewProps", "ppt/viewProps.xml");
  relate("theme", look.themePath);
  relate("tableStyles", "ppt/tableStyles.xml");
  const levels = Array.from(
    { length: 9 },
    (_, level) =>
      `<a:lvl${level + 1}pPr marL="${level * 457_200}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:defRPr sz="1400" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl${level + 1}pPr>`,
  ).join("");
  const size = `cx="${emu(slideSizePt.width)}" cy="${emu(slideSizePt.height)}"`;
  const xml = `${xmlHead}<p:presentation ${slideNamespaces} saveSubsetFonts="1" autoCompressPictures="0"><p:sldMasterIdLst>${masters.join("")}</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="${notesMaster}"/></p:notesMasterIdLst><p:sldIdLst>${slideIds.join("")}</p:sldIdLst><p:sldSz ${size}/><p:notesSz cx="${emu(notesSizePt.width)}" cy="${emu(notesSizePt.height)}"/><p:defaultTextStyle><a:defPPr><a:defRPr lang="${document.locale === "en" ? "en-US" : document.locale}"/></a:defPPr>${levels}</p:defaultTextStyle>${sectionsXml(document, slides)}</p:presentation>`;
  const empty = (path: string, type: string, tag: string, inner = "") => ({
    path,
    contentType: `${presentation}.${type}+xml`,
    data: `${xmlHead}<${tag} ${slideNamespaces}${inner}/>`,
    relations: [],
  });
  return [
    { path: "ppt/presentation.xml", contentType: `${presentation}.presentation.main+xml`, data: xml, relations },
    empty("ppt/presProps.xml", "presProps", "p:presentationPr"),
    empty("ppt/viewProps.xml", "viewProps", "p:viewPr"),
    {
      path: "ppt/tableStyles.xml",
      contentType: `${presentation}.tableStyles+xml`,
      data: `${xmlHead}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>`,
      relations: [],
    },
  ];
}

/** The sections of the review as PowerPoint's, so that its panes show them by name. */
function sectionsXml(document: ReviewDocument, slides: readonly Slide[]): string {
  const digest = document.digest
    .replaceAll(/[^0-9a-f]/gi, "")
    .toUpperCase()
    .padEnd(32, "0");
  const sections = document.sections.map((section, index) => {
    const ids = slides.map((slide, at) => (slide.sectionId === section.id ? `<p14:sldId id="${256 + at}"/>` : "")).join("");
    const number = (index + 1).toString(16).toUpperCase().padStart(12, "0");
    const id = `{${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${number}}`;
    return `<p14:section name="${xmlText(section.name)}" id="${id}"><p14:sldIdLst>${ids}</p14:sldIdLst></p14:section>`;
  });
  return `<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">${sections.join("")}</p14:sectionLst></p:ext></p:extLst>`;
}
