/**
 * Whole numbers that add up to `total` exactly and each lie within one of their exact share: everything is rounded down, and what is left goes
 * to the largest fractions, earlier ones first. `exact` are not negative and add up to `total` but for rounding.
 */
export function largestRemainder(exact: readonly number[], total: number): number[] {
  const whole = exact.map(Math.floor);
  let left = total - whole.reduce((sum, value) => sum + value, 0);
  const byFraction = exact.map((value, i) => ({ i, fraction: value - Math.floor(value) })).toSorted((a, b) => b.fraction - a.fraction);
  for (const { i } of byFraction) {
    if (left <= 0) break;
    whole[i] = (whole[i] ?? 0) + 1;
    left -= 1;
  }
  return whole;
}
