import type { HealthMove, HealthResult, RuleResult } from "./health-result.ts";
import { healthComponents, rulesOf, type HealthComponentId, type HealthRuleId } from "./health-rules.ts";

/** Shares are quotients of weights: what differs by less did not change. */
const sameShare = 1e-9;

/**
 * What moved a score from one instant to another: the lines add up exactly to the difference, largest first. A rule that moved and also weighs
 * otherwise has two lines: what it measured (at its new weight), and the rest. Empty when either score is unknown: there is no difference.
 */
export function healthMoves(before: HealthResult, after: HealthResult): readonly HealthMove[] {
  if (before.scoreMilli === null || after.scoreMilli === null) return [];
  const moved = healthComponents.flatMap((component) => rulesOf[component].map((id) => movesOf(component, id, before, after)));
  const [first, ...rest] = moved
    .flatMap(({ moves }) => moves)
    .filter(({ deltaMilli }) => deltaMilli !== 0)
    .toSorted((a, b) => Math.abs(b.deltaMilli) - Math.abs(a.deltaMilli));
  if (first === undefined) return [];
  // A thousandth that the rounding of the whole gave to or took from a rule that did not move belongs to what moved it.
  const dust = moved.reduce((sum, one) => sum + one.dustMilli, 0);
  return [{ ...first, deltaMilli: first.deltaMilli + dust }, ...rest].filter(({ deltaMilli }) => deltaMilli !== 0);
}

interface Moved {
  readonly moves: readonly HealthMove[];
  /** Difference of a rule that neither moved nor weighs otherwise. */
  readonly dustMilli: number;
}

/** A rule in a result, with its share of the whole score. */
interface Placed {
  readonly rule: RuleResult | null;
  readonly share: number;
}

function movesOf(component: HealthComponentId, id: HealthRuleId, resultBefore: HealthResult, resultAfter: HealthResult): Moved {
  const before = placed(resultBefore, component, id);
  const after = placed(resultAfter, component, id);
  const delta = (after.rule?.contributionMilli ?? 0) - (before.rule?.contributionMilli ?? 0);
  const [pointsBefore, pointsAfter] = [before.rule?.points ?? null, after.rule?.points ?? null];
  const isSameShare = Math.abs(before.share - after.share) < sameShare;
  if (isSameShare && pointsBefore === pointsAfter) return { moves: [], dustMilli: delta };

  const isOtherModel = resultBefore.modelVersion !== resultAfter.modelVersion;
  // The same measure worth other points is a change of the curve, not of the thing.
  const isMoved = pointsBefore !== null && pointsAfter !== null && before.rule?.measured !== after.rule?.measured;
  const measureDelta = !isMoved ? 0 : isSameShare && !isOtherModel ? delta : Math.round(after.share * (pointsAfter - pointsBefore) * 1000);
  const isKnownChange = (pointsBefore === null) !== (pointsAfter === null);
  const line = (deltaMilli: number, because: HealthMove["because"]): HealthMove => ({
    component,
    rule: id,
    deltaMilli,
    before: { measured: before.rule?.measured ?? null, points: pointsBefore },
    after: { measured: after.rule?.measured ?? null, points: pointsAfter },
    because,
  });
  return {
    moves: [line(measureDelta, "measure"), line(delta - measureDelta, isKnownChange || !isOtherModel ? "known" : "weights")],
    dustMilli: 0,
  };
}

function placed(result: HealthResult, component: HealthComponentId, id: HealthRuleId): Placed {
  const own = result.components.find((one) => one.id === component);
  const rule = own?.rules.find((one) => one.id === id) ?? null;
  return { rule, share: (own?.share ?? 0) * (rule?.share ?? 0) };
}
