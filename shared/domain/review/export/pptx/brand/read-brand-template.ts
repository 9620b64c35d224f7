import { slideSizePt } from "../../../layout/slide.ts";
import { err, ok, type Result } from "../../../../../kernel/result.ts";
import type { Part, Relation } from "../package/package.ts";
import { writePackage } from "../package/package.ts";
import { emu, slideNamespaces, xmlHead } from "../package/xml.ts";
import { plainColour, themeColours, themeFonts, usualColourMap } from "./brand-colours.ts";
import { brandLayout } from "./brand-layout.ts";
import { type BrandPackage, brandPackage, type StrangeRelation } from "./brand-package.ts";
import type { BrandFault, BrandLayout, BrandTemplateParts } from "./brand-template-parts.ts";
import { scaledXml } from "./scaled-xml.ts";
import { unzipSafely } from "./unzip-safely.ts";
import { allBelow, below, readXml, type XmlElement } from "./xml-tree.ts";

/** Bytes that are read at all, and bytes that are kept: as base64 a template has at most two million characters in its record. */
const largestFile = 60_000_000;
const largestPacked = 1_500_000;
const mostLayouts = 120;
const mostMasters = 12;
const ratioTolerance = 0.01;
/** Ids of masters and of layouts are of one sequence that begins there. */
const firstMasterId = 2_147_483_648;

const presentationTypes =
  /^application\/vnd\.openxmlformats-officedocument\.presentationml\.(?:presentation|template|slideshow)\.main\+xml$/;
const office = "application/vnd.openxmlformats-officedocument";
const imageTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  bmp: "image/bmp",
  tif: "image/tiff",
  tiff: "image/tiff",
  svg: "image/svg+xml",
  emf: "image/x-emf",
  wmf: "image/x-wmf",
  wdp: "image/vnd.ms-photo",
};

class Refused extends Error {
  readonly fault: BrandFault;
  constructor(fault: BrandFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** Reads the look of a company's PPTX or POTX: theme, masters, layouts and what stands on them; its slides are not kept. */
export function readBrandTemplate(bytes: Uint8Array): Result<BrandTemplateParts, BrandFault> {
  if (bytes.length > largestFile) return err({ code: "too_large" });
  const unzipped = unzipSafely(bytes, (path) => /\.(?:xml|rels)$/i.test(path) || /(?:^|\/)media\//i.test(path));
  if (!unzipped.ok) return unzipped;
  const { files, paths } = unzipped.value;
  if (paths.some((path) => /(?:vbaProject|vbaData)/i.test(path))) return err({ code: "macros" });
  try {
    return ok(readParts(brandPackage(files)));
  } catch (error) {
    if (error instanceof Refused) return err(error.fault);
    throw error;
  }
}

function refuse(fault: BrandFault): never {
  throw new Refused(fault);
}

function xmlOf(pack: BrandPackage, path: string): XmlElement {
  return pack.xml(path) ?? refuse({ code: "damaged" });
}

function readParts(pack: BrandPackage): BrandTemplateParts {
  const start = pack.relations("").find(({ type }) => type === "officeDocument")?.target ?? "";
  const type = pack.contentType(start);
  if (/macroEnabled/i.test(type)) refuse({ code: "macros" });
  if (start === "" || !presentationTypes.test(type)) refuse({ code: "not_a_presentation" });
  const presentation = xmlOf(pack, start);
  const factor = factorOf(presentation);
  const collected = collector(pack, factor);
  const related = new Map(pack.relations(start).map((relation) => [relation.id, relation] as const));
  const ids = (below(presentation, "sldMasterIdLst")?.children ?? []).map((master) => relationIdOf(master));
  for (const id of ids.slice(0, mostMasters)) {
    const relation = id === null ? undefined : related.get(id);
    if (relation?.type !== "slideMaster") refuse({ code: "damaged" });
    collected.addMaster(relation.target);
  }
  return described(collected.parts(), collected.masters());
}

function factorOf(presentation: XmlElement): number {
  const size = below(presentation, "sldSz");
  const [width, height] = [Number(size?.attributes["cx"]), Number(size?.attributes["cy"])];
  if (!(width > 0) || !(height > 0)) refuse({ code: "damaged" });
  const wanted = slideSizePt.width / slideSizePt.height;
  if (Math.abs(width / height / wanted - 1) > ratioTolerance) {
    refuse({ code: "not_widescreen", width: Math.round(width / 12_700), height: Math.round(height / 12_700) });
  }
  return emu(slideSizePt.width) / width;
}

function relationIdOf(element: XmlElement): string | null {
  return Object.entries(element.attributes).find(([name]) => name.endsWith(":id"))?.[1] ?? null;
}

interface Collector {
  readonly addMaster: (path: string) => void;
  readonly parts: () => readonly Part[];
  readonly masters: () => BrandTemplateParts["masters"];
}

/** Follows relations from the masters on: what nothing relates to is not kept, and what must not be kept is refused. */
function collector(pack: BrandPackage, factor: number): Collector {
  const parts: Part[] = [];
  const named = new Map<string, string>();
  const counts = { slideMaster: 0, slideLayout: 0, theme: 0, image: 0 };
  const masters: { readonly path: string; readonly layouts: readonly string[] }[] = [];
  let nextId = firstMasterId;

  const nameOf = (kind: keyof typeof counts, path: string, ending: string): string => {
    counts[kind] += 1;
    const name = {
      slideMaster: "slideMasters/slideMaster",
      slideLayout: "slideLayouts/slideLayout",
      theme: "theme/theme",
      image: "media/image",
    }[kind];
    const given = `ppt/${name}${counts[kind]}.${ending}`;
    named.set(path, given);
    return given;
  };

  const addImage = (path: string): string => {
    const known = named.get(path);
    if (known !== undefined) return known;
    const ending = path.split(".").at(-1)?.toLowerCase() ?? "";
    const contentType = imageTypes[ending];
    const data = pack.bytes(path);
    if (contentType === undefined) refuse({ code: "unsupported_part", part: path.slice(0, 200) });
    if (data === null) refuse({ code: "damaged" });
    const given = nameOf("image", path, ending);
    parts.push({ path: given, contentType, data, relations: [] });
    return given;
  };

  const follow = (from: string, relation: StrangeRelation, own: (relation: StrangeRelation) => string | null): Relation | null => {
    const part = from.slice(0, 200);
    if (relation.external) refuse({ code: "external_link", part });
    const target = own(relation);
    if (target !== null) return { id: relation.id, type: relation.fullType, target };
    if (relation.type === "image" || relation.type === "hdphoto") {
      return { id: relation.id, type: relation.fullType, target: addImage(relation.target) };
    }
    if (relation.type === "tags" || relation.type === "customXml") return null;
    if (/^(?:oleObject|package|control|activeX|vmlDrawing|ctrlProp)/i.test(relation.type)) refuse({ code: "embedded_object", part });
    return refuse({ code: "unsupported_part", part });
  };

  const followAll = (path: string, own: (relation: StrangeRelation) => string | null): readonly Relation[] =>
    pack.relations(path).flatMap((relation) => follow(path, relation, own) ?? []);

  const textOf = (path: string): string => {
    xmlOf(pack, path);
    return cleaned(pack.text(path) ?? "", factor);
  };

  const addTheme = (path: string, contentType: string): string => {
    const known = named.get(path);
    if (known !== undefined) return known;
    const given = nameOf("theme", path, "xml");
    parts.push({ path: given, contentType, data: textOf(path), relations: followAll(path, () => null) });
    return given;
  };

  const addLayout = (path: string, master: string, masterName: string): string => {
    if (counts.slideLayout >= mostLayouts) refuse({ code: "too_large" });
    const given = nameOf("slideLayout", path, "xml");
    const at = parts.length;
    const relations = followAll(path, (relation) => {
      if (relation.type === "slideMaster") return relation.target === master ? masterName : refuse({ code: "damaged" });
      return relation.type === "themeOverride" ? addTheme(relation.target, `${office}.themeOverride+xml`) : null;
    });
    if (!relations.some(({ target }) => target === masterName)) refuse({ code: "damaged" });
    parts.splice(at, 0, { path: given, contentType: `${office}.presentationml.slideLayout+xml`, data: textOf(path), relations });
    return given;
  };

  const addMaster = (path: string): void => {
    if (named.has(path)) refuse({ code: "damaged" });
    const root = xmlOf(pack, path);
    const wanted = (below(root, "sldLayoutIdLst")?.children ?? []).map((layout) => relationIdOf(layout));
    if (wanted.length === 0) return;
    const given = nameOf("slideMaster", path, "xml");
    const at = parts.length;
    const byId = new Map(pack.relations(path).map((relation) => [relation.id, relation] as const));
    const layouts = wanted.map((id) => {
      const relation = id === null ? undefined : byId.get(id);
      if (id === null || relation?.type !== "slideLayout" || named.has(relation.target)) return refuse({ code: "damaged" });
      return { id, path: addLayout(relation.target, path, given), target: relation.target };
    });
    const relations = followAll(path, (relation) => {
      if (relation.type === "slideLayout")
        return layouts.find(({ target }) => target === relation.target)?.path ?? refuse({ code: "damaged" });
      return relation.type === "theme" ? addTheme(relation.target, `${office}.theme+xml`) : null;
    });
    if (!relations.some(({ target }) => target.startsWith("ppt/theme/"))) refuse({ code: "damaged" });
    nextId += 1;
    const list = layouts.map(({ id }, index) => `<p:sldLayoutId id="${nextId + index}" r:id="${id}"/>`).join("");
    nextId += layouts.length;
    const data = replacedBetween(textOf(path), "<p:sldLayoutIdLst>", "</p:sldLayoutIdLst>", `<p:sldLayoutIdLst>${list}</p:sldLayoutIdLst>`);
    if (!data.includes(list)) refuse({ code: "damaged" });
    parts.splice(at, 0, { path: given, contentType: `${office}.presentationml.slideMaster+xml`, data, relations });
    masters.push({ path: given, layouts: layouts.map((layout) => layout.path) });
  };

  return { addMaster, parts: () => parts, masters: () => masters };
}

/** Without what related to parts that are not kept. */
function cleaned(xml: string, factor: number): string {
  const body = xml.replace(/^\uFEFF?\s*(?:<\?xml[^>]*\?>)?\s*/, "");
  return `${xmlHead}${scaledXml(replacedBetween(body, "<p:custDataLst>", "</p:custDataLst>", ""), factor)}`;
}

/** Every stretch from one mark to the next other one, with both, replaced. Reads the text once, whatever is in it. */
function replacedBetween(text: string, from: string, to: string, by: string): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf(from, at);
    const end = start === -1 ? -1 : text.indexOf(to, start);
    if (end === -1) return [...kept, text.slice(at)].join("");
    kept.push(text.slice(at, start), by);
    at = end + to.length;
  }
}

function described(parts: readonly Part[], masters: BrandTemplateParts["masters"]): BrandTemplateParts {
  const first = masters[0];
  if (first === undefined) return refuse({ code: "no_layouts" });
  const byPath = new Map(parts.map((part) => [part.path, part] as const));
  const tree = (path: string): XmlElement => {
    const data = byPath.get(path)?.data;
    return (typeof data === "string" ? readXml(data) : null) ?? refuse({ code: "damaged" });
  };
  const themeOf = (master: string) =>
    byPath.get(master)?.relations.find(({ type }) => type.endsWith("/theme"))?.target ?? refuse({ code: "damaged" });
  const layouts: readonly BrandLayout[] = masters.flatMap(({ path, layouts }) => {
    const master = tree(path);
    const theme = themeColours(tree(themeOf(path)));
    const map = mapOf(master);
    return layouts.map((layout) => brandLayout(layout, tree(layout), path, master, theme, map));
  });
  const themePath = themeOf(first.path);
  const themeTree = tree(themePath);
  const theme = themeColours(themeTree);
  const master = tree(first.path);
  const map = mapOf(master);
  const names = [map["tx1"] ?? "dk1", map["bg1"] ?? "lt1", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"];
  const packed = packedOf(parts, masters);
  if (packed.length > largestPacked) refuse({ code: "too_large" });
  return {
    parts,
    masters,
    themePath,
    layouts,
    fonts: themeFonts(themeTree),
    theme,
    colourMap: map,
    textColour: plainColour(below(master, "txStyles", "bodyStyle", "lvl1pPr", "defRPr", "solidFill"), theme, map),
    colours: names.flatMap((name) => theme[name] ?? []),
    packed,
  };
}

function mapOf(master: XmlElement): Readonly<Record<string, string>> {
  return { ...usualColourMap, ...allBelow(master, "clrMap")[0]?.attributes };
}

/** A presentation of these parts without a slide. */
function packedOf(parts: readonly Part[], masters: BrandTemplateParts["masters"]): Uint8Array {
  let next = firstMasterId;
  const list = masters.map(({ layouts }, index) => {
    const id = next;
    next += layouts.length + 1;
    return `<p:sldMasterId id="${id}" r:id="rId${index + 1}"/>`;
  });
  const size = `cx="${emu(slideSizePt.width)}" cy="${emu(slideSizePt.height)}"`;
  const presentation: Part = {
    path: "ppt/presentation.xml",
    contentType: `${office}.presentationml.presentation.main+xml`,
    data: `${xmlHead}<p:presentation ${slideNamespaces}><p:sldMasterIdLst>${list.join("")}</p:sldMasterIdLst><p:sldSz ${size}/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    relations: masters.map(({ path }, index) => ({ id: `rId${index + 1}`, type: "slideMaster", target: path })),
  };
  return writePackage([presentation, ...parts], [{ id: "rId1", type: "officeDocument", target: presentation.path }]);
}
