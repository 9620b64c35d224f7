import type { Language } from "./catalogue.ts";

/** What stands for a value that is missing. Missing is never 0. */
export const missing = "—";
const minus = "−";
const cache = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, minDigits: number, maxDigits: number): Intl.NumberFormat {
  const key = `${language} ${minDigits} ${maxDigits}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, { minimumFractionDigits: minDigits, maximumFractionDigits: maxDigits });
  cache.set(key, made);
  return made;
}

function isMissing(value: number | null | undefined): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value);
}

/** Grouped, with exactly `digits` decimals and a real minus: `412,906`, `−2.0`. Missing gives an em dash. */
export function formatNumber(value: number | null | undefined, language: Language, digits = 0): string {
  if (isMissing(value)) return missing;
  return numberFormat(language, digits, digits).format(value).replace("-", minus);
}

/** Change with its sign: `+4.2`, `−14`, and a plain `0` for none. */
export function formatSigned(value: number | null | undefined, language: Language, digits = 0): string {
  if (isMissing(value)) return missing;
  const text = formatNumber(value, language, digits);
  return value > 0 && Number(value.toFixed(digits)) !== 0 ? `+${text}` : text;
}

/** A ratio (0.039) as percent (`3.9%`). */
export function formatPercent(ratio: number | null | undefined, language: Language, digits = 1): string {
  return isMissing(ratio) ? missing : `${formatNumber(ratio * 100, language, digits)}%`;
}

const units: Readonly<Record<Language, readonly { readonly at: number; readonly unit: string }[]>> = {
  "zh-CN": [
    { at: 1e8, unit: "亿" },
    { at: 1e4, unit: "万" },
  ],
  en: [
    { at: 1e9, unit: "G" },
    { at: 1e6, unit: "M" },
    { at: 1e3, unit: "k" },
  ],
};

/** Three significant digits with the unit of the language: `16.8 万`, `168 k`, `2.14 亿`; small numbers whole: `8,207` (zh), `812`. */
export function formatCompact(value: number | null | undefined, language: Language): string {
  if (isMissing(value)) return missing;
  const size = Math.abs(value);
  // 9,999.6 shows as 10,000 and so belongs to the next unit: compare what three digits would show.
  const unit = units[language].find((candidate) => Number(size.toPrecision(3)) >= candidate.at);
  if (unit === undefined) {
    return numberFormat(language, 0, size < 10 ? 2 : size < 100 ? 1 : 0)
      .format(value)
      .replace("-", minus);
  }
  const scaled = Number(size.toPrecision(3)) / unit.at;
  const digits = scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
  return `${value < 0 ? minus : ""}${numberFormat(language, 0, digits).format(scaled)} ${unit.unit}`;
}

const bytesUnits = ["B", "kB", "MB", "GB", "TB"] as const;

/** Size of data, decimal units: `412 MB`, `1.3 GB`. */
export function formatBytes(bytes: number | null | undefined, language: Language): string {
  if (isMissing(bytes)) return missing;
  let size = bytes;
  let step = 0;
  while (size >= 999.5 && step < bytesUnits.length - 1) {
    size /= 1000;
    step += 1;
  }
  return `${numberFormat(language, 0, step === 0 || size >= 100 ? 0 : 1).format(size)} ${bytesUnits[step] ?? "B"}`;
}

/** Members in a row: ` · ` between, the way narrow cells list regions. */
export function joinDots(parts: readonly string[]): string {
  return parts.join(" · ");
}

/** Members in a sentence: `a、b 和 c`, `a, b and c`. */
export function formatList(parts: readonly string[], language: Language): string {
  return new Intl.ListFormat(language === "en" ? "en-GB" : language, { type: "conjunction" }).format(parts);
}
