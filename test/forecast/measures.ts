/** Mean absolute error over the hours that are known. */
export function meanError(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  return meanOver(actual, forecast, (a, f) => Math.abs(a - f));
}

/** Symmetric mean absolute percentage error as the M4 competition counts it, percent. */
export function symmetricError(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  return meanOver(actual, forecast, (a, f) => (a + f === 0 ? 0 : (200 * Math.abs(a - f)) / (Math.abs(a) + Math.abs(f))));
}

function meanOver(actual: ArrayLike<number>, forecast: ArrayLike<number>, of: (a: number, f: number) => number): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < forecast.length; i += 1) {
    const a = actual[i] ?? Number.NaN;
    const f = forecast[i] ?? Number.NaN;
    if (Number.isNaN(a) || Number.isNaN(f)) continue;
    sum += of(a, f);
    n += 1;
  }
  return n === 0 ? Number.NaN : sum / n;
}

/** What the mean absolute scaled error is scaled by: the in-sample error of repeating the value of `period` hours before. */
export function scaleOf(values: ArrayLike<number>, period: number): number {
  const length = values.length - period;
  return meanError(
    Array.from({ length }, (_, i) => values[i + period] ?? Number.NaN),
    Array.from({ length }, (_, i) => values[i] ?? Number.NaN),
  );
}

/** The value of the same hour a week (or the newest known of so many weeks) before. */
export function lastWeeks(values: ArrayLike<number>, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, h) => {
    for (let back = 168; back <= values.length; back += 168) {
      const value = values[values.length - back + (h % 168)] ?? Number.NaN;
      if (!Number.isNaN(value)) return value;
    }
    return Number.NaN;
  });
}

/** Mean of the same hour of the newest four weeks. */
export function fourWeeks(values: ArrayLike<number>, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, h) => {
    let sum = 0;
    let n = 0;
    for (let week = 1; week <= 4; week += 1) {
      const value = values[values.length - 168 * week + (h % 168)] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      n += 1;
    }
    return sum / n;
  });
}

/** Naive2 of the M4 competition: the last value, seasonally adjusted by classical multiplicative decomposition when a day's rhythm is significant. */
export function naive2(values: Float64Array, horizon: number, period = 24): Float64Array {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const autocorrelation = (lag: number): number => {
    let sum = 0;
    for (let i = lag; i < n; i += 1) sum += ((values[i] ?? 0) - mean) * ((values[i - lag] ?? 0) - mean);
    return sum / variance;
  };
  let limit = 1;
  for (let lag = 1; lag < period; lag += 1) limit += 2 * autocorrelation(lag) ** 2;
  const index = new Float64Array(period).fill(1);
  if (Math.abs(autocorrelation(period)) > 1.645 * Math.sqrt(limit / n)) {
    const sums = new Float64Array(period);
    const counts = new Float64Array(period);
    for (let i = period / 2; i < n - period / 2; i += 1) {
      let around = ((values[i - period / 2] ?? 0) + (values[i + period / 2] ?? 0)) / 2;
      for (let j = i - period / 2 + 1; j < i + period / 2; j += 1) around += values[j] ?? 0;
      if (around === 0) continue;
      sums[i % period] = (sums[i % period] ?? 0) + ((values[i] ?? 0) * period) / around;
      counts[i % period] = (counts[i % period] ?? 0) + 1;
    }
    let total = 0;
    for (let k = 0; k < period; k += 1) total += index[k] = (sums[k] ?? 0) / Math.max(1, counts[k] ?? 0);
    for (let k = 0; k < period; k += 1) index[k] = ((index[k] ?? 0) * period) / total;
  }
  const lastIndex = index[(n - 1) % period] ?? 1;
  const level = (values[n - 1] ?? 0) / (lastIndex === 0 ? 1 : lastIndex);
  return Float64Array.from({ length: horizon }, (_, h) => level * (index[(n + h) % period] ?? 1));
}

/** Area under the receiver's curve: how often a case that came true has the higher score. */
export function areaUnderCurve(cases: readonly { readonly score: number; readonly came: boolean }[]): number {
  let below = 0;
  let area = 0;
  let came = 0;
  for (const one of cases.toSorted((a, b) => a.score - b.score)) {
    if (one.came) {
      area += below;
      came += 1;
    } else below += 1;
  }
  return area / (came * below);
}

/** The middle one, or the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const n = sorted.length;
  return n === 0 ? Number.NaN : ((sorted[(n - 1) >> 1] ?? 0) + (sorted[n >> 1] ?? 0)) / 2;
}
