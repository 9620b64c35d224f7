import type { Scenario, Tier } from "../../../../shared/domain/account/account.ts";
import type { ModelFault } from "../../../../shared/domain/health/check-health-model.ts";
import type { Curve, HealthModelDefinition, ModelVariant, RuleSetting } from "../../../../shared/domain/health/health-model.ts";
import { ruleDefinitions, type HealthComponentId, type HealthRuleId } from "../../../../shared/domain/health/health-rules.ts";

/** What is edited: null = what holds for all accounts, else the number of a variant. */
export type EditedScope = number | null;

/** A value as it is in force in a scope, and whether the scope says so itself. */
export interface Scoped<T> {
  readonly value: T;
  readonly own: boolean;
}

export function weightIn(definition: HealthModelDefinition, scope: EditedScope, component: HealthComponentId): Scoped<number> {
  const own = scope === null ? undefined : definition.variants[scope]?.weights[component];
  return { value: own ?? definition.weights[component], own: own !== undefined };
}

export function ruleIn(definition: HealthModelDefinition, scope: EditedScope, rule: HealthRuleId): Scoped<RuleSetting> {
  const own = scope === null ? undefined : definition.variants[scope]?.rules[rule];
  return { value: own ?? definition.rules[rule], own: own !== undefined };
}

/** null = as for all accounts; it takes a variant's own value away. */
export function withWeight(
  definition: HealthModelDefinition,
  scope: EditedScope,
  component: HealthComponentId,
  weight: number | null,
): HealthModelDefinition {
  if (scope === null) return weight === null ? definition : { ...definition, weights: { ...definition.weights, [component]: weight } };
  return withVariant(definition, scope, (variant) => {
    const { [component]: _, ...others } = variant.weights;
    return { ...variant, weights: weight === null ? others : { ...others, [component]: weight } };
  });
}

export function withRule(
  definition: HealthModelDefinition,
  scope: EditedScope,
  rule: HealthRuleId,
  setting: RuleSetting | null,
): HealthModelDefinition {
  if (scope === null) return setting === null ? definition : { ...definition, rules: { ...definition.rules, [rule]: setting } };
  return withVariant(definition, scope, (variant) => {
    const { [rule]: _, ...others } = variant.rules;
    return { ...variant, rules: setting === null ? others : { ...others, [rule]: setting } };
  });
}

function withVariant(
  definition: HealthModelDefinition,
  index: number,
  change: (variant: ModelVariant) => ModelVariant,
): HealthModelDefinition {
  return { ...definition, variants: definition.variants.map((variant, i) => (i === index ? change(variant) : variant)) };
}

/** With a variant for these accounts, and its number: the one that is there, or a new one that says nothing yet, applied last. */
export function withVariantFor(
  definition: HealthModelDefinition,
  scenario: Scenario | null,
  tier: Tier | null,
): { readonly definition: HealthModelDefinition; readonly index: number } {
  const index = definition.variants.findIndex((variant) => variant.scenario === scenario && variant.tier === tier);
  if (index >= 0) return { definition, index };
  const variants = [...definition.variants, { scenario, tier, weights: {}, rules: {} }];
  return { definition: { ...definition, variants }, index: variants.length - 1 };
}

export function withoutVariant(definition: HealthModelDefinition, index: number): HealthModelDefinition {
  return { ...definition, variants: definition.variants.filter((_, i) => i !== index) };
}

export function withPoint(curve: Curve, index: number, point: Curve[number]): Curve {
  return curve.map((one, i) => (i === index ? point : one));
}

export function withoutPoint(curve: Curve, index: number): Curve {
  return curve.filter((_, i) => i !== index);
}

/** One more point behind the last, as far from it as it is from the one before, of equal points: the curve says what it said. */
export function withNextPoint(curve: Curve): Curve {
  const [before, last] = curve.slice(-2);
  if (before === undefined || last === undefined) return curve;
  const next = Number((2 * last[0] - before[0]).toPrecision(12));
  return [...curve, [next, last[1]]];
}

/** What a measured value is multiplied with to be typed: shares are typed in percent. */
export function typedScale(rule: HealthRuleId): number {
  return ruleDefinitions[rule].unit === "share" || rule === "usage_trend" ? 100 : 1;
}

/** Path of a rule's or weight's part in the model, as faults name it. */
export function pathIn(scope: EditedScope, ...rest: readonly (string | number)[]): readonly (string | number)[] {
  return scope === null ? rest : ["variants", scope, ...rest];
}

/** The fault that is told at a field: of the path itself, or of anything within it. */
export function faultAt(faults: readonly ModelFault[], path: readonly (string | number)[]): ModelFault | null {
  return faults.find((fault) => path.every((part, i) => fault.path[i] === part)) ?? null;
}
