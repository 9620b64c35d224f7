import { strFromU8, unzipSync } from "fflate";
import { pdfTexts } from "./pdf-texts.ts";
import { htmlMarkup, markupTexts, officeMarkup } from "./markup-texts.ts";

/** Formats that a review is written in. */
export const reviewFormats = ["pptx", "pdf", "docx", "xlsx", "html"] as const;
export type ReviewFormat = (typeof reviewFormats)[number];

/** Something that can be read in a file, and in which part of it. */
export interface FileText {
  readonly part: string;
  readonly text: string;
}

/** Everything that can be read in a finished file: slides, notes, charts and their workbooks, properties, names of parts, descriptions. Not pictures. */
export function fileTexts(bytes: Uint8Array, format: ReviewFormat): readonly FileText[] {
  if (format === "html") return markupTexts(strFromU8(bytes), htmlMarkup).map((text) => ({ part: "page", text }));
  if (format === "pdf") return pdfTexts(bytes).map((text) => ({ part: "page", text }));
  return packageTexts(bytes, "");
}

/** A package within a package is read like the outer one. */
function packageTexts(bytes: Uint8Array, within: string): readonly FileText[] {
  return Object.entries(unzipSync(bytes)).flatMap(([path, content]): readonly FileText[] => {
    const part = `${within}${path}`;
    const named = { part, text: path };
    if (isZip(content)) return [named, ...packageTexts(content, `${part}!`)];
    if (!/\.(?:xml|rels|vml|html?|txt|json|svg)$/i.test(path)) return [named];
    return [named, ...markupTexts(strFromU8(content), officeMarkup).map((text) => ({ part, text }))];
  });
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}
