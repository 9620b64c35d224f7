import { printableText } from "../printable-text.ts";

/** What a sheet takes: Excel's limits. */
export const sheetLimits = { rows: 1_048_576, text: 32_767, name: 31 } as const;

/**
 * A text as a cell: without what makes a file unreadable, not longer than a cell takes, and never run as a formula, not even after the sheet has become
 * a CSV: one that begins with `=`, `+`, `-`, `@` (in either width), a tab or a line break, after any blanks, is led by an apostrophe. A signed number
 * as people write it (`+18%`) is what it says and stays.
 */
export function cellText(text: string): string {
  const clean = printableText(text);
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\n]/.test(clean) && !/^[+-]\d[\d.,]*[ \u00a0]?[%×\p{L}]{0,6}$/u.test(clean) ? `'${clean}` : clean;
  return safe.length <= sheetLimits.text ? safe : `${cutWhole(safe, sheetLimits.text - 1)}…`;
}

/** Names that Excel takes for the sheets of one workbook: short, without its signs, none empty, and no two alike. */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set(["history"]);
  return wanted.map((name) => {
    const clean =
      printableText(name)
        .replaceAll(/[[\]:*?/\\\n\t]/g, " ")
        .replaceAll(/^[\s']+|[\s']+$/g, "") || "Sheet";
    for (let i = 1; ; i += 1) {
      const suffix = i === 1 ? "" : ` (${i})`;
      const one = `${cutWhole(clean, sheetLimits.name - suffix.length).replace(/[\s']+$/, "")}${suffix}`;
      if (taken.has(one.toLowerCase())) continue;
      taken.add(one.toLowerCase());
      return one;
    }
  });
}

/** The first UTF-16 units of a text, without cutting a character in two. */
function cutWhole(text: string, units: number): string {
  if (text.length <= units) return text;
  const last = text.codePointAt(units - 1) ?? 0;
  return text.slice(0, last > 0xff_ff ? units - 1 : units);
}
