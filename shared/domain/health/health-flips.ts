import { measuredFor } from "./curve.ts";
import { gradeFromMilli } from "./grade-of.ts";
import type { HealthGrade } from "./health-override.ts";
import type { HealthFlip, HealthResult } from "./health-result.ts";
import { healthRules, ruleDefinitions, type HealthRuleId } from "./health-rules.ts";
import { unknown, type Measure, type Measures } from "./measure/measure.ts";
import type { AccountModel } from "./model-for.ts";
import { scoreMeasures, type Scored } from "./score-measures.ts";

/** A rule that could be moved. */
interface Candidate {
  readonly id: HealthRuleId;
  readonly from: number;
  readonly step: number;
  /** Measured value behind which the curve gives nothing more. */
  readonly whole: number;
}

interface Change {
  readonly id: HealthRuleId;
  readonly to: number;
  /** Share of the curve's span that has to be gone. */
  readonly size: number;
  readonly scored: Scored;
  readonly scoreMilli: number;
}

/**
 * The smallest changes that, one after the other, reach a grade (by default the next better one): where one change is enough, the one that is
 * smallest against the span of its curve; else the one that gives most for its size is made in whole, and so on. Only what we can move
 * ourselves is named (`step` in health-rules.ts). Empty when the grade is reached already, unknown, or out of reach by these means.
 */
export function healthFlips(
  result: Pick<HealthResult, "scoreMilli" | "grade" | "components">,
  model: AccountModel,
  goal: Exclude<HealthGrade, "critical" | "unknown"> | null = nextBetter(result.grade),
): readonly HealthFlip[] {
  if (result.scoreMilli === null || goal === null) return [];
  const goalMilli = gradeFromMilli(model.grades[goal]);
  const flips: HealthFlip[] = [];
  let measures = measuresOf(result);
  let candidates = candidatesOf(result, model);
  let scoreMilli = result.scoreMilli;
  while (scoreMilli < goalMilli) {
    const wholes = candidates
      .map((candidate) => changeTo(candidate, candidate.whole, measures, model))
      .filter((change) => change.scoreMilli > scoreMilli);
    const enough = wholes.filter((change) => change.scoreMilli >= goalMilli);
    const change =
      enough.length > 0
        ? least(enough.map(({ id }) => smallestEnough(only(candidates, id), goalMilli, measures, model)))
        : mostForItsSize(wholes, scoreMilli);
    if (change === null) return [];
    flips.push(flipOf(change, result, only(candidates, change.id).from, scoreMilli));
    measures = withMeasured(measures, change.id, change.to);
    candidates = candidates.filter(({ id }) => id !== change.id);
    scoreMilli = change.scoreMilli;
  }
  return flips;
}

function nextBetter(grade: HealthGrade): Exclude<HealthGrade, "critical" | "unknown"> | null {
  switch (grade) {
    case "critical":
      return "risk";
    case "risk":
      return "watch";
    case "watch":
      return "good";
    case "good":
    case "unknown":
      return null;
  }
}

function measuresOf(result: Pick<HealthResult, "components">): Measures {
  const known = new Map(
    result.components.flatMap(({ rules }) => rules.map((rule) => [rule.id, { ...rule, freshness: 1 } satisfies Measure])),
  );
  // Rules without weight are not in a result, and count nothing.
  return Object.fromEntries(healthRules.map((id) => [id, known.get(id) ?? unknown("metric_not_measured")])) as Measures;
}

function withMeasured(measures: Measures, id: HealthRuleId, measured: number): Measures {
  return { ...measures, [id]: { ...measures[id], measured } };
}

function candidatesOf(result: Pick<HealthResult, "components">, model: AccountModel): readonly Candidate[] {
  return result.components.flatMap((component) =>
    component.rules.flatMap((rule): readonly Candidate[] => {
      const { step, better } = ruleDefinitions[rule.id];
      const { curve } = model.rules[rule.id];
      const most = Math.max(...curve.map(([, points]) => points));
      const whole = measuredFor(curve, most, better);
      if (step === null || whole === null || rule.measured === null || rule.points === null) return [];
      if (component.share * rule.share === 0 || rule.points >= most) return [];
      return [{ id: rule.id, from: rule.measured, step, whole }];
    }),
  );
}

function only(candidates: readonly Candidate[], id: HealthRuleId): Candidate {
  const found = candidates.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`${id} is no candidate`);
  return found;
}

function changeTo({ id, from }: Candidate, to: number, measures: Measures, model: AccountModel): Change {
  const scored = scoreMeasures(withMeasured(measures, id, to), model);
  const { curve } = model.rules[id];
  const span = Math.abs((curve.at(-1)?.[0] ?? 0) - (curve[0]?.[0] ?? 0));
  return { id, to, size: Math.abs(to - from) / span, scored, scoreMilli: scored.scoreMilli ?? 0 };
}

/** The least change of one rule that reaches the goal, in whole steps; the whole change is known to reach it. */
function smallestEnough(candidate: Candidate, goalMilli: number, measures: Measures, model: AccountModel): Change {
  const whole = changeTo(candidate, candidate.whole, measures, model);
  let [low, high] = [0, stepsTo(candidate)];
  let best = whole;
  // A better measure never makes a worse score, so the fewest steps are found by halving.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const change = changeTo(candidate, valueAfter(candidate, middle), measures, model);
    if (change.scoreMilli >= goalMilli) {
      best = change;
      high = middle;
    } else low = middle;
  }
  return best;
}

/** Whole steps from the measured value to where the curve gives nothing more, the last of them possibly a shorter one. */
function stepsTo({ id, from, step, whole }: Candidate): number {
  const way = ruleDefinitions[id].better === "higher" ? whole - from : from - whole;
  return Math.max(1, Math.ceil(way / step) + 1);
}

/** The value on the scale of whole steps that lies `steps` beyond the measured one; never beyond what counts. */
function valueAfter({ id, from, step, whole }: Candidate, steps: number): number {
  // One over the step is a whole number: dividing by it leaves no tail of nines behind.
  const perUnit = Math.round(1 / step);
  const higher = ruleDefinitions[id].better === "higher";
  const at = higher ? Math.floor(from * perUnit + 1e-9) + steps : Math.ceil(from * perUnit - 1e-9) - steps;
  return higher ? Math.min(at / perUnit, whole) : Math.max(at / perUnit, whole);
}

function least(changes: readonly Change[]): Change | null {
  return changes.reduce<Change | null>((a, b) => (a === null || b.size < a.size ? b : a), null);
}

function mostForItsSize(changes: readonly Change[], scoreMilli: number): Change | null {
  const worth = ({ scoreMilli: reached, size }: Change): number => (reached - scoreMilli) / size;
  return changes.reduce<Change | null>((a, b) => (a === null || worth(b) > worth(a) ? b : a), null);
}

function flipOf(change: Change, result: Pick<HealthResult, "components">, from: number, scoreMilli: number): HealthFlip {
  const component = result.components.find(({ rules }) => rules.some(({ id }) => id === change.id));
  if (component === undefined) throw new Error(`${change.id} is in no component`);
  return {
    component: component.id,
    rule: change.id,
    from,
    to: change.to,
    gainMilli: change.scoreMilli - scoreMilli,
    scoreMilli: change.scoreMilli,
    grade: change.scored.grade,
    slice: component.rules.find(({ id }) => id === change.id)?.slice ?? null,
  };
}
