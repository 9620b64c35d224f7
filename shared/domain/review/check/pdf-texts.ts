import { unzlibSync } from "fflate";

/**
 * What can be read in a PDF: its texts as strings (title, outline, descriptions), and what its pages draw where their fonts say which letters their
 * numbers are, once with everything on a page put together and once block by block. What is compressed or drawn in another way is not read.
 */
export function pdfTexts(bytes: Uint8Array): readonly string[] {
  const objects = objectsOf(latin(bytes));
  const letters = lettersByFont(objects);
  const drawn = objects.flatMap(({ stream }) => (stream === null || !/\bT[jJ]\b/.test(stream) ? [] : [blocksOf(stream, letters)]));
  return [
    objects.flatMap(({ head }) => stringsOf(head)).join("\n"),
    ...drawn.flatMap((blocks) => [blocks.flat().join(""), blocks.map((block) => block.join("")).join("\n")]),
  ];
}

/** Number → letters. A number has as many hexadecimal digits as the font says. */
interface LetterTable {
  readonly digits: number;
  readonly letters: ReadonlyMap<number, string>;
}

interface PdfObject {
  readonly id: string;
  readonly head: string;
  /** Inflated; null = it has none, or it is written in another way. */
  readonly stream: string | null;
}

function objectsOf(pdf: string): readonly PdfObject[] {
  const objects: PdfObject[] = [];
  for (const match of pdf.matchAll(/(\d+) \d+ obj\b/g)) {
    const from = match.index + match[0].length;
    const end = pdf.indexOf("endobj", from);
    const body = pdf.slice(from, end < 0 ? pdf.length : end);
    const start = /stream\r?\n/.exec(body);
    const head = start === null ? body : body.slice(0, start.index);
    const stream = start === null ? null : streamOf(head, body.slice(start.index + start[0].length));
    objects.push({ id: match[1] ?? "", head, stream });
    if (stream !== null && head.includes("/ObjStm")) objects.push(...packedObjects(head, stream));
  }
  return objects;
}

function streamOf(head: string, rest: string): string | null {
  const length = Number(/\/Length (\d+)(?! \d+ R)/.exec(head)?.[1] ?? Number.NaN);
  const end = rest.lastIndexOf("endstream");
  const raw = rest.slice(0, Number.isNaN(length) ? (end < 0 ? rest.length : end) : length);
  if (!head.includes("/Filter")) return raw;
  if (!head.includes("/FlateDecode")) return null;
  try {
    return latin(unzlibSync(Uint8Array.from(raw, (letter) => letter.codePointAt(0) ?? 0)));
  } catch {
    return null;
  }
}

/** Objects of a stream of objects: pairs of id and place come first. */
function packedObjects(head: string, stream: string): readonly PdfObject[] {
  const first = Number(/\/First (\d+)/.exec(head)?.[1] ?? 0);
  const pairs = Array.from(stream.slice(0, first).matchAll(/(\d+) (\d+)/g), ([, id = "", at = ""]) => ({ id, at: Number(at) }));
  return pairs.map(({ id, at }, i) => ({ id, head: stream.slice(first + at, first + (pairs[i + 1]?.at ?? stream.length)), stream: null }));
}

/** Name of a font in pages → number → letters, by the fonts' own tables. Pages that call two fonts by one name have both. */
function lettersByFont(objects: readonly PdfObject[]): ReadonlyMap<string, readonly LetterTable[]> {
  const byId = new Map(objects.map((object) => [object.id, object]));
  const tables = new Map<string, LetterTable>();
  for (const { id, head } of objects) {
    const table = byId.get(/\/ToUnicode (\d+) \d+ R/.exec(head)?.[1] ?? "")?.stream;
    if (table !== null && table !== undefined) tables.set(id, lettersOf(table));
  }
  const fonts = new Map<string, LetterTable[]>();
  for (const { head } of objects) {
    for (const [, name = "", id = ""] of head.matchAll(/\/([A-Za-z][\w+.-]*) (\d+) \d+ R/g)) {
      const table = tables.get(id);
      if (table !== undefined && fonts.get(name)?.includes(table) !== true) fonts.set(name, [...(fonts.get(name) ?? []), table]);
    }
  }
  return fonts;
}

function lettersOf(table: string): LetterTable {
  const letters = new Map<number, string>();
  const code = (hex: string): number => Number.parseInt(hex, 16);
  for (const [, block = ""] of table.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, from = "", to = ""] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi)) letters.set(code(from), utf16(to));
  }
  for (const [, block = ""] of table.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, from = "", to = "", one, list] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*(?:<([0-9a-f]+)>|\[([^\]]*)\])/gi)) {
      const each = list?.match(/[0-9a-f]+/gi) ?? [];
      for (let i = 0; i <= Math.min(code(to) - code(from), 0xff_ff); i += 1) {
        const last = one === undefined ? "" : one.slice(-4);
        const hex = one === undefined ? (each[i] ?? "") : `${one.slice(0, -4)}${(code(last) + i).toString(16).padStart(4, "0")}`;
        letters.set(code(from) + i, utf16(hex));
      }
    }
  }
  return { digits: /begincodespacerange\s*<([0-9a-f]+)>/i.exec(table)?.[1]?.length ?? 4, letters };
}

/** What a page draws, block by block, each piece by piece, in the font that is set when it is drawn. */
function blocksOf(stream: string, fonts: ReturnType<typeof lettersByFont>): readonly (readonly string[])[] {
  const blocks: string[][] = [[]];
  let tables: readonly LetterTable[] = [];
  for (const [whole, font, hex, literal] of stream.matchAll(drawing)) {
    if (whole === "ET") blocks.push([]);
    else if (font !== undefined) tables = fonts.get(font) ?? [];
    else if (hex !== undefined) for (const table of tables) blocks.at(-1)?.push(decoded(hex.replaceAll(/\s/g, ""), table));
    else if (literal !== undefined) blocks.at(-1)?.push(unescaped(literal));
  }
  return blocks;
}

const drawing = /\bET\b|\/([A-Za-z][\w+.-]*) [\d.-]+ Tf\b|<([0-9a-fA-F\s]+)>|\(((?:\\.|[^\\()])*)\)/gs;

function decoded(hex: string, { digits, letters }: LetterTable): string {
  const numbers = Array.from({ length: Math.floor(hex.length / digits) }, (_, i) =>
    Number.parseInt(hex.slice(i * digits, (i + 1) * digits), 16),
  );
  return numbers.map((number) => letters.get(number) ?? "").join("");
}

/** Strings of an object: in brackets or in hexadecimal, of one byte a letter or, after a mark, of two. */
function stringsOf(head: string): readonly string[] {
  return Array.from(head.matchAll(/\(((?:\\.|[^\\()])*)\)|<([0-9a-fA-F\s]{4,})>/gs), ([, literal, hex = ""]) => {
    const text =
      literal === undefined
        ? (hex.replaceAll(/\s/g, "").match(/../g) ?? []).map((two) => String.fromCodePoint(Number.parseInt(two, 16))).join("")
        : unescaped(literal);
    return text.startsWith("\u00FE\u00FF")
      ? utf16(Array.from(text.slice(2), (letter) => (letter.codePointAt(0) ?? 0).toString(16).padStart(2, "0")).join(""))
      : text;
  });
}

function unescaped(literal: string): string {
  return literal.replaceAll(/\\(?:([0-7]{1,3})|\r?\n|(.))/gs, (_, octal?: string, letter?: string) => {
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    return letter === undefined ? "" : letter === "n" ? "\n" : letter === "r" ? "\r" : letter === "t" ? "\t" : letter;
  });
}

function utf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join("");
}

/** A letter a byte. */
function latin(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return pieces.join("");
}
