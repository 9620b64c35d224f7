import { formatDuration } from "../../../i18n/format-duration.ts";
import { formatCompact, formatNumber, formatPercent, formatSigned } from "../../../i18n/format-number.ts";
import { formatDay, formatTime } from "../../../i18n/format-time.ts";
import type { ReviewUnit } from "../metrics/review-metrics.ts";
import { readReviewKey, type ReviewValue } from "../model/review-question.ts";
import type { ReviewLocale } from "./review-document.ts";

export const noData: Readonly<Record<ReviewLocale, string>> = { en: "no data", "zh-CN": "无数据" };

/**
 * A value as it stands in a text of this language, with what belongs to the number (%, ×, ms, a date's parts) and without the noun that the sentence
 * or the column says (users, weeks): `3.9%`, `112 k` / `11.2 万`, `1,986,240`, `26 Sep 21:10` / `9 月 26 日 21:10`. Changes and differences
 * have their sign; `size`, `gap` and `share` have none. Instants are written in `timeZone`.
 */
export function valueText(value: Pick<ReviewValue, "key" | "unit" | "value">, locale: ReviewLocale, timeZone: string): string {
  const { value: raw, unit, key } = value;
  if (raw === null || (typeof raw === "number" && !Number.isFinite(raw))) return noData[locale];
  if (typeof raw === "string") return unit === "day" ? dayText(raw, locale) : raw;
  const question = readReviewKey(key);
  switch (question?.compare?.as) {
    case "change":
      return changeText(raw, locale, formatSigned);
    case "size":
      return changeText(raw, locale, formatNumber);
    case "share":
      return wholePercent(raw, locale);
    case "difference":
      return `${raw > 0 ? "+" : raw < 0 ? "−" : ""}${gapText(Math.abs(raw), unit, locale)}`;
    case "gap":
      return gapText(raw, unit, locale);
    case "ratio":
    case undefined:
      return plainText(raw, unit, question?.metric ?? "", locale, timeZone);
  }
}

function plainText(raw: number, unit: ReviewUnit, metric: string, locale: ReviewLocale, timeZone: string): string {
  switch (unit) {
    case "pcu":
    case "user_hours":
      return formatCompact(raw, locale);
    case "share":
      return /^(?:sdk|peaks|target|sla\.budget)/.test(metric) ? wholePercent(raw, locale) : rateText(raw, locale);
    case "ms":
      return formatDuration(raw, locale);
    case "ms_short":
      return `${formatNumber(raw, locale)} ms`;
    case "count":
    case "days":
      return formatNumber(raw, locale);
    case "points":
      return formatNumber(raw, locale);
    case "score":
      return formatNumber(raw, locale, 1);
    case "percent":
      return `${formatNumber(raw, locale, Number.isInteger(raw) ? 0 : 1)}%`;
    case "factor":
      return `${formatNumber(raw, locale, raw < 9.95 ? 1 : 0)}${locale === "en" ? "×" : " 倍"}`;
    case "instant":
      return instantText(raw, locale, timeZone);
    case "day":
    case "name":
      return formatNumber(raw, locale);
  }
}

/** One decimal, as rates are reported; two where one would show nothing, none where all is all. */
function rateText(raw: number, locale: ReviewLocale): string {
  const size = Math.abs(raw);
  return formatPercent(raw, locale, size === 0 || size === 1 ? 0 : size < 0.001 ? 2 : 1);
}

/** Parts of a whole: nobody reads the decimal of 68.3%. Small ones keep it. */
function wholePercent(raw: number, locale: ReviewLocale): string {
  const size = Math.abs(raw);
  return formatPercent(raw, locale, size === 0 || size === 1 || size >= 0.0995 ? 0 : 1);
}

function changeText(raw: number, locale: ReviewLocale, format: (value: number, locale: ReviewLocale, digits: number) => string): string {
  return `${format(raw * 100, locale, raw === 0 || Math.abs(raw) >= 0.0995 ? 0 : 1)}%`;
}

/** `raw` is not negative. Of two shares the difference is in percentage points. */
function gapText(raw: number, unit: ReviewUnit, locale: ReviewLocale): string {
  switch (unit) {
    case "share":
      return `${formatNumber(raw * 100, locale, raw !== 0 && raw < 0.001 ? 2 : 1)}${locale === "en" ? " pp" : " 个百分点"}`;
    case "ms":
    case "instant":
      return formatDuration(raw, locale);
    case "points":
    case "score":
      return formatNumber(raw, locale, 1);
    case "pcu":
    case "user_hours":
    case "ms_short":
    case "count":
    case "days":
    case "percent":
    case "factor":
    case "day":
    case "name":
      return plainText(raw, unit, "", locale, "UTC");
  }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** `15 Nov 2026`, `2026 年 11 月 15 日`. What is no day stays as it is. */
export function dayText(day: string, locale: ReviewLocale): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const name = months[month - 1];
  if (name === undefined || !(date > 0)) return day;
  return locale === "en" ? `${String(date)} ${name} ${String(year)}` : `${String(year)} 年 ${String(month)} 月 ${String(date)} 日`;
}

/** The year is the text's period's: `26 Sep 21:10`, `9 月 26 日 21:10`. */
function instantText(ms: number, locale: ReviewLocale, timeZone: string): string {
  const day = dayText(formatDay(ms, timeZone), locale);
  return `${locale === "en" ? day.replace(/ \d+$/, "") : day.replace(/^\d+ 年 /, "")} ${formatTime(ms, timeZone)}`;
}
