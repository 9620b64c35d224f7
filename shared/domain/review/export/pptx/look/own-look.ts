import type { ReviewDocument } from "../../../compose/review-document.ts";
import type { Slide, SlideBox } from "../../../layout/slide.ts";
import type { Part } from "../package/package.ts";
import { slideNamespaces, xmlHead, xmlText } from "../package/xml.ts";
import { bodyPropertiesXml, decorationXml, placeholderShapeXml, samePlace, shapeTreeXml } from "../slide/shape-xml.ts";
import { paragraphXml, plainParagraph, slideNumberXml } from "../slide/text-xml.ts";
import type { Look, LookLayout, Place, Placeholder } from "./look.ts";
import { ownColours, ownFonts, ownThemeXml } from "./own-theme.ts";

const masterPath = "ppt/slideMasters/slideMaster1.xml";
const themePath = "ppt/theme/theme1.xml";

type LayoutName = Slide["layout"];
/** Their types in PowerPoint, and what they are called there. */
const layoutTypes: Readonly<Record<LayoutName, { readonly type: string; readonly name: string }>> = {
  cover: { type: "title", name: "Title Slide" },
  title_content: { type: "obj", name: "Title and Content" },
  title_two: { type: "twoObj", name: "Two Content" },
  title_only: { type: "titleOnly", name: "Title Only" },
  text: { type: "tx", name: "Title and Text" },
};
const layoutNames = Object.keys(layoutTypes) as readonly LayoutName[];

const usualTitle: Place = { x: 48, y: 40, width: 864, height: 60 };
const usualFooter: Place = { x: 48, y: 504, width: 760, height: 16 };
const usualPage: Place = { x: 832, y: 504, width: 80, height: 16 };

function placeOf(box: SlideBox): Place {
  return { x: box.x, y: box.y, width: box.width, height: box.height };
}

function boxOf(slide: Slide | undefined, role: SlideBox["role"]): SlideBox | undefined {
  return slide?.boxes.find((box) => box.role === role);
}

/** Where PowerPoint puts what is added to a slide: below the title, above the foot. */
function contentPlaces(name: LayoutName, title: Place): readonly Place[] {
  if (name === "cover" || name === "title_only") return [];
  const top = title.y + title.height + 20;
  const whole = { x: title.x, y: top, width: title.width, height: usualFooter.y - 24 - top };
  if (name !== "title_two") return [whole];
  const width = (title.width - 24) / 2;
  return [
    { ...whole, width },
    { ...whole, x: title.x + width + 24, width },
  ];
}

interface LayoutPlan {
  readonly layout: LookLayout;
  readonly title: Placeholder;
  readonly titlePt: number;
  readonly subtitle: Placeholder | null;
  readonly content: readonly Placeholder[];
  readonly footer: Placeholder;
  readonly page: Placeholder;
  /** Rules and accents that stand at one place on all slides of the layout. */
  readonly decorations: readonly SlideBox[];
}

function fontOf(box: SlideBox | undefined, otherwise: number): number {
  return box !== undefined && "fontPt" in box ? box.fontPt : otherwise;
}

/** A layout has what the first of its slides has, at its places; and draws what all of them draw. */
function planLayout(name: LayoutName, slides: readonly Slide[]): LayoutPlan {
  const own = slides.filter((slide) => slide.layout === name);
  const first = own[0];
  const like = first ?? slides.find((slide) => slide.layout !== "cover") ?? slides[0];
  const place = (role: SlideBox["role"], usual: Place) => {
    const box = boxOf(like, role);
    return box === undefined ? usual : placeOf(box);
  };
  const cover = name === "cover";
  const title: Placeholder = { type: cover ? "ctrTitle" : "title", index: null, place: place("title", usualTitle) };
  const subtitleBox = boxOf(first, "subtitle");
  const subtitle: Placeholder | null =
    cover && subtitleBox !== undefined ? { type: "subTitle", index: 1, place: placeOf(subtitleBox) } : null;
  const content = contentPlaces(name, title.place ?? usualTitle).map((box, index): Placeholder => ({
    type: name === "text" ? "body" : "obj",
    index: 1 + index,
    place: box,
  }));
  const footer: Placeholder = { type: "ftr", index: 11, place: place("footer", usualFooter) };
  const page: Placeholder = { type: "sldNum", index: 12, place: place("page", usualPage) };
  const decorations = (like?.boxes ?? []).filter(
    (box) =>
      (box.role === "rule" || box.role === "accent") &&
      own.every((slide) => slide.boxes.some((other) => other.role === box.role && samePlace(other, box))),
  );
  return {
    layout: {
      path: `ppt/slideLayouts/slideLayout${layoutNames.indexOf(name) + 1}.xml`,
      title,
      subtitle,
      content,
      footer,
      page,
      foot: null,
      draws: (box) => decorations.some((other) => other.role === box.role && samePlace(other, box)),
    },
    title,
    titlePt: fontOf(boxOf(like, "title"), 24),
    subtitle,
    content,
    footer,
    page,
    decorations,
  };
}

function prompt(document: ReviewDocument, size: number, bold: boolean, colour: string): string {
  const style = { sizePt: size, bold, colour };
  return paragraphXml("", plainParagraph, style, document.locale);
}

function listStyle(sizePt: number, bold: boolean, colour: string, align = "l"): string {
  return `<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="${align}"><a:buNone/><a:defRPr sz="${Math.round(sizePt * 100)}" b="${bold ? 1 : 0}"><a:solidFill>${colour}</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>`;
}

const smallPt = 10;

function layoutXml(name: LayoutName, plan: LayoutPlan, document: ReviewDocument): string {
  const { type, name: title } = layoutTypes[name];
  const shapes = [
    ...plan.decorations.map((box, index) =>
      decorationXml(20 + index, box.role, placeOf(box), box.role === "accent" ? ownColours.accent : ownColours.line),
    ),
    placeholderShapeXml(2, "title", plan.title, plan.title.place, prompt(document, plan.titlePt, true, ownColours.text), {
      body: bodyPropertiesXml(),
      list: listStyle(plan.titlePt, true, ownColours.text),
    }),
    ...(plan.subtitle === null
      ? []
      : [
          placeholderShapeXml(3, "subtitle", plan.subtitle, plan.subtitle.place, prompt(document, 16, false, ownColours.muted), {
            body: bodyPropertiesXml(),
            list: listStyle(16, false, ownColours.muted),
          }),
        ]),
    ...plan.content.map((placeholder, index) =>
      placeholderShapeXml(10 + index, "content", placeholder, placeholder.place, prompt(document, 14, false, ownColours.text)),
    ),
    placeholderShapeXml(4, "footer", plan.footer, plan.footer.place, prompt(document, smallPt, false, ownColours.faint), {
      body: bodyPropertiesXml(),
      list: listStyle(smallPt, false, ownColours.faint),
    }),
    placeholderShapeXml(5, "page", plan.page, plan.page.place, pageParagraph(document), {
      body: bodyPropertiesXml(),
      list: listStyle(smallPt, false, ownColours.faint, "r"),
    }),
  ].join("");
  return `${xmlHead}<p:sldLayout ${slideNamespaces} type="${type}" preserve="1"><p:cSld name="${xmlText(title)}">${shapeTreeXml(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`;
}

function pageParagraph(document: ReviewDocument): string {
  const style = { sizePt: smallPt, bold: false, colour: ownColours.faint };
  return paragraphXml(slideNumberXml("‹#›", style, document.locale), { ...plainParagraph, align: "r" }, style, document.locale);
}

function levels(tag: string, sizesPt: readonly number[], bold: boolean, colour: string, major: boolean): string {
  const inner = sizesPt
    .map((size, level) => {
      const indent = level === 0 ? 0 : 171_450;
      const bullet = level === 0 ? "<a:buNone/>" : '<a:buFont typeface="Arial"/><a:buChar char="•"/>';
      return `<a:lvl${level + 1}pPr marL="${level * 171_450}" indent="${-indent}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:spcBef><a:spcPts val="0"/></a:spcBef>${bullet}<a:defRPr sz="${size * 100}" b="${bold ? 1 : 0}" kern="1200"><a:solidFill>${colour}</a:solidFill><a:latin typeface="+m${major ? "j" : "n"}-lt"/><a:ea typeface="+m${major ? "j" : "n"}-ea"/><a:cs typeface="+m${major ? "j" : "n"}-cs"/></a:defRPr></a:lvl${level + 1}pPr>`;
    })
    .join("");
  return `<p:${tag}>${inner}</p:${tag}>`;
}

function masterXml(plan: LayoutPlan, document: ReviewDocument): string {
  const bodyPlace: Place = { x: 48, y: 120, width: 864, height: 360 };
  const shapes = [
    placeholderShapeXml(
      2,
      "title",
      { type: "title", index: null, place: null },
      plan.title.place,
      prompt(document, plan.titlePt, true, ownColours.text),
      {
        body: bodyPropertiesXml(),
      },
    ),
    placeholderShapeXml(3, "body", { type: "body", index: 1, place: null }, bodyPlace, prompt(document, 14, false, ownColours.text), {
      body: bodyPropertiesXml(),
    }),
    placeholderShapeXml(
      4,
      "footer",
      { type: "ftr", index: 3, place: null },
      plan.footer.place,
      prompt(document, smallPt, false, ownColours.faint),
      {
        body: bodyPropertiesXml(),
        list: listStyle(smallPt, false, ownColours.faint),
      },
    ),
    placeholderShapeXml(5, "page", { type: "sldNum", index: 4, place: null }, plan.page.place, pageParagraph(document), {
      body: bodyPropertiesXml(),
      list: listStyle(smallPt, false, ownColours.faint, "r"),
    }),
  ].join("");
  const layouts = layoutNames.map((_, index) => `<p:sldLayoutId id="${2_147_483_649 + index}" r:id="rId${index + 1}"/>`).join("");
  const styles = [
    levels("titleStyle", [plan.titlePt], true, ownColours.text, true),
    levels("bodyStyle", [14, 13, 12, 11, 11], false, ownColours.text, false),
    levels("otherStyle", [14, 14, 14, 14, 14], false, ownColours.text, false),
  ].join("");
  return `${xmlHead}<p:sldMaster ${slideNamespaces} preserve="1"><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>${shapeTreeXml(shapes)}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst>${layouts}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles>${styles}</p:txStyles></p:sldMaster>`;
}

/** The product's own look: its layouts hold what is alike on the slides, at the places of the slides. */
export function ownLook(document: ReviewDocument, slides: readonly Slide[]): Look {
  const plans = new Map(layoutNames.map((name) => [name, planLayout(name, slides)] as const));
  const plan = (name: LayoutName) => plans.get(name) ?? planLayout(name, slides);
  const layoutPaths = layoutNames.map((name) => plan(name).layout.path);
  const presentation = "application/vnd.openxmlformats-officedocument.presentationml";
  const parts: readonly Part[] = [
    {
      path: masterPath,
      contentType: `${presentation}.slideMaster+xml`,
      data: masterXml(plan("title_only"), document),
      relations: [
        ...layoutPaths.map((target, index) => ({ id: `rId${index + 1}`, type: "slideLayout", target })),
        { id: `rId${layoutPaths.length + 1}`, type: "theme", target: themePath },
      ],
    },
    ...layoutNames.map((name) => ({
      path: plan(name).layout.path,
      contentType: `${presentation}.slideLayout+xml`,
      data: layoutXml(name, plan(name), document),
      relations: [{ id: "rId1", type: "slideMaster", target: masterPath }],
    })),
    {
      path: themePath,
      contentType: "application/vnd.openxmlformats-officedocument.theme+xml",
      data: ownThemeXml("Headroom"),
      relations: [],
    },
  ];
  return {
    parts,
    masters: [{ path: masterPath, layouts: layoutPaths }],
    layoutOf: (slide) => plan(slide.layout).layout,
    themePath,
    inherits: false,
    panel: null,
    colours: ownColours,
    fonts: ownFonts,
  };
}
