/** Control and format characters: line ends in every script, tabs, and the marks that turn the direction of writing round. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;

/** A text that stays on its line, whatever was put into it: for names within messages, and for the subjects of e-mails. At most `max` UTF-16 units. */
export function oneLine(text: string, max = 300): string {
  const flat = text.toWellFormed().replaceAll(unprintable, " ").replaceAll(/\s+/g, " ").trim();
  if (flat.length <= max) return flat;
  const cut = flat.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
