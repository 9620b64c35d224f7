import { strFromU8, unzipSync } from "fflate";

/** The parts of a package of Office as text, by their paths; workbooks in it with `path!path`. */
export function packageParts(bytes: Uint8Array, within = ""): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    if (/\.(?:xlsx|docx|pptx)$/.test(path)) for (const [inner, text] of packageParts(content, `${within}${path}!`)) parts.set(inner, text);
    else parts.set(`${within}${path}`, strFromU8(content));
  }
  return parts;
}

/** Paragraphs of a part in order: runs joined and tabs kept, as they are read; blanks that hold a value together are blanks. `p` is the element of a paragraph, `t` of a text. */
export function paragraphsOf(xml: string, p = "w:p", t = "w:t"): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${p}[ >].*?</${p}>`, "gs"))].map(([paragraph]) =>
    [...paragraph.matchAll(new RegExp(`<${t}(?: [^>]*)?>([^<]*)</${t}>|<w:tab/>`, "g"))]
      .map(([, text]) => (text === undefined ? "\t" : unescaped(text).replaceAll("\u00A0", " ")))
      .join(""),
  );
}

export function unescaped(text: string): string {
  return text
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
