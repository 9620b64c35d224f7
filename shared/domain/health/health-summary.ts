import { addDays, dayOfMs } from "../calendar/day.ts";
import type { KeptDay } from "./health-month.ts";
import type { HealthResult, HealthSummary, RuleResult } from "./health-result.ts";
import { judgedDay } from "./measure/measure.ts";

/** Kept days that a spark line shows before the judged one. */
const sparkDays = 30;

/** What lists show of a result. `kept` are the account's kept days, in any order; the judged day itself and later ones are passed over. */
export function healthSummary(result: HealthResult, kept: readonly KeptDay[]): HealthSummary {
  const today = dayOfMs(judgedDay(result.atMs));
  const byDay = new Map(kept.map((one) => [one.day, one.scoreMilli]));
  const weekBefore = byDay.get(addDays(today, -7)) ?? null;
  const spark = Array.from({ length: sparkDays }, (_, i) => byDay.get(addDays(today, i - sparkDays)) ?? Number.NaN);
  return {
    accountId: result.accountId,
    atMs: result.atMs,
    scoreMilli: result.scoreMilli,
    grade: result.override?.grade ?? result.grade,
    computedGrade: result.grade,
    overridden: result.override !== null,
    confidence: result.confidence,
    change7dMilli: result.scoreMilli === null || weekBefore === null ? null : result.scoreMilli - weekBefore,
    spark: [...spark, result.scoreMilli ?? Number.NaN],
    worst: worstRule(result),
    components: result.components.map(({ id, scoreMilli, grade }) => ({ id, scoreMilli, grade })),
  };
}

/** The rule that takes most; of equals the first as shown. */
function worstRule(result: HealthResult): HealthSummary["worst"] {
  let worst: RuleResult | null = null;
  for (const { rules } of result.components) {
    for (const rule of rules) if (rule.lostMilli > (worst?.lostMilli ?? 0)) worst = rule;
  }
  if (worst === null) return null;
  const { id, measured, target, slice, lostMilli } = worst;
  return { id, measured, target, slice, lostMilli };
}
