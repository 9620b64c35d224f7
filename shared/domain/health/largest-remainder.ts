/** What floating point adds or takes is far below this, and a thousandth of a point far above. */
const noise = 1e-6;

/**
 * Whole numbers that add up to `total` exactly and each lie within one of their exact part: everything is rounded down, and what is left goes
 * to the largest fractions, earlier ones first. `exact` are not negative and add up to `total` but for rounding.
 */
export function largestRemainder(exact: readonly number[], total: number): number[] {
  const whole = exact.map((value) => Math.floor(value + noise));
  let left = total - whole.reduce((sum, value) => sum + value, 0);
  const fractions = exact.map((value, i) => ({ i, fraction: Math.round((value - (whole[i] ?? 0)) / noise) }));
  for (const { i } of fractions.toSorted((a, b) => b.fraction - a.fraction)) {
    if (left <= 0) break;
    whole[i] = (whole[i] ?? 0) + 1;
    left -= 1;
  }
  return whole;
}
