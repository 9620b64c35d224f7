import type { RateMetric } from "../../metrics/definition.ts";
import { dayOf, numberOf, type Pen } from "./pen.ts";

/** What a review tells the story of experience by: what the customer's target is about, the first that has one. */
const main = ["video_freeze_600_rate", "audio_freeze_200_rate", "delay_over_400_rate"] as const satisfies readonly RateMetric[];
export type MainMetric = (typeof main)[number];

export function mainMetric(pen: Pen): MainMetric {
  const ordered: readonly MainMetric[] = pen.snapshot.account.scenario === "conversational_ai" ? ["delay_over_400_rate", ...main] : main;
  const known = (metric: MainMetric): boolean => pen.ask(`quality.${metric}`).value !== null;
  const targeted = (metric: MainMetric): boolean => pen.ask("target.share", { measure: metric }).value !== null;
  return ordered.find((metric) => known(metric) && targeted(metric)) ?? ordered.find(known) ?? "video_freeze_600_rate";
}

/** Regions that have rows in a table in the reviewed period, those of the account first. */
export function regionsIn(pen: Pen, table: "usageDays" | "quality" | "peaks" | "qualityParts"): readonly string[] {
  const found = new Set<string>();
  for (const { region } of pen.rows(table, "q")) if (typeof region === "string" && region !== "*" && region !== "") found.add(region);
  const { regions } = pen.snapshot.account;
  return [...regions.filter((region) => found.has(region)), ...[...found].filter((region) => !regions.includes(region)).toSorted()];
}

/** Distinct values of a column, sorted. */
export function distinct(cells: readonly unknown[]): readonly string[] {
  return [...new Set(cells.filter((one) => typeof one === "string" && one !== ""))].map(String).toSorted();
}

const dayMs = 86_400_000;

/** Mondays of the weeks that the period has a part in, with their ISO number. */
export function weeksOf(pen: Pen): readonly { readonly monday: string; readonly name: string }[] {
  const { fromMs, toMs } = pen.snapshot.periods.q;
  const first = Date.parse(dayOf(pen.snapshot, fromMs));
  const last = Date.parse(dayOf(pen.snapshot, toMs - 1));
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * dayMs;
  const weeks: { readonly monday: string; readonly name: string }[] = [];
  for (let at = monday; at <= last; at += 7 * dayMs) {
    const day = new Date(at).toISOString().slice(0, 10);
    weeks.push({ monday: day, name: weekName(day) });
  }
  return weeks;
}

/** The week of a day. ISO 8601: it belongs to the year of its Thursday. */
export function weekName(day: string): string {
  const at = Date.parse(day);
  const thursday = at + (3 - ((new Date(at).getUTCDay() + 6) % 7)) * dayMs;
  const year = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return `W${String(Math.floor((thursday - year) / (7 * dayMs)) + 1).padStart(2, "0")}`;
}

/** Months of the period, `YYYY-MM`, and of the period before and the year before at the same places. */
export function monthsOf(pen: Pen, ref: "q" | "p" | "y"): readonly string[] {
  const { fromMs, toMs } = pen.snapshot.periods[ref];
  const months: string[] = [];
  let month = dayOf(pen.snapshot, fromMs).slice(0, 7);
  const end = dayOf(pen.snapshot, toMs - 1).slice(0, 7);
  while (month <= end && months.length < 12) {
    months.push(month);
    const [year = 0, at = 0] = month.split("-").map(Number);
    month = at === 12 ? `${year + 1}-01` : `${year}-${String(at + 1).padStart(2, "0")}`;
  }
  return months;
}

/** How a number went since an earlier period: apart by less than `tolerance` of the earlier is the same; null = one of them is not known. */
export function wentFrom(now: number | null, then: number | null, tolerance = 0.05): "rose" | "fell" | "same" | null {
  if (now === null || then === null) return null;
  const gap = now - then;
  if (Math.abs(gap) <= Math.abs(then) * tolerance) return "same";
  return gap > 0 ? "rose" : "fell";
}

export function isOver(pen: Pen, metric: RateMetric, value: number | null): boolean | null {
  const target = numberOf(pen.ask("target.share", { measure: metric }));
  if (target === null || value === null) return null;
  return metric === "join_5s_rate" || metric === "join_success_rate" ? value < target : value > target;
}
