import { printableText } from "../printable-text.ts";

/** Text as it stands in an element or in a quoted attribute. */
export function escaped(text: string): string {
  return printableText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Hundredths are enough, and always written the same. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
