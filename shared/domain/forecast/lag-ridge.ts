/** A linear prediction of a cell from earlier cells: weights of the lags, around `mean`. */
export interface LagModel {
  readonly lags: readonly number[];
  readonly weights: Float64Array;
  readonly mean: number;
  /** Where predictions stay: the values that were fitted on, and their range again to either side. A regression may be explosive, users are not. */
  readonly least: number;
  readonly greatest: number;
}

/** A variance below this share of the greatest value squared is rounding: there is nothing to regress on. */
const rounding = 1e-20;

/** Penalty of the weights, in units of the series' variance: one more observation that says "no effect". */
const penalty = 1;

/**
 * Ridge regression (Hoerl and Kennard 1970) of z(t) on z at its lags over the cells [from, end); null = too few cells for a weight each.
 * `from` is raised to the greatest lag.
 */
export function fitLags(z: Float64Array, from: number, end: number, lags: readonly number[]): LagModel | null {
  const p = lags.length;
  const greatest = lags[p - 1] ?? 0;
  const first = Math.max(from, greatest);
  if (end - first < 3 * p) return null;
  let mean = 0;
  for (let t = first - greatest; t < end; t += 1) mean += z[t] as number;
  mean /= end - first + greatest;
  const x = Float64Array.from(z.subarray(first - greatest, end), (value) => value - mean);
  let variance = 0;
  for (const value of x) variance += value * value;
  variance /= x.length;
  let [lowest, highest] = [0, 0];
  for (const value of x) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const range = highest - lowest;
  const bounds = { mean, least: mean + lowest - range, greatest: mean + highest + range };
  const scale = Math.max(Math.abs(mean + lowest), Math.abs(mean + highest));
  if (variance <= rounding * scale * scale) return { lags, weights: new Float64Array(p), ...bounds };
  const normal = new Float64Array(p * p);
  const right = new Float64Array(p);
  const row = new Float64Array(p);
  for (let t = greatest; t < x.length; t += 1) {
    const target = x[t] as number;
    for (let i = 0; i < p; i += 1) {
      const value = x[t - (lags[i] as number)] as number;
      row[i] = value;
      right[i] = (right[i] as number) + value * target;
      const at = i * p;
      for (let j = 0; j <= i; j += 1) normal[at + j] = (normal[at + j] as number) + value * (row[j] as number);
    }
  }
  for (let i = 0; i < p; i += 1) normal[i * p + i] = (normal[i * p + i] as number) + penalty * variance + 1e-300;
  return { lags, weights: solveSymmetric(normal, right), ...bounds };
}

/** Solves A x = b with the lower half of a positive definite A, which is overwritten (Cholesky). */
function solveSymmetric(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = a[i * n + j] as number;
      for (let k = 0; k < j; k += 1) sum -= (a[i * n + k] as number) * (a[j * n + k] as number);
      a[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-30)) : sum / (a[j * n + j] as number);
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i += 1) {
    let sum = x[i] as number;
    for (let k = 0; k < i; k += 1) sum -= (a[i * n + k] as number) * (x[k] as number);
    x[i] = sum / (a[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = x[i] as number;
    for (let k = i + 1; k < n; k += 1) sum -= (a[k * n + i] as number) * (x[k] as number);
    x[i] = sum / (a[i * n + i] as number);
  }
  return x;
}

/** Goes on from the newest values, the last of `recent` being the newest: each prediction is a lag of the next. Needs as many values as the greatest lag. */
export function lagsAhead({ lags, weights, mean, least, greatest }: LagModel, recent: Float64Array, out: Float64Array): void {
  const known = recent.length;
  for (let h = 0; h < out.length; h += 1) {
    let sum = 0;
    for (let i = 0; i < lags.length; i += 1) {
      const at = h - (lags[i] as number);
      sum += (weights[i] as number) * ((at >= 0 ? (out[at] as number) : (recent[known + at] as number)) - mean);
    }
    out[h] = Math.min(greatest, Math.max(least, mean + sum));
  }
}
