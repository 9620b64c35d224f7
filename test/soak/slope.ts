export interface Slope {
  /** Rise of y for 1 of x; NaN below three points. */
  readonly perUnit: number;
  /** Half of the 95 % confidence interval, on the same scale. */
  readonly margin: number;
  readonly points: number;
}

/** Two-sided 95 % quantile of Student's t: Cornish–Fisher expansion around the normal one, within 1 % from 4 degrees of freedom on. */
function student95(freedom: number): number {
  const z = 1.959964;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / freedom + second / freedom ** 2 + third / freedom ** 3;
}

/**
 * Least squares. Samples of memory follow each other more closely than independent ones would, so the interval counts them as the
 * (1 − r) / (1 + r)-th part of their number, r the correlation of neighbouring residuals (0 when negative).
 */
export function slopeOf(samples: readonly { readonly x: number; readonly y: number }[]): Slope {
  const n = samples.length;
  if (n < 3) return { perUnit: Number.NaN, margin: Number.NaN, points: n };
  const mean = (of: (sample: { readonly x: number; readonly y: number }) => number): number =>
    samples.reduce((sum, one) => sum + of(one), 0) / n;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const sxx = samples.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const sxy = samples.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const perUnit = sxy / sxx;
  const residuals = samples.map(({ x, y }) => y - meanY - perUnit * (x - meanX));
  const squares = residuals.reduce((sum, r) => sum + r * r, 0);
  const neighbours = residuals.slice(1).reduce((sum, r, i) => sum + r * (residuals[i] ?? 0), 0);
  const r = squares === 0 ? 0 : Math.min(0.95, Math.max(0, neighbours / squares));
  const effective = Math.max(3, (n * (1 - r)) / (1 + r));
  const error = Math.sqrt(squares / (effective - 2) / sxx) * Math.sqrt(n / effective);
  return { perUnit, margin: student95(Math.max(1, effective - 2)) * error, points: n };
}
