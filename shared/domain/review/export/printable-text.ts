/** What XML 1.0 has no way to write: control characters, halves of a pair, and what is no character. */
const unwritable = /[^\P{Cc}\t\n\r]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** A text as it can stand in a file of Office: without what would make the file unreadable. Line breaks and tabs stay. */
export function printableText(text: string): string {
  return text.replaceAll(unwritable, "").replaceAll(/\r\n?/g, "\n");
}
