import { pointsOf } from "./curve.ts";
import { gradeOf } from "./grade-of.ts";
import type { ComponentResult, HealthResult, RuleResult } from "./health-result.ts";
import { healthComponents, rulesOf, type HealthComponentId, type HealthRuleId } from "./health-rules.ts";
import { largestRemainder } from "./largest-remainder.ts";
import type { Measures } from "./measure/measure.ts";
import type { AccountModel } from "./model-for.ts";
import { weigh, type WeighedRule } from "./weigh.ts";

const fullMilli = 100_000;
/** Confidence in a measure that is only estimated. */
const estimateFactor = 0.7;

/** What the measures are worth: everything of a result that does not depend on whose it is. */
export type Scored = Pick<HealthResult, "emphasis" | "scoreMilli" | "grade" | "confidence" | "components" | "missing">;

/** A rule that has weight for this kind of account. */
interface Judged extends WeighedRule {
  readonly id: HealthRuleId;
}

/**
 * Points by the model's curves, weighed (weigh.ts) among what is known: an unknown rule or component gives its weight to the others and takes
 * its share of the confidence. Confidence = Σ over the rules of (share of all weights × freshness × 0.7 if estimated), unknown ones counting nothing.
 * Contributions are whole thousandths of a point that add up to the score (largest remainder); lost ones add up to what is missing to 100.
 */
export function scoreMeasures(measures: Measures, model: AccountModel): Scored {
  const judged = healthComponents.map((component) => judgedRules(component, measures, model));
  const weighed = weigh(
    healthComponents.map((id, i) => ({ weight: model.weights[id], rules: judged[i] ?? [] })),
    model.emphasis,
  );
  const sumOfWeights = healthComponents.reduce((sum, id) => sum + model.weights[id], 0);

  const certainty = healthComponents.map((id) => certaintyOf(id, measures, model));
  const overall = (field: "known" | "confidence"): number =>
    sumOfWeights > 0
      ? healthComponents.reduce((sum, id, i) => sum + model.weights[id] * (certainty[i]?.[field] ?? 0), 0) / sumOfWeights
      : 0;
  const isScored = weighed.points !== null && overall("known") >= model.minKnownShare - 1e-12;

  const shareAt = (component: number, rule: number): number =>
    isScored ? (weighed.components[component]?.share ?? 0) * (weighed.components[component]?.ruleShares[rule] ?? 0) : 0;
  const exact = judged.map((rules, c) => rules.map(({ points }, r) => shareAt(c, r) * (points ?? 0) * 1000));
  const lost = judged.map((rules, c) => rules.map(({ points }, r) => (points === null ? 0 : shareAt(c, r) * (100 - points) * 1000)));
  const scoreMilli = isScored ? Math.min(fullMilli, Math.round(exact.flat().reduce((sum, value) => sum + value, 0))) : null;
  const contributions = largestRemainder(exact.flat(), scoreMilli ?? 0);
  const losses = largestRemainder(lost.flat(), scoreMilli === null ? 0 : fullMilli - scoreMilli);
  const places = judged.flatMap((rules) => rules.map(({ id }) => id));

  const components = healthComponents.map((id, i): ComponentResult => {
    const own = weighed.components[i];
    const rules = (judged[i] ?? []).map((rule, r): RuleResult => {
      const { measured, missing, estimated, asOfMs, n, slice, sources } = measures[rule.id];
      const at = places.indexOf(rule.id);
      return {
        id: rule.id,
        weight: rule.weight,
        share: own?.ruleShares[r] ?? 0,
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
      };
    });
    const points = own?.points ?? null;
    const componentMilli = points === null ? null : Math.round(points * 1000);
    return {
      id,
      weight: model.weights[id],
      share: own?.share ?? 0,
      scoreMilli: componentMilli,
      grade: gradeOf(componentMilli, model.grades),
      contributionMilli: rules.reduce((sum, rule) => sum + rule.contributionMilli, 0),
      confidence: certainty[i]?.confidence ?? 0,
      asOfMs: newest(rules),
      rules,
    };
  });
  return {
    emphasis: model.emphasis,
    scoreMilli,
    grade: gradeOf(scoreMilli, model.grades),
    confidence: overall("confidence"),
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
  return weighing.map((id) => {
    const { measured } = measures[id];
    const { weight, curve } = model.rules[id];
    return { id, weight, points: measured === null ? null : pointsOf(curve, measured) };
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
