import type { ReviewKind } from "./review-sections.ts";

/** The period of a kind that holds a day (`YYYY-MM-DD`): `2026-Q3` or `2026-09`. */
export function periodOfDay(kind: ReviewKind, day: string): string {
  const month = Number(day.slice(5, 7));
  return kind === "letter" ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${Math.ceil(month / 3)}`;
}

/** The period so many after (or, negative, before) another. */
export function shiftPeriod(period: string, by: number): string {
  const year = Number(period.slice(0, 4));
  const [, quarter] = /Q(\d)$/.exec(period) ?? [];
  const [parts, part] = quarter === undefined ? [12, Number(period.slice(5)) - 1] : [4, Number(quarter) - 1];
  const index = year * parts + part + by;
  const number = (index % parts) + 1;
  return `${Math.floor(index / parts)}-${parts === 4 ? `Q${number}` : String(number).padStart(2, "0")}`;
}

/** The last period that is over on a day: what there is to review. */
export function lastEndedPeriod(kind: ReviewKind, day: string): string {
  return shiftPeriod(periodOfDay(kind, day), -1);
}

/** The first day of a period. */
export function periodStart(period: string): string {
  const [, quarter] = /Q(\d)$/.exec(period) ?? [];
  const month = quarter === undefined ? Number(period.slice(5)) : (Number(quarter) - 1) * 3 + 1;
  return `${period.slice(0, 4)}-${String(month).padStart(2, "0")}-01`;
}
