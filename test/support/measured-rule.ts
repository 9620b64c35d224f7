import { accountMeasures } from "../../shared/domain/health/account-health.ts";
import type { HealthInput } from "../../shared/domain/health/health-input.ts";
import type { HealthRuleId } from "../../shared/domain/health/health-rules.ts";
import type { Measure } from "../../shared/domain/health/measure/measure.ts";
import { modelFor } from "../../shared/domain/health/model-for.ts";
import { builtInModel } from "../../shared/domain/health/model-in-force.ts";
import type { Kind, RecordOf } from "../../shared/domain/kinds.ts";
import { sampleHealthInput } from "./sample-health-input.ts";

export const dayMs = 86_400_000;
/** A Monday, so that whole weeks end with it. */
export const judgedMs = Date.UTC(2026, 9, 26);
const model = modelFor(builtInModel, { scenario: "video_dating", tier: "standard" });

/** What one rule measures of an account of which nothing else is known. */
export function measuredRule(id: HealthRuleId, fields: Partial<HealthInput>, atMs = judgedMs): Measure {
  return accountMeasures(sampleHealthInput(fields), model, atMs)[id];
}

export function daysAgo(days: number): string {
  return new Date(judgedMs - days * dayMs).toISOString();
}

/** The record of a sample. */
export function recordOf<K extends Kind>(_kind: K, sample: readonly [Kind, unknown]): RecordOf<K> {
  return sample[1] as RecordOf<K>;
}
