import { printableText } from "../../printable-text.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for an element or an attribute. Characters that XML cannot hold are left out. */
export function xmlText(text: string): string {
  return printableText(text).replace(/[&<>"]/g, (character) => entities[character] ?? "");
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Namespaces of slides, their masters and layouts. */
export const slideNamespaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';

/** English metric units of a length in points. */
export function emu(points: number): number {
  return Math.round(points * 12_700);
}
