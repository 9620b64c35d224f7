import type { Curve } from "./health-model.ts";

/** Points (0–100) that a curve gives for a measured value; see `Curve`. */
export function pointsOf(curve: Curve, measured: number): number {
  const first = curve[0];
  const last = curve.at(-1);
  if (first === undefined || last === undefined) throw new Error("a curve has at least two points");
  if (measured <= first[0]) return first[1];
  if (measured >= last[0]) return last[1];
  const next = curve.findIndex(([x]) => x >= measured);
  const [x1, y1] = curve[next] ?? last;
  const [x0, y0] = curve[next - 1] ?? first;
  const share = (measured - x0) / (x1 - x0);
  // Between its ends a straight line stays between them; floating point alone may leave by the last bit.
  return Math.min(Math.max(y0 + (y1 - y0) * share, Math.min(y0, y1)), Math.max(y0, y1));
}

/**
 * The least demanding measured value that a curve gives at least `points` for: the lowest one where higher is better, the highest one where
 * lower is better. null = the curve never gives that many.
 */
export function measuredFor(curve: Curve, points: number, better: "higher" | "lower"): number | null {
  const ascending = better === "higher" ? curve : curve.toReversed();
  for (const [i, [x1, y1]] of ascending.entries()) {
    if (y1 < points) continue;
    const before = ascending[i - 1];
    if (before === undefined || y1 === before[1]) return x1;
    const [x0, y0] = before;
    return x0 + ((points - y0) / (y1 - y0)) * (x1 - x0);
  }
  return null;
}
