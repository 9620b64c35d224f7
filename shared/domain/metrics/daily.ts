import { combinedHours, combinedRate, type Slice } from "./combine.ts";
import { metrics, type MetricId } from "./metrics.ts";
import { hourMs, type HourlySeries } from "./series.ts";

/**
 * The slice day by day: the day's greatest hour of a peak, the sum of a count, the mean of a rate weighted by its sessions. `bounds` are the
 * instants at which days begin, and at last the end; NaN = a day without data. Values are one fewer than bounds.
 */
export function combinedDays(all: readonly HourlySeries[], metric: MetricId, slice: Slice, bounds: readonly number[]): Float64Array {
  const days = new Float64Array(Math.max(0, bounds.length - 1)).fill(Number.NaN);
  const [fromMs, toMs] = [bounds[0] ?? 0, bounds.at(-1) ?? 0];
  const hours = metrics[metric].aggregate === "weighted" ? null : combinedHours(all, metric, slice, fromMs, toMs);
  for (let day = 0; day < days.length; day += 1) {
    const begin = bounds[day] ?? fromMs;
    const end = bounds[day + 1] ?? toMs;
    if (hours === null) {
      days[day] = combinedRate(all, metric, slice, begin, end).value ?? Number.NaN;
      continue;
    }
    const known = hours
      .subarray(Math.round((begin - fromMs) / hourMs), Math.round((end - fromMs) / hourMs))
      .filter((v) => !Number.isNaN(v));
    if (known.length > 0) days[day] = metrics[metric].aggregate === "sum" ? known.reduce((sum, v) => sum + v, 0) : Math.max(...known);
  }
  return days;
}
