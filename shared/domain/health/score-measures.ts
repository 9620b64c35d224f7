import { pointsOf } from "./curve.ts";
import { gradeOf } from "./grade-of.ts";
import type { ComponentResult, HealthResult, RuleResult } from "./health-result.ts";
import { healthComponents, rulesOf, type HealthComponentId, type HealthRuleId } from "./health-rules.ts";
import { largestRemainder } from "./largest-remainder.ts";
import type { Measures } from "./measure/measure.ts";
import type { AccountModel } from "./model-for.ts";

const fullMilli = 100_000;
/** Confidence in a measure that is only estimated. */
const estimateFactor = 0.7;

/** What the measures are worth: everything of a result that does not depend on whose it is. */
export type Scored = Pick<HealthResult, "scoreMilli" | "grade" | "confidence" | "components" | "missing">;

/** A rule that has weight for this kind of account. */
interface Judged {
  readonly component: HealthComponentId;
  readonly id: HealthRuleId;
  /** Of the rule's component, over its known rules; 0 = unknown. */
  readonly share: number;
  readonly points: number | null;
}

/**
 * Points by the model's curves, weighed among what is known: an unknown rule or component gives its weight to the others and takes its share of
 * the confidence. Confidence = Σ over the rules of (share of all weights × freshness × 0.7 if estimated), unknown ones counting nothing.
 * Contributions are whole thousandths of a point that add up to the score (largest remainder); lost ones add up to what is missing to 100.
 */
export function scoreMeasures(measures: Measures, model: AccountModel): Scored {
  const judged = healthComponents.flatMap((component) => judgedRules(component, measures, model));
  const sumOfWeights = healthComponents.reduce((sum, id) => sum + model.weights[id], 0);
  const knownOf = (component: HealthComponentId): boolean => judged.some((rule) => rule.component === component && rule.share > 0);
  const knownWeights = healthComponents.reduce((sum, id) => sum + (knownOf(id) ? model.weights[id] : 0), 0);
  const shareOf = (component: HealthComponentId): number =>
    knownOf(component) && knownWeights > 0 ? model.weights[component] / knownWeights : 0;

  const certainty = healthComponents.map((id) => certaintyOf(id, measures, model));
  const weighed = (field: "known" | "confidence"): number =>
    sumOfWeights > 0
      ? healthComponents.reduce((sum, id, i) => sum + model.weights[id] * (certainty[i]?.[field] ?? 0), 0) / sumOfWeights
      : 0;
  const isScored = knownWeights > 0 && weighed("known") >= model.minKnownShare - 1e-12;

  const exact = judged.map(({ component, share, points }) => (isScored ? shareOf(component) * share * (points ?? 0) * 1000 : 0));
  const lost = judged.map(({ component, share, points }) =>
    isScored && points !== null ? shareOf(component) * share * (100 - points) * 1000 : 0,
  );
  const scoreMilli = isScored ? Math.min(fullMilli, Math.round(exact.reduce((sum, value) => sum + value, 0))) : null;
  const contributions = largestRemainder(exact, scoreMilli ?? 0);
  const losses = largestRemainder(lost, scoreMilli === null ? 0 : fullMilli - scoreMilli);

  const components = healthComponents.map((id, i): ComponentResult => {
    const rules = judged.flatMap((rule, at): readonly RuleResult[] => {
      if (rule.component !== id) return [];
      const { measured, missing, estimated, asOfMs, n, slice, sources } = measures[rule.id];
      return [
        {
          id: rule.id,
          share: rule.share,
          measured,
          target: model.rules[rule.id].target,
          points: rule.points,
          contributionMilli: contributions[at] ?? 0,
          lostMilli: losses[at] ?? 0,
          missing,
          estimated,
          asOfMs,
          n,
          slice,
          sources,
        },
      ];
    });
    const componentMilli = rules.some((rule) => rule.share > 0)
      ? Math.round(rules.reduce((sum, rule) => sum + rule.share * (rule.points ?? 0) * 1000, 0))
      : null;
    return {
      id,
      weight: model.weights[id],
      share: shareOf(id),
      scoreMilli: componentMilli,
      grade: gradeOf(componentMilli, model.grades),
      contributionMilli: rules.reduce((sum, rule) => sum + rule.contributionMilli, 0),
      confidence: certainty[i]?.confidence ?? 0,
      asOfMs: newest(rules),
      rules,
    };
  });
  return {
    scoreMilli,
    grade: gradeOf(scoreMilli, model.grades),
    confidence: weighed("confidence"),
    components,
    missing: components.flatMap((component) =>
      component.weight === 0
        ? []
        : component.rules.flatMap(({ id, missing }) => (missing === null ? [] : [{ component: component.id, rule: id, reason: missing }])),
    ),
  };
}

function judgedRules(component: HealthComponentId, measures: Measures, model: AccountModel): readonly Judged[] {
  const weighing: readonly HealthRuleId[] = rulesOf[component].filter((id) => model.rules[id].weight > 0);
  const sum = weighing.reduce((total, id) => total + (measures[id].measured === null ? 0 : model.rules[id].weight), 0);
  return weighing.map((id) => {
    const { measured } = measures[id];
    const { weight, curve } = model.rules[id];
    return {
      component,
      id,
      share: measured === null ? 0 : weight / sum,
      points: measured === null ? null : pointsOf(curve, measured),
    };
  });
}

/** Of a component's rule weights (0–1): what is known, and what is known for sure. */
function certaintyOf(
  component: HealthComponentId,
  measures: Measures,
  model: AccountModel,
): { readonly known: number; readonly confidence: number } {
  let [all, known, sure] = [0, 0, 0];
  for (const id of rulesOf[component]) {
    const { weight } = model.rules[id];
    const { measured, freshness, estimated } = measures[id];
    all += weight;
    if (measured === null) continue;
    known += weight;
    sure += weight * freshness * (estimated ? estimateFactor : 1);
  }
  return all > 0 ? { known: known / all, confidence: sure / all } : { known: 0, confidence: 0 };
}

function newest(rules: readonly RuleResult[]): number | null {
  return rules.reduce<number | null>((latest, { asOfMs }) => (asOfMs === null ? latest : Math.max(latest ?? asOfMs, asOfMs)), null);
}
