import type { Account } from "../../account/account.ts";
import type { HealthModel } from "../../health/health-model.ts";
import type { HealthRuleId } from "../../health/health-rules.ts";
import { modelFor } from "../../health/model-for.ts";
import { modelInForce } from "../../health/model-in-force.ts";
import type { EvidenceCell } from "./evidence-tables.ts";

const hourRules: readonly HealthRuleId[] = ["video_freeze_in_target", "audio_freeze_in_target", "join_5s_in_target", "delay_in_target"];
/** Above this share of capacity the next promotion of ordinary size does not fit any more: headroom.ts. */
const capacityUse = 0.85;

/**
 * Rows of `targets`: the worst rates that the health model in force at an instant lets an hour of this customer have (metrics as `measure`), with
 * `sla_attainment` the share of promises to be kept, `csat` (1–5), `sdk_behind` releases that a version may lag, and `capacity_use` the share of capacity
 * above which a week counts as near it. `source` is `health model vN` or `review rules`.
 */
export function targetRows(
  models: readonly HealthModel[],
  account: Pick<Account, "scenario" | "tier">,
  atMs: number,
): readonly (readonly EvidenceCell[])[] {
  const { version, rules } = modelFor(modelInForce(models, atMs), account);
  const source = `health model v${String(version)}`;
  const of = (measure: string, value: number | null | undefined): readonly (readonly EvidenceCell[])[] =>
    value === null || value === undefined ? [] : [[measure, value, source, atMs]];
  return [
    ...hourRules.flatMap((rule) => {
      const { hour, weight } = rules[rule];
      // What the model gives no weight does not matter to this scenario: a voice room has no picture to freeze.
      return hour === null || weight === 0 ? [] : of(hour.metric, hour.limit);
    }),
    ...of("sla_attainment", rules.response_attainment.target),
    // The health model's 0–100 of a CSAT of 1–5.
    ...of("csat", rules.satisfaction.target === null ? null : 1 + rules.satisfaction.target / 25),
    ...of("sdk_behind", rules.sdk_lag_releases.target),
    ["capacity_use", capacityUse, "review rules", atMs],
  ];
}
