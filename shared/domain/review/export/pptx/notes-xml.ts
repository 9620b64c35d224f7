import type { Paragraph, ReviewLocale } from "../../compose/review-document.ts";
import type { Part } from "./package/package.ts";
import { emu, slideNamespaces, xmlHead } from "./package/xml.ts";
import { ownThemeXml } from "./look/own-theme.ts";
import { bodyPropertiesXml, shapeTreeXml, transformXml } from "./slide/shape-xml.ts";
import { paragraphsXml, plainParagraph } from "./slide/text-xml.ts";

/** A4, in points. */
export const notesSizePt = { width: 540, height: 720 } as const;
export const notesMasterPath = "ppt/notesMasters/notesMaster1.xml";

const imagePlace = { x: 54, y: 54, width: 432, height: 243 };
const textPlace = { x: 54, y: 320, width: 432, height: 346 };

function imageXml(place: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"${place === "" ? "" : ' idx="2"'}/></p:nvPr></p:nvSpPr><p:spPr>${place}</p:spPr></p:sp>`;
}

function textXml(place: string, body: string, paragraphs: string, index: number): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="3" name="notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body"${place === "" ? "" : ' sz="quarter"'} idx="${index}"/></p:nvPr></p:nvSpPr><p:spPr>${place}</p:spPr><p:txBody>${body}<a:lstStyle/>${paragraphs}</p:txBody></p:sp>`;
}

/** The master of the speaker's pages, with a theme of its own, as PowerPoint wants it. */
export function notesMasterParts(themePath: string): readonly Part[] {
  const prstGeom = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>';
  const image = imageXml(
    `${transformXml(imagePlace)}${prstGeom}<a:noFill/><a:ln w="${emu(1)}"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:ln>`,
  );
  const text = textXml(`${transformXml(textPlace)}${prstGeom}`, bodyPropertiesXml(), '<a:p><a:endParaRPr lang="en-US"/></a:p>', 3);
  const levels = [1, 2, 3]
    .map(
      (level) =>
        `<a:lvl${level}pPr marL="${(level - 1) * 228_600}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:defRPr sz="1200" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl${level}pPr>`,
    )
    .join("");
  const xml = `${xmlHead}<p:notesMaster ${slideNamespaces}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>${shapeTreeXml(`${image}${text}`)}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:notesStyle>${levels}</p:notesStyle></p:notesMaster>`;
  return [
    {
      path: notesMasterPath,
      contentType: "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml",
      data: xml,
      relations: [{ id: "rId1", type: "theme", target: themePath }],
    },
    { path: themePath, contentType: "application/vnd.openxmlformats-officedocument.theme+xml", data: ownThemeXml("Notes"), relations: [] },
  ];
}

export function notesPart(path: string, slidePath: string, notes: readonly Paragraph[], locale: ReviewLocale): Part {
  const style = { sizePt: 12, bold: null, colour: null };
  const text =
    paragraphsXml(notes, { ...plainParagraph, beforePt: 6 }, style, locale).join("") || '<a:p><a:endParaRPr lang="en-US"/></a:p>';
  return {
    path,
    contentType: "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml",
    data: `${xmlHead}<p:notes ${slideNamespaces}><p:cSld>${shapeTreeXml(`${imageXml("")}${textXml("", "<a:bodyPr/>", text, 3)}`)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>`,
    relations: [
      { id: "rId1", type: "notesMaster", target: notesMasterPath },
      { id: "rId2", type: "slide", target: slidePath },
    ],
  };
}
