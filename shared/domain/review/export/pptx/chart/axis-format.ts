import type { ReviewUnit } from "../../../metrics/review-metrics.ts";
import type { ReviewLocale } from "../../../compose/review-document.ts";
import { numberFormat } from "../../number-format.ts";

/** Excel's format of the values along an axis: as fine as its steps, with the unit where a format can say it. */
export function axisFormat(unit: ReviewUnit, step: number): string {
  if (unit === "share") {
    const decimals = [0, 1, 2].find((digits) => Math.abs(step * 100 * 10 ** digits - Math.round(step * 100 * 10 ** digits)) < 1e-6) ?? 3;
    return decimals === 0 ? "0%" : `0.${"0".repeat(decimals)}%`;
  }
  return valueFormat(unit);
}

/** The same of single values, at their marks and in the workbook. */
export function valueFormat(unit: ReviewUnit): string {
  switch (unit) {
    case "percent":
      return '0.##"%"';
    case "factor":
      return '0.0"×"';
    case "ms":
      // Formats can divide by a thousand and not by sixty.
      return '#,##0.#," s"';
    case "ms_short":
      return '#,##0" ms"';
    default:
      return numberFormat(unit);
  }
}

/**
 * Of users and their hours at marks and along an axis: thousands and millions, or 万 and 亿. A format divides by thousands only; a point that is written before the
 * last digit makes ten thousands of them.
 */
export function shortFormat(unit: ReviewUnit, locale: ReviewLocale): string | null {
  if (unit !== "pcu" && unit !== "user_hours") return null;
  return locale === "en"
    ? '[>=999950]#,##0.0,," M";[>=10000]#,##0.0," k";#,##0'
    : String.raw`[>=99999500]0\.00,," 亿";[>=10000]0\.0," 万";#,##0`;
}

/** Whether numbers in that format say their unit. */
export function formatSaysUnit(unit: ReviewUnit): boolean {
  return unit === "share" || unit === "percent" || unit === "factor" || unit === "ms" || unit === "ms_short";
}
