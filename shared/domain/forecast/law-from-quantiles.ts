import type { Quantiles } from "./forecast.ts";
import type { MaximumLaw } from "./maximum-law.ts";

const logit = (p: number): number => Math.log(p / (1 - p));
/** The quantile that says the spread, and the two whose distance says how heavy the tail is. */
const [l75, l90, l95] = [logit(0.75), logit(0.9), logit(0.95)];
const heaviestTail = 2;
const steps = 40;

/**
 * The law that has these quantiles: what a forecast says of a maximum, made into something that other capacities can be asked of. Exact for quantiles
 * that a `MaximumLaw` made; else its p50 and p90 are theirs.
 */
export function lawFromQuantiles({ p50, p75, p90, p95 }: Quantiles): MaximumLaw {
  const near = Math.log(p75 / p50);
  const middle = Math.log(p90 / p50);
  const far = Math.log(p95 / p50);
  if (!(p50 > 0) || !(middle > 0)) return { median: Math.max(0, p50), spread: 0, tail: 0 };
  const tail = near > 0 ? tailOf(far / near) : 0;
  return { median: p50, spread: middle / stretched(tail, l90), tail };
}

function stretched(tail: number, at: number): number {
  return tail > 0 ? Math.expm1(tail * at) / tail : at;
}

/** How far p95 lies out against p75 grows with the tail. */
function tailOf(ratio: number): number {
  if (ratio <= l95 / l75) return 0;
  let low = 0;
  let high = heaviestTail;
  for (let i = 0; i < steps; i += 1) {
    const half = (low + high) / 2;
    if (stretched(half, l95) / stretched(half, l75) < ratio) low = half;
    else high = half;
  }
  return (low + high) / 2;
}
