import { compareVersions } from "../sdk/compare-versions.ts";

const comparator = /^(>=|<=|>|<|=)?\s*v?(\d{1,4}(?:\.\d{1,4}){0,3})$/;

type Test = (version: string) => boolean;

/**
 * Reads a range as npm writes them, of comparators: `>=4.6.0 <4.8.2 || =4.9.1`; a space is "and", `||` is "or". Versions have one to four
 * numbers, which is why npm's own reader does not serve. null = it cannot be read; an empty range holds every version.
 */
export function readSdkRange(range: string): Test | null {
  if (range.trim() === "") return () => true;
  const either: Test[] = [];
  for (const part of range.split("||")) {
    const every: Test[] = [];
    for (const one of part
      .trim()
      .replace(/([<>=])\s+/g, "$1")
      .split(/\s+/)) {
      const read = comparator.exec(one);
      if (read === null) return null;
      const [, sign = "=", bound = ""] = read;
      every.push((version) => holds(sign, compareVersions(version, bound)));
    }
    either.push((version) => every.every((test) => test(version)));
  }
  return (version) => either.some((test) => test(version));
}

function holds(sign: string, difference: number): boolean {
  switch (sign) {
    case ">=":
      return difference >= 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case "<":
      return difference < 0;
    default:
      return difference === 0;
  }
}

/** Versions of the SDK that a text names, each once: numbers with two dots or more that are not part of an address or a longer number. */
export function versionsIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(/(?<![\d.])\d{1,2}(?:\.\d{1,4}){2}(?![\d.]*\d)/g), ([version]) => version))];
}
