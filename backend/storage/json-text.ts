/** What PostgreSQL cannot store in jsonb, as JSON.stringify writes it: NUL, and halves of surrogate pairs. */
const unstorable = /\\u(?:0000|d[89a-f])/;

/** The text without what the database cannot store. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}

function clean(_key: string, value: unknown): unknown {
  return typeof value === "string" ? storableText(value) : value;
}

/** JSON text for a jsonb parameter; characters that the database cannot store are left out or replaced by U+FFFD. */
export function jsonForStorage(value: unknown): string {
  const json = JSON.stringify(value);
  return unstorable.test(json) ? JSON.stringify(value, clean) : json;
}

/** Whether a text can be stored as it is. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
