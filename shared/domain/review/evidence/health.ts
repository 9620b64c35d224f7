import { dayStartMs } from "../../calendar/day.ts";
import { keptDaysOf } from "../../health/health-month.ts";
import { type EvidenceRecord, type EvidenceScope, evidenceTable, isTold } from "./evidence-scope.ts";
import type { EvidenceTable } from "./evidence-tables.ts";
import type { ReviewSources } from "./review-sources.ts";

const dayMs = 86_400_000;

/** Kept scores. A kept day is UTC's and judged at its end; it falls into the period that holds its noon, so that its name and its period agree. */
export function healthDays({ healthMonths }: Pick<ReviewSources, "healthMonths">, scope: EvidenceScope): EvidenceTable {
  const kept = healthMonths.flatMap(keptDaysOf).filter(({ day }) => dayStartMs(day) + dayMs <= scope.takenMs);
  const noon = (day: string): number => dayStartMs(day) + dayMs / 2;
  const records = kept.flatMap(({ day, scoreMilli, confidence }): readonly EvidenceRecord<"health">[] =>
    isTold(scope, noon(day)) ? [{ day, at: noon(day), score: scoreMilli === null ? null : scoreMilli / 1000, confidence }] : [],
  );
  return evidenceTable("health", records, ["at"], scope, {
    sources: ["healthMonth"],
    sourceRows: kept.length,
    instants: kept.map(({ day }) => noon(day)),
  });
}
