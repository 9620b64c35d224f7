import type { HealthModelDefinition, ModelVariant, RuleSetting } from "./health-model.ts";
import { healthComponents, healthRules, type HealthComponentId, type HealthRuleId } from "./health-rules.ts";

/** Accounts that a part of a model speaks of; null = all. */
export type ModelScope = Pick<ModelVariant, "scenario" | "tier"> | null;

/** One difference between two models. In a variant null means "as for all". */
export type ModelChange =
  | {
      readonly type: "setting";
      readonly name: "good" | "watch" | "risk" | "minKnownShare" | "emphasis";
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly type: "weight";
      readonly scope: ModelScope;
      readonly component: HealthComponentId;
      readonly from: number | null;
      readonly to: number | null;
    }
  | {
      readonly type: "rule";
      readonly scope: ModelScope;
      readonly rule: HealthRuleId;
      readonly parts: readonly (keyof RuleSetting)[];
      readonly from: RuleSetting | null;
      readonly to: RuleSetting | null;
    }
  | { readonly type: "variant"; readonly scope: NonNullable<ModelScope>; readonly what: "added" | "removed" };

/** What another model says otherwise, in the order of the model. Variants are the same when they speak of the same accounts; their order is not told. */
export function modelChanges(before: HealthModelDefinition, after: HealthModelDefinition): readonly ModelChange[] {
  const changes: ModelChange[] = [];
  const settings = [
    ["good", before.grades.good, after.grades.good],
    ["watch", before.grades.watch, after.grades.watch],
    ["risk", before.grades.risk, after.grades.risk],
    ["minKnownShare", before.minKnownShare, after.minKnownShare],
    ["emphasis", before.emphasis, after.emphasis],
  ] as const;
  for (const [name, from, to] of settings) if (from !== to) changes.push({ type: "setting", name, from, to });
  changes.push(...partChanges(null, before, after));
  const names = new Set([...before.variants, ...after.variants].map(variantName));
  for (const name of names) {
    const old = mergedVariant(before.variants, name);
    const now = mergedVariant(after.variants, name);
    const scope = old ?? now;
    if (scope === null) continue;
    const { scenario, tier } = scope;
    if (old === null || now === null)
      changes.push({ type: "variant", scope: { scenario, tier }, what: old === null ? "added" : "removed" });
    else changes.push(...partChanges({ scenario, tier }, old, now));
  }
  return changes;
}

function variantName({ scenario, tier }: ModelVariant): string {
  return `${scenario ?? "*"}|${tier ?? "*"}`;
}

/** Several variants of the same accounts are applied one after the other: what they come to. */
function mergedVariant(variants: readonly ModelVariant[], name: string): ModelVariant | null {
  return variants
    .filter((variant) => variantName(variant) === name)
    .reduce<ModelVariant | null>(
      (all, one) => (all === null ? one : { ...one, weights: { ...all.weights, ...one.weights }, rules: { ...all.rules, ...one.rules } }),
      null,
    );
}

function partChanges(
  scope: ModelScope,
  before: Pick<ModelVariant, "weights" | "rules">,
  after: Pick<ModelVariant, "weights" | "rules">,
): readonly ModelChange[] {
  const weights = healthComponents.flatMap((component): readonly ModelChange[] => {
    const [from, to] = [before.weights[component] ?? null, after.weights[component] ?? null];
    return from === to ? [] : [{ type: "weight", scope, component, from, to }];
  });
  const rules = healthRules.flatMap((rule): readonly ModelChange[] => {
    const [from, to] = [before.rules[rule] ?? null, after.rules[rule] ?? null];
    const parts = changedParts(from, to);
    return parts.length === 0 ? [] : [{ type: "rule", scope, rule, parts, from, to }];
  });
  return [...weights, ...rules];
}

function changedParts(from: RuleSetting | null, to: RuleSetting | null): readonly (keyof RuleSetting)[] {
  const parts = ["weight", "target", "hour", "curve"] as const;
  return parts.filter((part) => JSON.stringify(from?.[part]) !== JSON.stringify(to?.[part]));
}
