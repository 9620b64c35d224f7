import type { HealthMove, HealthResult, RuleResult } from "./health-result.ts";
import { healthComponents, rulesOf, type HealthComponentId, type HealthRuleId } from "./health-rules.ts";

/** A rule in a result, with its share of the whole score. */
interface Placed {
  readonly rule: RuleResult | null;
  readonly share: number;
}

/**
 * What moved a score from one instant to another: the lines add up exactly to the difference, largest first. A rule that moved and also weighs
 * otherwise has two lines: what it measured (at its new weight), and the rest. Empty when either score is unknown: there is no difference.
 */
export function healthMoves(before: HealthResult, after: HealthResult): readonly HealthMove[] {
  if (before.scoreMilli === null || after.scoreMilli === null) return [];
  const isOtherModel = before.modelVersion !== after.modelVersion;
  return healthComponents
    .flatMap((component) => rulesOf[component].flatMap((id) => movesOf(component, id, before, after, isOtherModel)))
    .toSorted((a, b) => Math.abs(b.deltaMilli) - Math.abs(a.deltaMilli));
}

function movesOf(
  component: HealthComponentId,
  id: HealthRuleId,
  resultBefore: HealthResult,
  resultAfter: HealthResult,
  isOtherModel: boolean,
): readonly HealthMove[] {
  const before = placed(resultBefore, component, id);
  const after = placed(resultAfter, component, id);
  const delta = (after.rule?.contributionMilli ?? 0) - (before.rule?.contributionMilli ?? 0);
  const [pointsBefore, pointsAfter] = [before.rule?.points ?? null, after.rule?.points ?? null];
  const isSame = before.rule?.measured === after.rule?.measured;
  // The same measure worth other points is a change of the curve, not of the thing.
  const measureDelta =
    pointsBefore === null || pointsAfter === null || isSame
      ? 0
      : before.share === after.share && !isOtherModel
        ? delta
        : Math.round(after.share * (pointsAfter - pointsBefore) * 1000);
  const rest = delta - measureDelta;
  const isKnownChange = (pointsBefore === null) !== (pointsAfter === null);
  const restBecause = isKnownChange || !isOtherModel ? "known" : "weights";
  const line = (deltaMilli: number, because: HealthMove["because"]): readonly HealthMove[] =>
    deltaMilli === 0
      ? []
      : [
          {
            component,
            rule: id,
            deltaMilli,
            before: { measured: before.rule?.measured ?? null, points: pointsBefore },
            after: { measured: after.rule?.measured ?? null, points: pointsAfter },
            because,
          },
        ];
  return [...line(measureDelta, "measure"), ...line(rest, restBecause)];
}

function placed(result: HealthResult, component: HealthComponentId, id: HealthRuleId): Placed {
  const own = result.components.find((one) => one.id === component);
  const rule = own?.rules.find((one) => one.id === id) ?? null;
  return { rule, share: (own?.share ?? 0) * (rule?.share ?? 0) };
}
