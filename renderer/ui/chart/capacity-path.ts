import type { ChartCapacity } from "./chart-model.ts";
import type { ChartScale } from "./scale.ts";

/** The stepped line of capacity over a period, and its value at the end. null = none is known in the period. */
export function capacityPath(
  capacity: ChartCapacity,
  scale: ChartScale,
  fromMs: number,
  toMs: number,
): { readonly path: string; readonly lastValue: number } | null {
  const steps = capacity.steps.toSorted((a, b) => a.fromMs - b.fromMs).filter((step) => step.fromMs < toMs);
  let path = "";
  let lastValue: number | null = null;
  steps.forEach((step, index) => {
    const until = steps[index + 1]?.fromMs ?? toMs;
    if (until <= fromMs) return;
    path += `${path === "" ? "M" : "L"}${scale.x(Math.max(fromMs, step.fromMs))} ${scale.y(step.value)}H${scale.x(Math.min(toMs, until))}`;
    lastValue = step.value;
  });
  return lastValue === null ? null : { path, lastValue };
}
