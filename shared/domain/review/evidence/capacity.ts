import type { ReviewSources } from "./review-sources.ts";
import { comeMs, type EvidenceRecord, type EvidenceScope, evidenceTable } from "./evidence-scope.ts";
import type { EvidenceTable } from "./evidence-tables.ts";

/** Capacity that was in force in any part of the periods, in order, so that the last of a region is what was in force at the end. */
export function capacityInForce({ capacities }: Pick<ReviewSources, "capacities">, scope: EvidenceScope): EvidenceTable {
  const begun = capacities.flatMap((record) => {
    const at = comeMs(scope, record.from);
    return at === null || at >= scope.endMs ? [] : [{ ...record, at }];
  });
  const records = [...Map.groupBy(begun, ({ region }) => region).values()].flatMap((own): readonly EvidenceRecord<"capacity">[] => {
    const ordered = own.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    return ordered.flatMap(({ region, at, pcu, id }, i) => {
      const until = ordered[i + 1]?.at ?? null;
      return until !== null && until <= scope.periods.y.fromMs ? [] : [{ region, at, until, pcu, id }];
    });
  });
  return evidenceTable("capacity", records, ["region", "at", "id"], scope, {
    sources: ["capacity"],
    sourceRows: capacities.length,
    instants: begun.map(({ at }) => at),
  });
}
