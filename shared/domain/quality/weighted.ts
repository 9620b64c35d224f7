/** A rate of one hour (or of a longer time) and the sessions it was measured on. */
export interface WeightedSample {
  readonly value: number;
  readonly sessions: number;
}

export interface WeightedRate {
  /** Mean weighted by sessions; null = nothing measured. */
  readonly value: number | null;
  /** Sessions the figure rests on. */
  readonly n: number;
}

/**
 * Aggregates rates by their sessions: Σ(rate × sessions) / Σ sessions. A sample without a value or without sessions says nothing and is
 * left out; a plain mean would let an empty night hour weigh as much as the evening peak.
 */
export function weightedRate(samples: Iterable<WeightedSample>): WeightedRate {
  let sum = 0;
  let n = 0;
  for (const { value, sessions } of samples) {
    if (Number.isNaN(value) || Number.isNaN(sessions) || sessions <= 0) continue;
    sum += value * sessions;
    n += sessions;
  }
  return { value: n > 0 ? sum / n : null, n };
}
