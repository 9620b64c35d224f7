import { z } from "zod";
import { day, id } from "../common.ts";
import { healthComponents } from "./health-rules.ts";

/** One kept day. Points are thousandths of a point (0–100,000); a component that nobody could judge is null. */
export interface KeptDay {
  /** UTC, `2026-10-29`. */
  readonly day: string;
  readonly scoreMilli: number | null;
  /** 0–1, hundredths. */
  readonly confidence: number;
  /** Version of the model in force that day; 0 = the one that the product ships with. */
  readonly modelVersion: number;
  /** What each component added to the score, in the order of `healthComponents`: together they are the score. */
  readonly contributionsMilli: readonly (number | null)[];
}

/**
 * A kept day as it is stored: `[day of the month, score, confidence in hundredths, model version, contribution of each component …]`. Names would
 * be three quarters of a company's largest records.
 */
const packedDay = z.array(z.number().int().nullable()).length(4 + healthComponents.length);

/** The scores of an account in one UTC month, a day each, as judged at the end of that day. Kept by the backend; a kept day never changes. */
export const healthMonth = z.object({
  /** `hm_<account>_<YYYY-MM>`. */
  id,
  accountId: id,
  month: z.string().regex(/^\d{4}-\d{2}$/),
  /** Ascending: see `keptDaysOf`. */
  days: z.array(packedDay).max(31),
});
export type HealthMonth = z.infer<typeof healthMonth>;

export function healthMonthId(accountId: string, month: string): string {
  return `hm_${accountId}_${month}`;
}

export function keptDaysOf({ month, days }: Pick<HealthMonth, "month" | "days">): readonly KeptDay[] {
  return days.map(([dayOfMonth, scoreMilli, hundredths, modelVersion, ...contributionsMilli]) => ({
    day: `${month}-${String(dayOfMonth ?? 0).padStart(2, "0")}`,
    scoreMilli: scoreMilli ?? null,
    confidence: (hundredths ?? 0) / 100,
    modelVersion: modelVersion ?? 0,
    contributionsMilli,
  }));
}

/** The month with a day more; a day that it has stays as it was kept. */
export function withKeptDay(stored: readonly HealthMonth["days"][number][], kept: KeptDay): HealthMonth["days"] {
  const dayOfMonth = Number(day.parse(kept.day).slice(8));
  if (stored.some(([of]) => of === dayOfMonth)) return [...stored];
  const packed = [dayOfMonth, kept.scoreMilli, Math.round(kept.confidence * 100), kept.modelVersion, ...kept.contributionsMilli];
  return [...stored, packed].toSorted(([a], [b]) => (a ?? 0) - (b ?? 0));
}
