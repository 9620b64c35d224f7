import type { Scenario, Tier } from "../account/account.ts";
import type { HealthModelDefinition, RuleSetting } from "./health-model.ts";
import type { HealthComponentId, HealthRuleId } from "./health-rules.ts";

/** The model as it judges one scenario and tier. */
export interface AccountModel {
  /** 0 = the one that the product ships with. */
  readonly version: number;
  readonly grades: HealthModelDefinition["grades"];
  readonly minKnownShare: number;
  readonly emphasis: number;
  readonly weights: Readonly<Record<HealthComponentId, number>>;
  readonly rules: Readonly<Record<HealthRuleId, RuleSetting>>;
}

/** A definition and the version it was saved under. */
export interface VersionedModel {
  readonly version: number;
  readonly definition: HealthModelDefinition;
}

// A book of 2,000 accounts has at most 24 pairs of scenario and tier; a definition never changes once it is made.
const resolved = new WeakMap<HealthModelDefinition, Map<string, AccountModel>>();

/** The definition with the variants that fit, applied in their order: a later one replaces what an earlier one set. */
export function modelFor(
  { version, definition }: VersionedModel,
  account: { readonly scenario: Scenario; readonly tier: Tier },
): AccountModel {
  const ofDefinition = resolved.get(definition) ?? new Map<string, AccountModel>();
  resolved.set(definition, ofDefinition);
  const name = `${String(version)}|${account.scenario}|${account.tier}`;
  const known = ofDefinition.get(name);
  if (known !== undefined) return known;
  const { grades, minKnownShare, emphasis, variants } = definition;
  let { weights, rules } = definition;
  for (const variant of variants) {
    if (variant.scenario !== null && variant.scenario !== account.scenario) continue;
    if (variant.tier !== null && variant.tier !== account.tier) continue;
    weights = { ...weights, ...variant.weights };
    rules = { ...rules, ...variant.rules };
  }
  const model: AccountModel = { version, grades, minKnownShare, emphasis, weights, rules };
  ofDefinition.set(name, model);
  return model;
}
