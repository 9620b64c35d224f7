import { defaultFrame, type SlideFrame } from "../../../layout/slide-frame.ts";
import { slideSizePt } from "../../../layout/slide.ts";
import type { Place } from "../look/look.ts";
import type { BrandLayout, BrandPlaceholder, BrandTemplateParts } from "./brand-template-parts.ts";

const edge = 24;
const footHeight = 28;
const gap = 12;
const leastTitleHeight = 52;

/** Widths of fonts against those that text is measured in. */
const widerFonts: Readonly<Record<string, number>> = {
  verdana: 1.12,
  tahoma: 1,
  "century gothic": 1.1,
  montserrat: 1.14,
  poppins: 1.1,
  raleway: 1.04,
  "lucida sans": 1.08,
  "lucida sans unicode": 1.08,
  "segoe ui": 1,
  georgia: 1.04,
  "courier new": 1.2,
  consolas: 1.12,
};

export function placeholderOf(layout: BrandLayout, ...types: readonly string[]): BrandPlaceholder | null {
  return layout.placeholders.find(({ type }) => types.includes(type)) ?? null;
}

const coverNames = /cover|title slide|front|封面|标题幻灯片|首页/i;
/** Titles of content stand in the upper part of a page; those of covers and dividers do not. */
const highTitlePt = slideSizePt.height * 0.3;

function isHigh(layout: BrandLayout): boolean {
  const place = placeholderOf(layout, "title")?.place ?? null;
  return place !== null && place.y + place.height / 2 < highTitlePt;
}

/** The layout that most slides stand on: a title and as little as can be that would be left empty. */
export function contentLayout(template: BrandTemplateParts): BrandLayout | null {
  const titled = template.layouts.filter((layout) => (placeholderOf(layout, "title")?.place ?? null) !== null);
  const usual = titled.filter((layout) => isHigh(layout) && !coverNames.test(layout.name));
  const ranked = ["titleOnly", "obj", "tx", "objOnly"].flatMap((type) => usual.filter((layout) => layout.type === type));
  const fewest = [...usual].sort((a, b) => a.placeholders.length - b.placeholders.length);
  return ranked[0] ?? fewest[0] ?? titled[0] ?? template.layouts[0] ?? null;
}

export function coverLayout(template: BrandTemplateParts): BrandLayout | null {
  const find = (matches: (layout: BrandLayout) => boolean) => template.layouts.find(matches);
  const titled = (layout: BrandLayout) => placeholderOf(layout, "ctrTitle", "title") !== null;
  return (
    find(({ type }) => type === "title") ??
    find((layout) => placeholderOf(layout, "ctrTitle") !== null) ??
    find((layout) => titled(layout) && coverNames.test(layout.name)) ??
    find((layout) => titled(layout) && placeholderOf(layout, "subTitle") !== null) ??
    contentLayout(template)
  );
}

function inside(place: Place): Place {
  const x = Math.max(edge, place.x);
  const y = Math.max(0, place.y);
  return {
    x,
    y,
    width: Math.max(200, Math.min(place.x + place.width, slideSizePt.width - edge) - x),
    height: Math.max(20, Math.min(place.y + place.height, slideSizePt.height) - y),
  };
}

/** What a template leaves free for a page's parts. */
export function brandFrame(template: BrandTemplateParts): SlideFrame {
  const layout = contentLayout(template);
  const title = layout === null ? null : placeholderOf(layout, "title");
  const titlePlace = title?.place ?? null;
  const widthFactor = Math.max(1, ...[template.fonts.latin, template.fonts.heading].map((font) => widerFonts[font.toLowerCase()] ?? 1.03));
  if (layout === null || title === null || titlePlace === null) return { ...defaultFrame, decorated: false, widthFactor };
  const { left, right } = title.insets;
  const outer = inside(titlePlace);
  // Conclusions are longer than the headings that templates are made for: two lines always have room.
  const titleArea = {
    ...outer,
    x: outer.x + left,
    width: Math.max(200, outer.width - left - right),
    height: Math.max(leastTitleHeight, outer.height),
  };
  const withBody = template.layouts.find(({ type, masterPath }) => type === "obj" && masterPath === layout.masterPath);
  const bodyPlace = withBody === undefined ? null : (placeholderOf(withBody, "obj", "body")?.place ?? null);
  const side = bodyPlace !== null && bodyPlace.width >= 600 ? inside(bodyPlace) : { ...titleArea, y: 0, height: 0 };
  const foot = footOf(layout, side);
  const titleBottom = titleArea.y + titleArea.height;
  // Titles at the foot or the side of a page leave their words alone at the top of the body.
  const top = titleBottom < slideSizePt.height / 2 ? titleBottom + gap : 60;
  const bottom = Math.min(foot.y - 8, slideSizePt.height - edge);
  const body = { x: side.x, y: Math.min(top, bottom - 200), width: side.width, height: 0 };
  return {
    title: titleBottom < slideSizePt.height / 2 ? titleArea : { ...defaultFrame.title, x: body.x, width: body.width },
    body: { ...body, height: bottom - body.y },
    foot,
    largestTitlePt: Math.max(20, Math.min(26, title.sizePt ?? 26)),
    decorated: false,
    widthFactor,
  };
}

/** Where plain paper must be put under a page's text because the template has a picture, a gradient or a band there; null = nowhere. */
export function panelOf(template: BrandTemplateParts): Place | null {
  const layout = contentLayout(template);
  if (layout === null) return null;
  const { body, foot } = brandFrame(template);
  const bottom = foot.y + foot.height;
  const inTheWay = layout.drawn.some(
    ({ x, y, width, height }) =>
      width > 40 && height > 4 && x < body.x + body.width && x + width > body.x && y < body.y + body.height && y + height > body.y + 4,
  );
  if (layout.paper !== null && !inTheWay) return null;
  return { x: body.x - gap, y: body.y - 4, width: body.width + 2 * gap, height: bottom + 2 - body.y };
}

/** A strip at the height of the template's own footer, over what goes along the whole foot and beside what stands there. */
function footOf(layout: BrandLayout, side: Place): Place {
  const own = placeholderOf(layout, "ftr", "sldNum")?.place ?? null;
  const wish = own === null || own.y < slideSizePt.height * 0.8 ? defaultFrame.foot.y : own.y + own.height / 2 - footHeight / 2;
  const bands = layout.drawn.filter(({ y, width, height }) => width > slideSizePt.width / 2 && height > 4 && y > slideSizePt.height * 0.75);
  const y = Math.min(wish, slideSizePt.height - footHeight - 4, ...bands.map((band) => band.y - footHeight - 4));
  let left = side.x;
  let right = side.x + side.width;
  for (const drawn of layout.drawn) {
    if (drawn.width > slideSizePt.width / 2 || drawn.y + drawn.height <= y || drawn.y >= y + footHeight) continue;
    if (drawn.x + drawn.width / 2 > slideSizePt.width / 2) right = Math.min(right, drawn.x - gap);
    else left = Math.max(left, drawn.x + drawn.width + gap);
  }
  return right - left >= 300
    ? { x: left, y, width: right - left, height: footHeight }
    : { x: side.x, y, width: side.width, height: footHeight };
}
