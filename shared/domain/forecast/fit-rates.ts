import { firstState, runSmoothing, type SmoothingRates, stateLength } from "./double-seasonal.ts";
import { weekHours } from "./local-grid.ts";

/** Weeks on which the rates are fitted. */
const fitWeeks = 16;
/** Rounds of the search; more do not change a forecast by a thousandth. */
const rounds = 34;
/** Logits of level, daily, weekly and repeat from which the search starts: slow components, errors that last. */
const start = [-3.2, -2.2, -2, 2] as const;
const firstStep = 0.8;

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function ratesAt(x: Float64Array): SmoothingRates {
  return {
    level: logistic(x[0] as number),
    daily: logistic(x[1] as number),
    weekly: logistic(x[2] as number),
    repeat: logistic(x[3] as number),
  };
}

/** The rates with the least squared one-hour errors over the newest sixteen weeks before `end`, by the simplex search of Nelder and Mead (1965). */
export function fitRates(y: Float64Array, end: number): SmoothingRates {
  const from = Math.max(0, end - fitWeeks * weekHours);
  const first = new Float64Array(stateLength);
  firstState(y, from, end, first);
  const state = new Float64Array(stateLength);
  const scoreFrom = Math.min(from + weekHours, from + ((end - from) >> 1));
  const cost = (x: Float64Array): number => {
    state.set(first);
    return runSmoothing(y, from, end, ratesAt(x), state, scoreFrom);
  };
  return ratesAt(simplexSearch(cost, Float64Array.from(start), firstStep, rounds));
}

function simplexSearch(cost: (x: Float64Array) => number, begin: Float64Array, step: number, maxRounds: number): Float64Array {
  const n = begin.length;
  const corners = [begin, ...Array.from({ length: n }, (_, i) => begin.map((x, j) => (i === j ? x + step : x)))].map((x) => ({
    x,
    cost: cost(x),
  }));
  const byCost = (a: { readonly cost: number }, b: { readonly cost: number }): number => a.cost - b.cost;
  for (let round = 0; round < maxRounds; round += 1) {
    corners.sort(byCost);
    const best = corners[0];
    const second = corners[n - 1];
    const worst = corners[n];
    if (best === undefined || second === undefined || worst === undefined) break;
    const centre = begin.map((_, j) => corners.slice(0, n).reduce((sum, corner) => sum + (corner.x[j] ?? 0), 0) / n);
    const tryAt = (t: number): { readonly x: Float64Array; readonly cost: number } => {
      const x = centre.map((c, j) => c + t * ((worst.x[j] ?? 0) - c));
      return { x, cost: cost(x) };
    };
    const reflected = tryAt(-1);
    if (reflected.cost < best.cost) {
      const further = tryAt(-2);
      corners[n] = further.cost < reflected.cost ? further : reflected;
    } else if (reflected.cost < second.cost) {
      corners[n] = reflected;
    } else {
      const nearer = tryAt(reflected.cost < worst.cost ? -0.5 : 0.5);
      if (nearer.cost < Math.min(reflected.cost, worst.cost)) corners[n] = nearer;
      else {
        for (let i = 1; i <= n; i += 1) {
          const x = best.x.map((b, j) => b + 0.5 * ((corners[i]?.x[j] ?? 0) - b));
          corners[i] = { x, cost: cost(x) };
        }
      }
    }
  }
  return corners.sort(byCost)[0]?.x ?? begin;
}
