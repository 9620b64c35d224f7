import type { ReviewKind } from "../model/review-sections.ts";
import type { ReviewLocale } from "./review-document.ts";

const monthsEn = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const quartersZh = ["一", "二", "三", "四"];

/** A reviewed period or the ones that it is held against: `Q3 2026`, `2026 年三季度`, `September 2026`, `2026 年 9 月`. */
export function periodWords(kind: ReviewKind, period: string, ref: "q" | "p" | "y", locale: ReviewLocale): string {
  const year = Number(period.slice(0, 4));
  const inYear = kind === "quarterly" ? 4 : 12;
  const place = year * inYear + Number(period.slice(kind === "quarterly" ? 6 : 5)) - 1 - (ref === "q" ? 0 : ref === "p" ? 1 : inYear);
  const [y, at] = [Math.floor(place / inYear), place % inYear];
  if (kind === "quarterly") return locale === "en" ? `Q${at + 1} ${y}` : `${y} 年${quartersZh[at] ?? ""}季度`;
  return locale === "en" ? `${monthsEn[at] ?? ""} ${y}` : `${y} 年 ${at + 1} 月`;
}

/** Short name of a month `YYYY-MM`: `Sep`, `9 月`. */
export function monthWords(month: string, locale: ReviewLocale): string {
  const at = Number(month.slice(5)) - 1;
  return locale === "en" ? (monthsEn[at] ?? "").slice(0, 3) : `${at + 1} 月`;
}
