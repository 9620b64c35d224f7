import type { ComponentResult, HealthMove, HealthResult, RuleResult } from "./health-result.ts";
import { healthComponents, rulesOf, type HealthComponentId, type HealthRuleId } from "./health-rules.ts";
import { weigh } from "./weigh.ts";

interface Place {
  readonly component: HealthComponentId;
  readonly rule: HealthRuleId;
}

/** A rule's place in both results; null = it has no weight there. */
interface Pair extends Place {
  readonly before: RuleResult | null;
  readonly after: RuleResult | null;
}

/** Points of every rule on the way from one result to the other, by rule. */
type Points = ReadonlyMap<HealthRuleId, number | null>;

/**
 * What moved a score from one instant to another: the lines add up exactly to the difference, largest first. First the model is exchanged, if
 * another one judges, with everything measured as it was ("weights"); then one measure after the other is replaced by its later one, forth
 * through the rules and back, and a line is the mean of both: what a measure takes depends on how bad the others are. Empty when either
 * score is unknown: there is no difference.
 */
export function healthMoves(before: HealthResult, after: HealthResult): readonly HealthMove[] {
  if (before.scoreMilli === null || after.scoreMilli === null) return [];
  const pairs = healthComponents.flatMap((component) => rulesOf[component].map((rule) => pairOf({ component, rule }, before, after)));
  // The same measure worth other points is a change of the curve, not of the thing.
  const start: Points = new Map(pairs.map((pair) => [pair.rule, (isSame(pair) ? pair.after : pair.before)?.points ?? null]));
  const startMilli = before.modelVersion === after.modelVersion ? before.scoreMilli : milliOf(after, start);
  const moved = pairs.filter((pair) => start.get(pair.rule) !== (pair.after?.points ?? null));
  const forth = walk(moved, start, startMilli, after);
  const back = walk(moved.toReversed(), start, startMilli, after);
  let up = true;
  const measured = moved.map((pair): HealthMove => {
    const both = (forth.get(pair.rule) ?? 0) + (back.get(pair.rule) ?? 0);
    // The sum of all is even, so as many halves are rounded up as down.
    const deltaMilli = both % 2 === 0 ? both / 2 : Math.floor(both / 2) + (up ? 1 : 0);
    if (both % 2 !== 0) up = !up;
    const isKnownChange = (pair.before?.points ?? null) === null || (pair.after?.points ?? null) === null;
    return move(pair, deltaMilli, isKnownChange ? "known" : "measure");
  });
  const weights = weightMoves(pairs, start, startMilli, before, after);
  return [...weights, ...measured]
    .filter(({ deltaMilli }) => deltaMilli !== 0)
    .toSorted((a, b) => Math.abs(b.deltaMilli) - Math.abs(a.deltaMilli));
}

function pairOf(place: Place, before: HealthResult, after: HealthResult): Pair {
  return { ...place, before: ruleOf(place, before), after: ruleOf(place, after) };
}

function ruleOf({ component, rule }: Place, result: HealthResult): RuleResult | null {
  return result.components.find(({ id }) => id === component)?.rules.find(({ id }) => id === rule) ?? null;
}

function isSame({ before, after }: Pair): boolean {
  return (before?.measured ?? null) === (after?.measured ?? null);
}

/** Replaces one rule's points after the other; what each step did, in whole thousandths. */
function walk(pairs: readonly Pair[], start: Points, startMilli: number, after: HealthResult): ReadonlyMap<HealthRuleId, number> {
  const points = new Map(start);
  const deltas = new Map<HealthRuleId, number>();
  let atMilli = startMilli;
  for (const [i, pair] of pairs.entries()) {
    points.set(pair.rule, pair.after?.points ?? null);
    const nextMilli = i === pairs.length - 1 ? (after.scoreMilli ?? 0) : milliOf(after, points);
    deltas.set(pair.rule, nextMilli - atMilli);
    atMilli = nextMilli;
  }
  return deltas;
}

/** The score of other points at the weights of a result; a way on which nothing is known for a step stands at 0. */
function milliOf(result: HealthResult, points: Points): number {
  const { points: score } = weigh(componentsOf(result.components, points), result.emphasis);
  return Math.round((score ?? 0) * 1000);
}

function componentsOf(components: readonly ComponentResult[], points: Points) {
  return components.map(({ weight, rules }) => ({
    weight,
    rules: rules.map((rule) => ({ weight: rule.weight, points: points.get(rule.id) ?? null })),
  }));
}

/** What another model did: each rule's part of the score at the new weights against its part before; the last line takes what rounding left. */
function weightMoves(
  pairs: readonly Pair[],
  start: Points,
  startMilli: number,
  before: HealthResult,
  after: HealthResult,
): readonly HealthMove[] {
  const whole = startMilli - (before.scoreMilli ?? 0);
  if (before.modelVersion === after.modelVersion) return [];
  const { components } = weigh(componentsOf(after.components, start), after.emphasis);
  const partOf = ({ component, rule }: Place): number => {
    const c = after.components.findIndex(({ id }) => id === component);
    const r = after.components[c]?.rules.findIndex(({ id }) => id === rule) ?? -1;
    return (components[c]?.share ?? 0) * (components[c]?.ruleShares[r] ?? 0) * (start.get(rule) ?? 0) * 1000;
  };
  let left = whole;
  return pairs.map((pair, i) => {
    const delta = i === pairs.length - 1 ? left : Math.round(partOf(pair) - (pair.before?.contributionMilli ?? 0));
    left -= delta;
    return move(pair, delta, "weights");
  });
}

function move({ component, rule, before, after }: Pair, deltaMilli: number, because: HealthMove["because"]): HealthMove {
  return {
    component,
    rule,
    deltaMilli,
    before: { measured: before?.measured ?? null, points: before?.points ?? null },
    after: { measured: after?.measured ?? null, points: after?.points ?? null },
    because,
  };
}
