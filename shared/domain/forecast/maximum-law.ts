import type { Quantiles } from "./forecast.ts";

/**
 * How a maximum may come out: log(actual) is spread around log(median) by a logistic law whose upper tail is stretched.
 * With L = ln(p / (1 − p)) the quantile is median × exp(spread × L) for p ≤ ½ and median × exp(spread × (e^(tail × L) − 1) / tail) above.
 * The logistic law (tail 0) has tails heavier than the normal one (kurtosis 4.2) and a closed form both ways.
 */
export interface MaximumLaw {
  readonly median: number;
  /** Of log(actual / median); ≥ 0. */
  readonly spread: number;
  /** 0 = none; 0.3 = the tails of series with sudden spikes. */
  readonly tail: number;
}

export function lawQuantile({ median, spread, tail }: MaximumLaw, p: number): number {
  if (!(median > 0)) return 0;
  const logit = Math.log(p / (1 - p));
  const stretched = logit > 0 && tail > 0 ? Math.expm1(tail * logit) / tail : logit;
  return median * Math.exp(spread * stretched);
}

/** Probability that the maximum is above `pcu`. */
export function lawExceeds({ median, spread, tail }: MaximumLaw, pcu: number): number {
  if (!(median > 0)) return 0;
  if (pcu <= 0) return 1;
  if (!(spread > 0)) return median > pcu ? 1 : 0;
  const distance = Math.log(pcu / median) / spread;
  const logit = distance > 0 && tail > 0 ? Math.log1p(tail * distance) / tail : distance;
  return 1 / (1 + Math.exp(logit));
}

/** Equally likely outcomes over which a mean is taken. */
const outcomes = 64;

/** Mean of what lies above `pcu` over all outcomes, 0 where none does. */
export function lawShortfall(law: MaximumLaw, pcu: number): number {
  let sum = 0;
  for (let i = 0; i < outcomes; i += 1) sum += Math.max(0, lawQuantile(law, (i + 0.5) / outcomes) - pcu);
  return sum / outcomes;
}

export function lawQuantiles(law: MaximumLaw): Quantiles {
  return { p50: lawQuantile(law, 0.5), p75: lawQuantile(law, 0.75), p90: lawQuantile(law, 0.9), p95: lawQuantile(law, 0.95) };
}
