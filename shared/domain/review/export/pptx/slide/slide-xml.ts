import { assertNever } from "../../../../../kernel/assert-never.ts";
import type { ReviewChart, ReviewDocument, Run } from "../../../compose/review-document.ts";
import { noData } from "../../../compose/value-text.ts";
import type { Slide, SlideBox } from "../../../layout/slide.ts";
import { figurePt, insets, lineHeights } from "../../../layout/slide-frame.ts";
import type { Look, LookLayout, Place, Placeholder } from "../look/look.ts";
import { slideNamespaces, xmlHead, xmlText } from "../package/xml.ts";
import {
  bodyPropertiesXml,
  decorationXml,
  placeholderShapeXml,
  placeholderXml,
  samePlace,
  shapeTreeXml,
  textBoxXml,
  transformXml,
} from "./shape-xml.ts";
import type { SlideParts } from "./slide-parts.ts";
import { tableXml, verdictMarks } from "./table-xml.ts";
import {
  paragraphsXml,
  paragraphXml,
  plainParagraph,
  plainRun,
  runsText,
  runsXml,
  runXml,
  slideNumberXml,
  type TextStyle,
} from "./text-xml.ts";

export interface SlideSurroundings {
  readonly document: ReviewDocument;
  readonly look: Look;
  readonly parts: SlideParts;
  /** Writes a chart's own part and gives its path. */
  readonly addChart: (box: Extract<SlideBox, { readonly role: "chart" }>) => string;
  /** Path of the first slide of a section; null = it is in no slide. */
  readonly slideOf: (section: string) => string | null;
  /** What is put after the title so that no two slides have the same; empty = nothing. */
  readonly titleSuffix: string;
}

type Role<R extends SlideBox["role"]> = Extract<SlideBox, { readonly role: R }>;
type TextBox = Role<"subtitle" | "caption" | "footer" | "page" | "kicker">;

/** Title first, foot last: the order in which a screen reader reads. */
const readingOrder: Readonly<Partial<Record<SlideBox["role"], number>>> = { title: 0, kicker: 1, subtitle: 2, footer: 8, page: 9 };

export function slideXml(slide: Slide, around: SlideSurroundings): string {
  const layout = around.look.layoutOf(slide);
  const free = [...layout.content];
  const { panel } = around.look;
  const paper =
    panel === null || slide.layout === "cover" ? [] : [decorationXml(around.parts.nextShape(), "paper", panel.place, panel.colour)];
  const shapes = [...slide.boxes]
    .sort((a, b) => (readingOrder[a.role] ?? 5) - (readingOrder[b.role] ?? 5))
    .map((box) => boxXml(box, slide, layout, free, around));
  return `${xmlHead}<p:sld ${slideNamespaces}><p:cSld>${shapeTreeXml([...paper, ...shapes].join(""))}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;
}

function placeOf(box: SlideBox): Place {
  return { x: box.x, y: box.y, width: box.width, height: box.height };
}

function boxXml(box: SlideBox, slide: Slide, layout: LookLayout, free: Placeholder[], around: SlideSurroundings): string {
  const { colours } = around.look;
  switch (box.role) {
    case "title":
      return titleXml(box, slide, layout, around);
    case "subtitle":
      return inPlaceholder(box, layout.subtitle, { sizePt: box.fontPt, bold: false, colour: colours.muted }, around);
    case "kicker":
      return plainBox(box, { sizePt: box.fontPt, bold: slide.layout === "cover", colour: colours.accent }, around);
    case "caption":
      return plainBox(box, { sizePt: box.fontPt, bold: false, colour: colours.muted }, around);
    case "footer":
      return inPlaceholder(box, layout.footer, { sizePt: box.fontPt, bold: false, colour: layout.foot ?? colours.faint }, around);
    case "page":
      return pageXml(box, slide, layout, around);
    case "text":
      return proseXml(box, around);
    case "figure":
      return figureXml(box, around);
    case "chart":
      return hasValues(box.chart)
        ? chartXml(box, free.shift() ?? null, around)
        : plainBox({ ...box, role: "caption", runs: [plainRun(noData[around.document.locale])] }, noDataStyle(box, around), around);
    case "table":
      return tableFrameXml(box, free.shift() ?? null, around);
    case "rule":
    case "accent":
      return layout.draws(box)
        ? ""
        : decorationXml(around.parts.nextShape(), box.role, placeOf(box), box.role === "accent" ? colours.accent : colours.line);
    case "logo":
      // The logo of a template is on its layouts.
      return "";
    default:
      return assertNever(box);
  }
}

/** A chart without a value is no chart: it is said that there is no data. */
function hasValues(chart: ReviewChart): boolean {
  return chart.series.some(({ values }) => values.some((value) => value !== null));
}

function noDataStyle(box: SlideBox & { readonly fontPt: number }, around: SlideSurroundings): TextStyle {
  return { sizePt: box.fontPt, bold: false, colour: around.look.colours.muted };
}

function inherited(box: SlideBox, placeholder: Placeholder): Place | null {
  const own = placeOf(box);
  return placeholder.place !== null && samePlace(placeholder.place, own) ? null : own;
}

function lineOf(box: TextBox): number {
  return box.fontPt * (box.role === "subtitle" || (box.role === "kicker" && box.fontPt > 14) ? lineHeights.title : lineHeights.small);
}

function inPlaceholder(box: TextBox, placeholder: Placeholder | null, style: TextStyle, around: SlideSurroundings): string {
  if (placeholder === null) return plainBox(box, style, around);
  const { locale } = around.document;
  if (around.look.inherits && box.role === "subtitle") {
    const text = paragraphXml(runsXml(box.runs, { ...style, colour: null }, locale), plainParagraph, style, locale);
    return placeholderShapeXml(around.parts.nextShape(), box.role, placeholder, null, text, { body: fittingBody });
  }
  const text = paragraphXml(runsXml(box.runs, style, locale), { ...plainParagraph, align: "l", linePt: lineOf(box) }, style, locale);
  return placeholderShapeXml(around.parts.nextShape(), box.role, placeholder, inherited(box, placeholder), text, {
    body: bodyPropertiesXml(),
  });
}

function plainBox(box: TextBox, style: TextStyle, around: SlideSurroundings): string {
  const { locale } = around.document;
  const text = paragraphXml(runsXml(box.runs, style, locale), { ...plainParagraph, linePt: lineOf(box) }, style, locale);
  return textBoxXml(around.parts.nextShape(), box.role, placeOf(box), text);
}

function titleXml(box: Role<"title">, slide: Slide, layout: LookLayout, around: SlideSurroundings): string {
  const { locale } = around.document;
  const { colours, inherits } = around.look;
  const style: TextStyle = {
    sizePt: box.fontPt,
    bold: inherits ? null : true,
    colour: layout.title === null ? colours.text : colours.title,
  };
  const runs = around.titleSuffix === "" ? box.runs : [...box.runs, plainRun(around.titleSuffix)];
  const placeholder: Placeholder = layout.title ?? { type: slide.layout === "cover" ? "ctrTitle" : "title", index: null, place: null };
  const asLayout = inherits && layout.title !== null && holds(layout.title.place, box);
  const paragraph = asLayout ? plainParagraph : { ...plainParagraph, align: "l" as const, linePt: box.fontPt * lineHeights.title };
  const text = paragraphXml(runsXml(runs, style, locale), paragraph, style, locale);
  const id = around.parts.nextShape();
  const { place } = placeholder;
  const grown = place !== null && box.height > place.height + 1 ? { ...place, height: box.height + 8 } : null;
  return asLayout
    ? placeholderShapeXml(id, "title", placeholder, grown, text, { body: fittingBody })
    : placeholderShapeXml(id, "title", placeholder, inherited(box, placeholder), text, { body: bodyPropertiesXml() });
}

/** Text that a template's placeholder is a little too small for is made smaller by PowerPoint. */
const fittingBody = "<a:bodyPr><a:normAutofit/></a:bodyPr>";

/** Whether a box was laid out within a placeholder. */
function holds(place: Place | null, box: SlideBox): boolean {
  return place !== null && box.y >= place.y - 1 && box.y < place.y + place.height && box.x >= place.x - 1;
}

/** The page number is a field, within the words around it. */
function pageXml(box: TextBox, slide: Slide, layout: LookLayout, around: SlideSurroundings): string {
  const { locale, pageWords } = around.document;
  const style: TextStyle = { sizePt: box.fontPt, bold: false, colour: layout.foot ?? around.look.colours.faint };
  const text = runsText(box.runs);
  const number = String(slide.page);
  const at = text.indexOf(number, Math.max(0, text === number ? 0 : pageWords.replaceAll("{pages}", "").indexOf("{page}")));
  const write = (part: string) => (part === "" ? "" : runXml(plainRun(part), style, locale));
  const field = slideNumberXml(number, style, locale);
  const runs = at === -1 ? write(text) : `${write(text.slice(0, at))}${field}${write(text.slice(at + number.length))}`;
  const paragraph = paragraphXml(runs, { ...plainParagraph, align: "r", linePt: lineOf(box) }, style, locale);
  const id = around.parts.nextShape();
  if (layout.page === null) return textBoxXml(id, "page", placeOf(box), paragraph);
  return placeholderShapeXml(id, "page", layout.page, inherited(box, layout.page), paragraph, { body: bodyPropertiesXml() });
}

function proseXml(box: Role<"text">, around: SlideSurroundings): string {
  const { locale } = around.document;
  const { colours } = around.look;
  const style: TextStyle = { sizePt: box.fontPt, bold: false, colour: colours.text };
  const strong: TextStyle = { sizePt: box.fontPt, bold: true, colour: colours.accent };
  const linePt = box.fontPt * lineHeights.text;
  const head =
    box.heading === null
      ? []
      : [paragraphXml(runXml(plainRun(box.heading), strong, locale), { ...plainParagraph, linePt }, strong, locale)];
  const text = paragraphsXml(box.paragraphs, { ...plainParagraph, linePt, beforePt: insets.paragraphEm * box.fontPt }, style, locale);
  return textBoxXml(around.parts.nextShape(), box.heading ?? "text", placeOf(box), [...head, ...text].join("") || "<a:p/>");
}

function figureXml(box: Role<"figure">, around: SlideSurroundings): string {
  const { locale } = around.document;
  const { colours } = around.look;
  const line = (runs: readonly Run[], style: TextStyle, lineHeight: number, beforePt: number, mark = "", hangPt = 0) =>
    paragraphXml(
      `${mark}${runsXml(runs, style, locale)}`,
      { ...plainParagraph, linePt: (style.sizePt ?? 10) * lineHeight, beforePt, ...(hangPt === 0 ? {} : { hangPt }) },
      style,
      locale,
    );
  const label: TextStyle = { sizePt: figurePt.label, bold: false, colour: colours.muted };
  const value: TextStyle = { sizePt: box.fontPt, bold: true, colour: box.verdict === null ? colours.text : colours.verdict(box.verdict) };
  const note: TextStyle = { sizePt: figurePt.note, bold: false, colour: colours.muted };
  const mark = box.verdict === null ? "" : runXml(plainRun(`${verdictMarks[box.verdict]}\t`), { ...value, sizePt: figurePt.label }, locale);
  const paragraphs = [
    line([plainRun(box.label)], label, lineHeights.small, 0, mark, box.verdict === null ? 0 : insets.verdict),
    line([box.value], value, lineHeights.figure, insets.figureGap),
    ...(box.note.length === 0 ? [] : [line(box.note, note, lineHeights.small, insets.figureGap)]),
  ];
  return textBoxXml(around.parts.nextShape(), box.label, placeOf(box), paragraphs.join(""));
}

function frameXml(id: number, name: string, alt: string, placeholder: Placeholder | null, place: Place, graphic: string): string {
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${id}" name="${xmlText(name)}" descr="${xmlText(alt)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>${placeholderXml(placeholder)}</p:nvGraphicFramePr>${transformXml(place, "p")}<a:graphic>${graphic}</a:graphic></p:graphicFrame>`;
}

function chartXml(box: Role<"chart">, placeholder: Placeholder | null, around: SlideSurroundings): string {
  const relation = around.parts.relate("chart", around.addChart(box));
  const name = runsText(box.chart.title) || "chart";
  return frameXml(
    around.parts.nextShape(),
    name,
    box.chart.alt,
    placeholder,
    placeOf(box),
    `<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="${relation}"/></a:graphicData>`,
  );
}

function tableFrameXml(box: Role<"table">, placeholder: Placeholder | null, around: SlideSurroundings): string {
  const { document, look, parts } = around;
  const linkTo = (section: string) => {
    const target = around.slideOf(section);
    return target === null ? null : parts.relate("slide", target);
  };
  const table = tableXml(box, { locale: document.locale, colours: look.colours, linkTo });
  const alt = box.alt === "" ? document.contentsName : box.alt;
  return frameXml(
    parts.nextShape(),
    alt,
    alt,
    placeholder,
    placeOf(box),
    `<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">${table}</a:graphicData>`,
  );
}
