import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";

/**
 * A package of Office packed again so that the same content is the same bytes: parts in the order in which they came, every one dated by the day of
 * `takenMs`, the instants in its core properties set to `takenMs`, and ids of relationships that were drawn at random numbered instead. Workbooks in it
 * alike. Bookmarks and drawings, which the writer counts on from document to document, are counted from 1.
 */
export function withSameBytes(packed: Uint8Array, takenMs: number): Uint8Array<ArrayBuffer> {
  const mtime = packedDate(takenMs);
  const parts = unzipSync(packed);
  const ids = drawnIds(parts);
  const mended: Zippable = {};
  for (const [path, bytes] of Object.entries(parts)) mended[path] = [partOf(path, bytes, ids, takenMs), { mtime, level: 6 }];
  return new Uint8Array(zipSync(mended));
}

const drawnId = /"(rId[a-z0-9_-]{21})"/g;

/** Ids that were drawn at random → numbered ones, in the order of the parts. */
function drawnIds(parts: Readonly<Record<string, Uint8Array>>): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const [path, bytes] of Object.entries(parts)) {
    if (!path.endsWith(".rels")) continue;
    for (const [, id = ""] of strFromU8(bytes).matchAll(drawnId)) if (!ids.has(id)) ids.set(id, `rIdN${ids.size + 1}`);
  }
  return ids;
}

function partOf(path: string, bytes: Uint8Array, ids: ReadonlyMap<string, string>, takenMs: number): Uint8Array {
  if (/\.(?:xlsx|docx|pptx)$/.test(path)) return withSameBytes(bytes, takenMs);
  if (!/\.(?:xml|rels)$/.test(path)) return bytes;
  const xml = strFromU8(bytes).replaceAll(drawnId, (whole, id: string) => {
    const number = ids.get(id);
    return number === undefined ? whole : `"${number}"`;
  });
  if (path === "docProps/core.xml") return strToU8(withInstants(xml, takenMs));
  if (path === "xl/styles.xml") return strToU8(withFontsInOrder(xml));
  return strToU8(path === "word/document.xml" ? countedFromOne(xml) : xml);
}

/** The schema has the size of a font before its colour; the writer has it after. */
function withFontsInOrder(xml: string): string {
  return xml.replaceAll(/(<color [^>]*\/>)(<sz [^>]*\/>)/g, "$2$1");
}

function countedFromOne(xml: string): string {
  const names = countedAnew();
  const ids = countedAnew();
  const drawings = countedAnew();
  return xml
    .replaceAll(/(w:anchor="|w:name="|PAGEREF )_Toc(\d+)/g, (_, before: string, old: string) => `${before}_Toc${names(old)}`)
    .replaceAll(/(<w:bookmark(?:Start|End)\b[^>]*w:id=")(\d+)/g, (_, before: string, old: string) => `${before}${ids(old)}`)
    .replaceAll(/(<wp:docPr id=")(\d+)/g, (_, before: string, old: string) => `${before}${drawings(old)}`);
}

function countedAnew(): (old: string) => number {
  const numbers = new Map<string, number>();
  return (old) => {
    const number = numbers.get(old) ?? numbers.size + 1;
    numbers.set(old, number);
    return number;
  };
}

function withInstants(xml: string, takenMs: number): string {
  const instant = `${new Date(takenMs).toISOString().slice(0, 19)}Z`;
  return xml.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g, `$1${instant}$2`);
}

/** Packages are dated by the machine's wall clock: noon of the day in UTC, which every zone has, is the same everywhere. */
function packedDate(takenMs: number): Date {
  const taken = new Date(takenMs);
  const year = Math.min(2099, Math.max(1980, taken.getUTCFullYear()));
  return new Date(year, taken.getUTCMonth(), taken.getUTCDate(), 12);
}
