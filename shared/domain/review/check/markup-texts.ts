/** How a kind of markup puts letters together to words. */
export interface MarkupKind {
  /** Whether the text on both sides of this tag can be one word: `within` = how many elements that hold a paragraph are open. */
  readonly joins: (element: string, within: number) => boolean;
  /** Elements that hold a paragraph. */
  readonly paragraphs: ReadonlySet<string>;
  /** Elements that stand for a blank. */
  readonly blanks: ReadonlySet<string>;
  /** Whether people's words can stand in an attribute. */
  readonly speaks: (element: string, attribute: string) => boolean;
  /** Elements whose content is text, whatever it looks like. */
  readonly raw: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** Parts of Office's packages. Runs of a paragraph are one text; every other element stands for itself. */
export const officeMarkup: MarkupKind = {
  joins: (_, within) => within > 0,
  paragraphs: new Set(["p", "si", "is"]),
  blanks: new Set(["br", "tab", "cr", "noBreakHyphen"]),
  speaks: (element, attribute) => officeWords.has(attribute) || (attribute === "val" && officeNamed.has(element)),
  raw: none,
};
const officeWords = new Set(
  "name descr title alt tooltip display text author userName initials prompt promptTitle error errorTitle location Target PartName typeface formatCode instr anchor string".split(
    " ",
  ),
);
const officeNamed = new Set("name alias tag docPartGallery instrText attachedSchema pStyle link author".split(" "));

/** Web pages. */
export const htmlMarkup: MarkupKind = {
  joins: (element) => htmlInline.has(element.toLowerCase()),
  paragraphs: none,
  blanks: new Set(["br", "wbr"]),
  speaks: (_, attribute) => !htmlMute.has(attribute.toLowerCase()),
  raw: new Set(["script", "style"]),
};
const htmlInline = new Set(
  "a b i em strong span u s small sub sup mark code tspan bdi bdo abbr cite q time data kbd samp var font".split(" "),
);
const htmlMute = new Set(
  "class style id lang dir role type rel charset d points viewbox transform fill stroke width height x y colspan rowspan scope".split(" "),
);

/**
 * Everything that can be read in a markup, as three texts: with words put together across the tags within a paragraph, with every tag as a break, and what
 * stands in attributes and comments. A name stands in one of them, however it is cut up. Takes whatever text it is given, well-formed or not.
 */
export function markupTexts(markup: string, kind: MarkupKind): readonly string[] {
  const joined: string[] = [];
  const apart: string[] = [];
  const beside: string[] = [];
  let within = 0;
  const say = (text: string): void => {
    joined.push(text);
    apart.push(text);
  };
  for (let at = 0; at < markup.length;) {
    const open = markup.indexOf("<", at);
    const end = open < 0 ? markup.length : open;
    if (end > at) say(decoded(markup.slice(at, end)));
    if (open < 0) break;
    const special = specialAt(markup, open);
    if (special !== null) {
      if (special.type === "text") say(special.text);
      else beside.push(decoded(special.text));
      at = special.end;
      continue;
    }
    const close = tagEnd(markup, open + 1);
    const tag = markup.slice(open + 1, close);
    at = close + 1;
    const [, slash = "", qualified = ""] = /^(\/?)([^\s/>]*)/.exec(tag) ?? [];
    const element = localName(qualified);
    for (const { name, value } of attributesOf(tag)) if (kind.speaks(element, localName(name))) beside.push(decoded(value));
    apart.push("\n");
    if (kind.blanks.has(element)) joined.push(" ");
    else if (!kind.joins(element, within) || kind.paragraphs.has(element)) joined.push("\n");
    if (kind.paragraphs.has(element) && !tag.endsWith("/")) within = Math.max(0, within + (slash === "" ? 1 : -1));
    if (slash === "" && kind.raw.has(element.toLowerCase())) {
      const stop = markup.toLowerCase().indexOf(`</${element.toLowerCase()}`, at);
      beside.push(markup.slice(at, stop < 0 ? markup.length : stop));
      at = stop < 0 ? markup.length : stop;
    }
  }
  return [joined.join(""), apart.join(""), beside.join("\n")];
}

interface Special {
  readonly type: "text" | "beside";
  readonly text: string;
  readonly end: number;
}

function specialAt(markup: string, open: number): Special | null {
  const upTo = (start: string, stop: string, type: Special["type"]): Special | null => {
    if (!markup.startsWith(start, open)) return null;
    const found = markup.indexOf(stop, open + start.length);
    const end = found < 0 ? markup.length : found;
    return { type, text: markup.slice(open + start.length, end), end: Math.min(markup.length, end + stop.length) };
  };
  return upTo("<!--", "-->", "beside") ?? upTo("<![CDATA[", "]]>", "text") ?? upTo("<?", "?>", "beside") ?? upTo("<!", ">", "beside");
}

/** Where a tag ends: a `>` within quotes does not end it. */
function tagEnd(markup: string, from: number): number {
  let at = from;
  while (at < markup.length) {
    const sign = markup[at];
    if (sign === ">") return at;
    if (sign === '"' || sign === "'") {
      const closing = markup.indexOf(sign, at + 1);
      if (closing < 0) return markup.length;
      at = closing;
    }
    at += 1;
  }
  return markup.length;
}

function attributesOf(tag: string): readonly { readonly name: string; readonly value: string }[] {
  return Array.from(tag.matchAll(/([^\s"'=/<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g), ([, name = "", a, b, c]) => ({
    name,
    value: a ?? b ?? c ?? "",
  }));
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(":") + 1);
}

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  shy: "",
  middot: "·",
  ndash: "–",
  mdash: "—",
  hellip: "…",
};

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]{1,8})|#(\d{1,8})|([a-z]{2,8}));?/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}
