/** A number that stands in a text as characters. */
export interface TypedNumber {
  readonly text: string;
  readonly index: number;
}

const months = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.?";
const counted = "(?:users?|sessions?|incidents?|messages?|weeks?|promises?|requests?|tickets?|人|起|周|条|次|万|亿|千)";
const products =
  "SDK|iOS|iPadOS|Android|Windows|macOS|Linux|HarmonyOS|Chrome|Safari|Firefox|Edge|Unity|Flutter|HTTP/?|TLS|IPv|Wi-?Fi|version|版本";

/** What has digits and is no number of the data, in the order in which it is taken out. */
const exempt: readonly RegExp[] = [
  /\b(?:https?:\/\/|www\.)\S+/giu,
  // Items of a list.
  /^\s*[(（]?\d{1,2}[.)、．）](?!\d)/gu,
  // Dates, quarters, times of day.
  /(?<!\d)(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?!\d)/gu,
  /(?:(?:19|20)\d\d\s*年\s*)?(?<!\d)\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?/gu,
  /(?:19|20)\d\d\s*年/gu,
  /(?<!\d)\d{1,2}\s*[日号](?!均|活)/gu,
  new RegExp(`(?<!\\d)\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${months}(?:\\s+\\d{4})?\\b`, "gu"),
  new RegExp(`\\b${months}\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+(?:19|20)\\d\\d)?(?![\\d.,]*\\s?%)\\b`, "gu"),
  /\bQ[1-4](?:\s*(?:19|20)\d\d)?\b|第?\s*[1-4]\s*季度/gu,
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/gu,
  /(?<![\d.])\d{1,2}\s*[–—-]\s*\d{1,2}\s*(?:h\b|点|时(?!长))/gu,
  /\b24\s*[x×/]\s*7\b|\b7\s*[x×]\s*24\b/gu,
  new RegExp(`(?<![\\d.,])(?:19|20)\\d\\d(?![\\d%]|[.,]\\d|\\s*%|\\s*${counted})`, "gu"),
  // Versions and names.
  /(?<![\d.])v?\d+(?:(?:\.\d+){2,}(?:\.x)?|(?:\.\d+)*\.x\b)/giu,
  new RegExp(`(?:${products})\\s*v?\\d+(?:\\.\\d+)*(?:\\.x)?(?![\\d%]|\\s*%)`, "giu"),
  /第\s*\d+/gu,
  /\b\d+(?:st|nd|rd|th)\b/gu,
  /\b\d{3,4}[pi]\b|\b\d[GDK]\b/gu,
  /(?<![A-Za-z])[A-Za-z]+(?:[-_.#]?\d[\dA-Za-z]*)+(?:-[\dA-Za-z]+)*/gu,
];

const durationUnit = "(?:h|min|s|d|ms|hours?|minutes?|seconds?|days?|小时|分钟|分|毫秒|秒|天)";
const number =
  // A row of durations is one: 1 h 16 min.
  new RegExp(
    `(?<![A-Za-z\\d])[+−-]?\\d+(?:[,.]\\d+)*(?:\\s?${durationUnit}(?![A-Za-z]))(?:\\s?\\d+\\s?${durationUnit}(?![A-Za-z]))*` +
      `|[+−-]?\\d+(?:[,.]\\d+)*(?:\\s?(?:%|×|倍|个百分点|percentage points|pp\\b|[万亿千]|[kKMG]\\b|x\\b))?`,
    "giu",
  );
const loneDigit = /^\d$/;
const countedAfter = new RegExp(`^\\s*${counted}`, "iu");

/**
 * Numbers typed into one paragraph. Dates, times, years, versions, identifiers, ordinals, marks of a list, the given names, and a lone digit without unit ("3
 * questions") are none.
 */
export function typedNumbers(paragraph: string, names: readonly string[] = []): readonly TypedNumber[] {
  // Full-width digits are digits; every step keeps the places of what is left.
  let text = paragraph.replaceAll(/[０-９％．，]/gu, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0));
  for (const name of names) if (/\d/.test(name)) text = text.replaceAll(name, blank);
  for (const pattern of exempt) text = text.replaceAll(pattern, blank);
  return Array.from(text.matchAll(number)).flatMap(({ 0: found, index }) => {
    const trimmed = found.trim();
    const lone = loneDigit.test(trimmed) && !countedAfter.test(text.slice(index + found.length));
    return lone ? [] : [{ text: paragraph.slice(index, index + trimmed.length), index }];
  });
}

function blank(found: string): string {
  return "\u0000".repeat(found.length);
}

/** A written number as it can be held against another one. `step`: of its last digit. */
export interface WrittenNumber {
  readonly size: number;
  readonly step: number;
  readonly unit: "%" | "×" | "pp" | "ms" | "plain";
}

const scales: Readonly<Record<string, number>> = { 千: 1e3, 万: 1e4, 亿: 1e8, k: 1e3, m: 1e6, g: 1e9 };
const durations: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|毫秒)/iu, 1],
  [/^(?:min|分)/iu, 60_000],
  [/^(?:h|小时)/iu, 3_600_000],
  [/^(?:s|秒)/iu, 1000],
  [/^(?:d|天)/iu, 86_400_000],
];

/** Without its sign; null = it is no number. */
export function readWritten(written: string): WrittenNumber | null {
  const text = written
    .normalize("NFKC")
    .trim()
    .replace(/^[+−-]/u, "");
  const parts = Array.from(text.matchAll(/(\d+(?:[,.]\d+)*)\s?([^\d\s]*)/gu));
  const [first] = parts;
  if (first === undefined || first.index !== 0) return null;
  const sized = (digits: string): number => Number.parseFloat(digits.replaceAll(",", ""));
  const decimals = /\.(\d+)$/.exec(first[1] ?? "")?.[1]?.length ?? 0;
  const [size, step, unit] = [sized(first[1] ?? ""), 10 ** -decimals, (first[2] ?? "").toLowerCase()];
  if (unit === "%") return { size, step, unit: "%" };
  if (unit === "×" || unit === "x" || unit === "倍") return { size, step, unit: "×" };
  if (unit === "pp" || unit === "个百分点" || unit === "percentage") return { size, step, unit: "pp" };
  const scale = scales[unit];
  if (scale !== undefined) return { size: size * scale, step: step * scale, unit: "plain" };
  const times = parts.map(([, digits = "", name = ""]) => ({ digits, ms: durations.find(([pattern]) => pattern.test(name))?.[1] ?? null }));
  if (unit !== "" && times.every(({ ms }) => ms !== null)) {
    const total = times.reduce((sum, { digits, ms }) => sum + sized(digits) * (ms ?? 0), 0);
    return { size: total, step: step * (times.at(-1)?.ms ?? 1), unit: "ms" };
  }
  return { size, step, unit: "plain" };
}

/** Whether somebody who typed the one may have meant the other: apart by 2 %, or by the rounding of what was typed. */
export function isNear(typed: WrittenNumber, bound: WrittenNumber): boolean {
  return typed.unit === bound.unit && Math.abs(typed.size - bound.size) <= Math.max(bound.size * 0.02, typed.step / 2) + 1e-9;
}
