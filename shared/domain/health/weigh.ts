/** A rule as it weighs within its component: points 0–100; null = unknown, and its weight goes to the others. */
export interface WeighedRule {
  readonly weight: number;
  readonly points: number | null;
}

export interface WeighedComponent {
  readonly weight: number;
  readonly rules: readonly WeighedRule[];
}

/** What weights come to when only what is known counts, and what is bad counts more. Shares add up to 1, or are 0 where nothing is known. */
export interface Weighed {
  /** 0–100; null = nothing is known. */
  readonly points: number | null;
  readonly components: readonly {
    readonly points: number | null;
    /** Of the whole. */
    readonly share: number;
    /** Of each rule, within the component. */
    readonly ruleShares: readonly number[];
  }[];
}

/**
 * A mean in which a part at 0 points weighs `1 + emphasis` times what a part at 100 does: weight × (1 + emphasis × (1 − points / 100)²), for rules
 * within a component and for components within the whole. A plain mean lets six good parts hide one that is broken. Better points never
 * make a worse mean while the emphasis is at most 3: its derivative, 1 + e(1−u)² − 2e(1−u)(u − mean) for u = points / 100, is then nowhere
 * below 0 (it touches 0 at e = 3, u = 2/3, mean = 0).
 */
export function weigh(components: readonly WeighedComponent[], emphasis: number): Weighed {
  const inner = components.map(({ rules }) => emphasised(rules, emphasis));
  const whole = emphasised(
    components.map(({ weight }, i) => ({ weight, points: inner[i]?.points ?? null })),
    emphasis,
  );
  return {
    points: whole.points,
    components: inner.map(({ points, shares }, i) => ({ points, share: whole.shares[i] ?? 0, ruleShares: shares })),
  };
}

function emphasised(
  parts: readonly WeighedRule[],
  emphasis: number,
): { readonly points: number | null; readonly shares: readonly number[] } {
  const weights = parts.map(({ weight, points }) => (points === null ? 0 : weight * (1 + emphasis * (1 - points / 100) ** 2)));
  const sum = weights.reduce((total, one) => total + one, 0);
  if (sum === 0) return { points: null, shares: weights };
  const shares = weights.map((one) => one / sum);
  return { points: parts.reduce((total, { points }, i) => total + (shares[i] ?? 0) * (points ?? 0), 0), shares };
}
