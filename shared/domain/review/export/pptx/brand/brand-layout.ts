import type { Place } from "../look/look.ts";
import { backgroundOf } from "./brand-colours.ts";
import type { BrandLayout, BrandPlaceholder, ThemeColours } from "./brand-template-parts.ts";
import { allBelow, below, type XmlElement } from "./xml-tree.ts";

const emuPerPoint = 12_700;
const usualInset = 7.2;

function number(text: string | undefined): number | null {
  const value = text === undefined || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

function placeIn(properties: XmlElement | null): Place | null {
  const transform = below(properties, "xfrm");
  const [offset, extent] = [below(transform, "off"), below(transform, "ext")];
  const [x, y] = [number(offset?.attributes["x"]), number(offset?.attributes["y"])];
  const [width, height] = [number(extent?.attributes["cx"]), number(extent?.attributes["cy"])];
  if (x === null || y === null || width === null || height === null || width <= 0 || height <= 0) return null;
  return { x: x / emuPerPoint, y: y / emuPerPoint, width: width / emuPerPoint, height: height / emuPerPoint };
}

function sizeIn(list: XmlElement | null): number | null {
  const size = number(below(list, "lvl1pPr", "defRPr")?.attributes["sz"]);
  return size === null ? null : size / 100;
}

function shapesOf(root: XmlElement | null): readonly XmlElement[] {
  return allBelow(below(root, "cSld", "spTree"), "sp");
}

function placeholderOf(shape: XmlElement): XmlElement | null {
  return below(shape, "nvSpPr", "nvPr", "ph");
}

const titles = new Set(["title", "ctrTitle"]);

/** The master's placeholder that one of a layout takes its place and size from. */
function inMaster(type: string, master: XmlElement | null): XmlElement | null {
  const wanted = titles.has(type) ? "title" : type === "dt" || type === "ftr" || type === "sldNum" ? type : "body";
  return shapesOf(master).find((shape) => (placeholderOf(shape)?.attributes["type"] ?? "obj") === wanted) ?? null;
}

function readPlaceholder(shape: XmlElement, master: XmlElement | null): BrandPlaceholder | null {
  const placeholder = placeholderOf(shape);
  if (placeholder === null) return null;
  const type = placeholder.attributes["type"] ?? "obj";
  const parent = inMaster(type, master);
  const styles = below(master, "txStyles", titles.has(type) ? "titleStyle" : "bodyStyle");
  const inset = (name: string) => {
    const own = number(below(shape, "txBody", "bodyPr")?.attributes[name]) ?? number(below(parent, "txBody", "bodyPr")?.attributes[name]);
    return own === null ? usualInset : own / emuPerPoint;
  };
  return {
    type,
    index: number(placeholder.attributes["idx"]),
    place: placeIn(below(shape, "spPr")) ?? placeIn(below(parent, "spPr")),
    sizePt: sizeIn(below(shape, "txBody", "lstStyle")) ?? sizeIn(below(parent, "txBody", "lstStyle")) ?? sizeIn(styles),
    insets: { left: inset("lIns"), right: inset("rIns") },
  };
}

/** Pictures and shapes that are drawn on every slide. */
function drawnOn(root: XmlElement | null): readonly Place[] {
  const tree = below(root, "cSld", "spTree");
  const shapes = shapesOf(root).filter((shape) => placeholderOf(shape) === null);
  return [...allBelow(tree, "pic"), ...shapes].flatMap((shape) => placeIn(below(shape, "spPr")) ?? []);
}

/** What a layout offers, with what it takes from its master. */
export function brandLayout(
  path: string,
  root: XmlElement,
  masterPath: string,
  master: XmlElement | null,
  theme: ThemeColours,
  map: Readonly<Record<string, string>>,
): BrandLayout {
  const paper = backgroundOf(root, theme, map);
  const masterPaper = backgroundOf(master, theme, map);
  const whole = (place: Place) => place.width >= 900 && place.height >= 500;
  const drawn = [...drawnOn(root), ...(root.attributes["showMasterSp"] === "0" ? [] : drawnOn(master))];
  return {
    path,
    masterPath,
    name: below(root, "cSld")?.attributes["name"] ?? "",
    type: root.attributes["type"] ?? "",
    placeholders: shapesOf(root).flatMap((shape) => readPlaceholder(shape, master) ?? []),
    // What covers the whole page is a background too.
    paper: drawn.some(whole) ? null : paper === undefined ? (masterPaper === undefined ? (theme["lt1"] ?? "FFFFFF") : masterPaper) : paper,
    drawn: drawn.filter((place) => !whole(place)),
  };
}
