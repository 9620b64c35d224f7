import type { Place, Placeholder } from "../look/look.ts";
import { emu, xmlText } from "../package/xml.ts";

export function transformXml(place: Place, prefix: "a" | "p" = "a"): string {
  return `<${prefix}:xfrm><a:off x="${emu(place.x)}" y="${emu(place.y)}"/><a:ext cx="${emu(place.width)}" cy="${emu(place.height)}"/></${prefix}:xfrm>`;
}

const decorativeXml =
  '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>';

/** A filled rectangle that means nothing by itself: rules, accents. */
export function decorationXml(id: number, name: string, place: Place, colour: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${xmlText(name)}" descr="">${decorativeXml}</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>${transformXml(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>${colour}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>`;
}

/** Text keeps the size that it was laid out in: nothing grows, shrinks or is indented by the box. */
export function bodyPropertiesXml(anchor: "t" | "ctr" | "b" = "t"): string {
  return `<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="${anchor}"><a:noAutofit/></a:bodyPr>`;
}

export function textBoxXml(id: number, name: string, place: Place, paragraphs: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${xmlText(name)}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>${transformXml(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>${bodyPropertiesXml()}<a:lstStyle/>${paragraphs}</p:txBody></p:sp>`;
}

/** Non-visual properties of what stands in a placeholder; null = in none. */
export function placeholderXml(placeholder: Placeholder | null): string {
  if (placeholder === null) return "<p:nvPr/>";
  const type = placeholder.type === "obj" ? "" : ` type="${placeholder.type}"`;
  const size = placeholder.type === "ftr" || placeholder.type === "sldNum" ? ' sz="quarter"' : "";
  const index = placeholder.index === null ? "" : ` idx="${placeholder.index}"`;
  return `<p:nvPr><p:ph${type}${size}${index}/></p:nvPr>`;
}

/** Text in a placeholder; `place` null = where the layout has it. `body` are the box's own properties, by default those of the layout. */
export function placeholderShapeXml(
  id: number,
  name: string,
  placeholder: Placeholder,
  place: Place | null,
  paragraphs: string,
  options: { readonly body?: string; readonly list?: string } = {},
): string {
  const transform = place === null ? "" : transformXml(place);
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${xmlText(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>${placeholderXml(placeholder)}</p:nvSpPr><p:spPr>${transform}</p:spPr><p:txBody>${options.body ?? "<a:bodyPr/>"}${options.list ?? "<a:lstStyle/>"}${paragraphs}</p:txBody></p:sp>`;
}

/** A shape tree around shapes that are written already. */
export function shapeTreeXml(shapes: string): string {
  return `<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>${shapes}</p:spTree>`;
}

export function samePlace(one: Place, other: Place): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
