import { madToSpread } from "./metric-normal.ts";
import { medianInPlace } from "./median.ts";
import { signalThresholds } from "./signal-thresholds.ts";

/**
 * How unusual two hours together are. Hours follow each other: a bad one is often followed by another, which is no second proof. What the hour
 * before the two foretells (first-order autoregression, as in Box and Jenkins) is taken off before they are held against ordinary pairs.
 */
export class PairScale {
  /** Correlation of an hour with the one before, 0–0.9. */
  #rho = 0;
  #clamp = 0;
  #spread = Number.NaN;

  /** Learns from distances of past hours, NaN = none or not to be learnt from. */
  fit(flat: Float64Array): void {
    const work = new Float64Array(flat.length);
    let n = 0;
    for (const value of flat) if (!Number.isNaN(value)) work[n++] = Math.abs(value);
    const spread = Math.max(signalThresholds.minSpread, medianInPlace(work, n) * madToSpread);
    this.#clamp = 2 * spread;
    let product = 0;
    let square = 0;
    for (let i = 1; i < flat.length; i += 1) {
      const before = clamp(flat[i - 1] as number, 4 * spread);
      const now = clamp(flat[i] as number, 4 * spread);
      if (Number.isNaN(before) || Number.isNaN(now)) continue;
      product += before * now;
      square += before * before;
    }
    this.#rho = square === 0 ? 0 : Math.min(0.9, Math.max(0, product / square));
    n = 0;
    for (let i = 1; i < flat.length; i += 1) {
      const pair = this.#pair(flat, i);
      if (!Number.isNaN(pair)) work[n++] = Math.abs(pair);
    }
    this.#spread = n < 168 ? Number.NaN : Math.max(signalThresholds.minSpread, medianInPlace(work, n) * madToSpread);
  }

  /** Spreads by which hours `t − 1` and `t` together are worse than ordinary pairs; NaN = an hour is missing or too little is known. */
  evidence(residual: Float64Array, t: number): number {
    return this.#pair(residual, t) / this.#spread;
  }

  #pair(values: Float64Array, t: number): number {
    const before = clamp(values[t - 2] ?? Number.NaN, this.#clamp);
    const from = Number.isNaN(before) ? 0 : before;
    return ((values[t - 1] as number) - this.#rho * from + (values[t] as number) - this.#rho ** 2 * from) / 2;
  }
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}
