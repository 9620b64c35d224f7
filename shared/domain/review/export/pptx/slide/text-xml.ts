import type { Paragraph, ReviewLocale, Run } from "../../../compose/review-document.ts";
import { insets } from "../../../layout/slide-frame.ts";
import { emu, xmlText } from "../package/xml.ts";

/** Named where text does not stand on a slide, whose master names them. */
export const themeFonts = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>';

/** How text is written; what is null is taken from the placeholder or master. */
export interface TextStyle {
  readonly sizePt: number | null;
  readonly bold: boolean | null;
  /** `<a:schemeClr …/>` or `<a:srgbClr …/>`. */
  readonly colour: string | null;
  /** Id of a relation to a slide that a click leads to; the text keeps its colour. */
  readonly link?: string;
  readonly fonts?: string;
}

export interface ParagraphStyle {
  readonly align: "l" | "ctr" | "r" | null;
  /** Exact distance of lines; null = of the font. */
  readonly linePt: number | null;
  readonly beforePt: number;
  readonly item: boolean;
  /** How far lines after the first, and what follows a tab, stand in. */
  readonly hangPt?: number;
}

export const plainParagraph: ParagraphStyle = { align: null, linePt: null, beforePt: 0, item: false };

const han = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]|[\uD840-\uD87F]/;
const latin = /[A-Za-z\u00C0-\u024F]/;

/** Language of a piece of text, for spelling, hyphens and the choice of the font: what it is written in, or the document's where it is digits only. */
function languageOf(text: string, locale: ReviewLocale): string {
  if (han.test(text)) return 'lang="zh-CN" altLang="en-US"';
  if (latin.test(text) || locale === "en") return 'lang="en-US" altLang="zh-CN"';
  return 'lang="zh-CN" altLang="en-US"';
}

function linkXml(relation: string): string {
  return `<a:hlinkClick r:id="${relation}" action="ppaction://hlinksldjump"><a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst></a:hlinkClick>`;
}

function sizeOf(points: number): number {
  return Math.round(points * 100);
}

/** Attributes and fill of a run's properties. */
function properties(tag: "a:rPr" | "a:endParaRPr", text: string, style: TextStyle, italic: boolean, locale: ReviewLocale): string {
  const size = style.sizePt === null ? "" : ` sz="${sizeOf(style.sizePt)}"`;
  const bold = style.bold === null ? "" : ` b="${style.bold ? 1 : 0}"`;
  const fill = style.colour === null ? "" : `<a:solidFill>${style.colour}</a:solidFill>`;
  return `<${tag} ${languageOf(text, locale)}${size}${bold}${italic ? ' i="1"' : ""} dirty="0">${fill}${style.fonts ?? ""}${style.link === undefined || tag === "a:endParaRPr" ? "" : linkXml(style.link)}</${tag}>`;
}

export function runXml(run: Run, style: TextStyle, locale: ReviewLocale): string {
  const own = run.bold ? { ...style, bold: true } : style;
  const lines = run.text.split(/\r\n|[\r\n\v\u2028]/);
  return lines
    .map((line) => (line === "" ? "" : `<a:r>${properties("a:rPr", line, own, run.italic, locale)}<a:t>${xmlText(line)}</a:t></a:r>`))
    .join(`<a:br>${properties("a:rPr", "", own, false, locale)}</a:br>`);
}

/** The number of the slide as a field, as it is now. */
export function slideNumberXml(page: string, style: TextStyle, locale: ReviewLocale): string {
  return `<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">${properties("a:rPr", page, style, false, locale)}<a:t>${xmlText(page)}</a:t></a:fld>`;
}

/** A paragraph around runs that are written already. */
export function paragraphXml(runs: string, paragraph: ParagraphStyle, style: TextStyle, locale: ReviewLocale): string {
  const align = paragraph.align === null ? "" : ` algn="${paragraph.align}"`;
  const indent = emu(paragraph.item ? insets.itemEm * (style.sizePt ?? 14) : (paragraph.hangPt ?? 0));
  const line = paragraph.linePt === null ? "" : `<a:lnSpc><a:spcPts val="${sizeOf(paragraph.linePt)}"/></a:lnSpc>`;
  const before = `<a:spcBef><a:spcPts val="${sizeOf(paragraph.beforePt)}"/></a:spcBef>`;
  const bullet = paragraph.item ? '<a:buFont typeface="Arial"/><a:buChar char="•"/>' : "<a:buNone/>";
  const tab = paragraph.hangPt === undefined || indent === 0 ? "" : `<a:tabLst><a:tab pos="${indent}" algn="l"/></a:tabLst>`;
  const end = runs === "" ? properties("a:endParaRPr", "", style, false, locale) : "";
  return `<a:p><a:pPr marL="${indent}" indent="${-indent}"${align}>${line}${before}${bullet}${tab}</a:pPr>${runs}${end}</a:p>`;
}

export function runsXml(runs: readonly Run[], style: TextStyle, locale: ReviewLocale): string {
  return runs.map((run) => runXml(run, style, locale)).join("");
}

/** Paragraphs of a narrative, one below the other. */
export function paragraphsXml(
  paragraphs: readonly Paragraph[],
  paragraph: ParagraphStyle,
  style: TextStyle,
  locale: ReviewLocale,
): readonly string[] {
  return paragraphs.map((each, index) =>
    paragraphXml(
      runsXml(each.runs, style, locale),
      { ...paragraph, item: each.type === "item", beforePt: index === 0 ? 0 : paragraph.beforePt },
      style,
      locale,
    ),
  );
}

export function plainRun(text: string): Run {
  return { text, key: null, bold: false, italic: false };
}

export function runsText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join("");
}
