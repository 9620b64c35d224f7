/** An element as it was read: names with their prefixes, text left out but for elements that have nothing else. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
}

const deepest = 200;
const mostElements = 200_000;

const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|<|[^<]+/gy;
const attribute = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapedXml(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (_, hex?: string, code?: string, name?: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? "";
    const point = hex === undefined ? Number(code) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : "";
  });
}

/** Reads well-formed XML without a document type (so nothing in it can grow or point elsewhere); null = it is not. */
export function readXml(text: string): XmlElement | null {
  const root: OpenElement = { name: "", attributes: {}, children: [] };
  const open: OpenElement[] = [root];
  let count = 0;
  token.lastIndex = 0;
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  while (token.lastIndex < source.length) {
    const [whole, slash, name, attributes = "", empty] = token.exec(source) ?? [""];
    // A lone "<" is a document type or broken.
    if (whole === "" || whole === "<") return null;
    if (name === undefined) continue;
    const parent = open.at(-1);
    if (parent === undefined) return null;
    if (slash === "/") {
      if (parent.name !== name || open.length === 1) return null;
      open.pop();
      continue;
    }
    count += 1;
    if (count > mostElements || open.length > deepest) return null;
    const element: OpenElement = { name, attributes: attributesOf(attributes), children: [] };
    parent.children.push(element);
    if (empty !== "/") open.push(element);
  }
  return open.length === 1 && root.children.length === 1 ? (root.children[0] ?? null) : null;
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  for (const [, name = "", double, single] of text.matchAll(attribute)) found.set(name, unescapedXml(double ?? single ?? ""));
  return Object.fromEntries(found);
}

/** The name without its prefix: files of other writers choose other prefixes. */
export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(":") + 1);
}

/** The element at a path of local names below this one; the first where there are several. */
export function below(element: XmlElement | null | undefined, ...path: readonly string[]): XmlElement | null {
  let at: XmlElement | null = element ?? null;
  for (const name of path) at = at?.children.find((child) => localName(child) === name) ?? null;
  return at;
}

/** Every element below with a local name, in order. */
export function allBelow(element: XmlElement | null, name: string): readonly XmlElement[] {
  if (element === null) return [];
  return element.children.flatMap((child) => (localName(child) === name ? [child, ...allBelow(child, name)] : allBelow(child, name)));
}
