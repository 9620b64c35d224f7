import { detailLeaves } from "../../metrics/detail.ts";
import { rateMetrics } from "../../metrics/definition.ts";
import { hourMs, type HourlySeries, isDetail } from "../../metrics/series.ts";
import { type EvidenceRecord, type EvidenceScope, evidenceTable, spansOf } from "./evidence-scope.ts";
import type { EvidenceTable } from "./evidence-tables.ts";
import { knownHours, knownSpan, sessionsBeside } from "./quality.ts";

const everyPart = { region: null, carrier: null, sdk: null, platform: null } as const;

/** Quality by metric, region, carrier, SDK version and platform over each period. */
export function qualityParts(series: readonly HourlySeries[], scope: EvidenceScope): EvidenceTable {
  const split = series.filter(isDetail);
  const records: EvidenceRecord<"qualityParts">[] = [];
  for (const metric of rateMetrics) {
    for (const leaf of detailLeaves(split, metric, everyPart)) {
      const weights = sessionsBeside(split, leaf);
      if (weights === null) continue;
      for (const { fromMs, toMs } of spansOf(scope)) {
        const { weighted, sessions } = sumOf(leaf, weights, fromMs, Math.min(toMs, scope.takenMs + 1));
        if (sessions === 0) continue;
        const { region, carrier, sdk, platform } = leaf;
        records.push({ metric, region, carrier, sdk, platform, at: fromMs, value: weighted / sessions, sessions });
      }
    }
  }
  return evidenceTable("qualityParts", records, ["metric", "region", "carrier", "sdk", "platform", "at"], scope, {
    sources: ["detail"],
    sourceRows: split.reduce((sum, one) => sum + knownHours(one, scope), 0),
    instants: split.flatMap((one) => knownSpan(one, scope.takenMs)),
  });
}

function sumOf(
  leaf: HourlySeries,
  weights: HourlySeries,
  fromMs: number,
  toMs: number,
): { readonly weighted: number; readonly sessions: number } {
  let [weighted, sessions] = [0, 0];
  const [shift, weightShift] = [leaf.startMs / hourMs, weights.startMs / hourMs];
  for (let hour = Math.ceil(fromMs / hourMs); hour < Math.ceil(toMs / hourMs); hour += 1) {
    const value = leaf.values[hour - shift] ?? Number.NaN;
    const weight = weights.values[hour - weightShift] ?? Number.NaN;
    if (Number.isNaN(value) || Number.isNaN(weight) || weight <= 0) continue;
    weighted += value * weight;
    sessions += weight;
  }
  return { weighted, sessions };
}
