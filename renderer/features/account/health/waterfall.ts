import type { HealthMove } from "../../../../shared/domain/health/health-result.ts";

/** One bar of a waterfall: from where to where, in thousandths of a point. */
export interface WaterfallStep {
  readonly fromMilli: number;
  readonly toMilli: number;
  /** The moves it stands for; several = what was too small to be told one by one. */
  readonly moves: readonly HealthMove[];
}

/**
 * The way from one score to another: greatest moves first, what is beyond `most` gathered in one last step. The steps end exactly at the
 * later score, because the moves add up to the difference.
 */
export function waterfall(beforeMilli: number, moves: readonly HealthMove[], most: number): readonly WaterfallStep[] {
  const sorted = moves
    .filter((move) => move.deltaMilli !== 0)
    .toSorted((a, b) => Math.abs(b.deltaMilli) - Math.abs(a.deltaMilli) || a.rule.localeCompare(b.rule));
  const told = sorted.length <= most ? sorted : sorted.slice(0, most - 1);
  const rest = sorted.slice(told.length);
  const steps: WaterfallStep[] = [];
  let at = beforeMilli;
  for (const group of [...told.map((move) => [move]), ...(rest.length === 0 ? [] : [rest])]) {
    const to = at + group.reduce((sum, move) => sum + move.deltaMilli, 0);
    steps.push({ fromMilli: at, toMilli: to, moves: group });
    at = to;
  }
  return steps;
}
