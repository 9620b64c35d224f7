import { createDemo } from "../../shared/demo/demo.ts";
import { forecastSeries } from "../../shared/domain/forecast/forecast-series.ts";
import { hourMs } from "../../shared/domain/metrics/series.ts";
import { lastWeeks } from "../forecast/measures.ts";
import type { Bench, BenchSize } from "./bench.ts";

const endMs = Date.UTC(2026, 9, 29, 2);
const horizonHours = 672;
const runs = 5;
/** Series of a run, spread over the book; the figure is of one series. */
const seriesOfSize: Readonly<Record<BenchSize, number>> = { desk: 40, team: 80, region: 160 };

interface Series {
  readonly startMs: number;
  readonly values: Float64Array;
}

/** Thirteen months of concurrent users of account and region. */
function seriesOf(size: BenchSize): readonly Series[] {
  const demo = createDemo({ size, seed: 7, endMs });
  const wanted = seriesOfSize[size];
  const step = Math.max(1, Math.floor(demo.counts.accounts / wanted));
  const found: Series[] = [];
  for (let account = 0; account < demo.counts.accounts && found.length < wanted; account += step) {
    const months = new Map<string, { readonly month: string; readonly values: Float64Array }[]>();
    for (const { metric, region, carrier, sdk, platform, month, values } of demo.usageChunks(account, account + 1)) {
      if (metric === "pcu" && carrier === null && sdk === null && platform === null)
        months.set(region, [...(months.get(region) ?? []), { month, values }]);
    }
    const [chunks] = months.values();
    const [first] = chunks ?? [];
    if (chunks === undefined || first === undefined) continue;
    const startMs = Date.parse(`${first.month}-01T00:00:00Z`);
    const all = Float64Array.from(chunks.flatMap(({ values }) => [...values]));
    found.push({ startMs, values: all.subarray(0, Math.min(all.length, (endMs - startMs) / hourMs)) });
  }
  return found;
}

/** 28 days ahead with quantiles, peaks and backtest, a series; the floor repeats last week. */
export const bench: Bench = {
  name: "forecast",
  run: async (size) => {
    const series = seriesOf(size);
    const runsMs: number[] = [];
    const floorRunsMs: number[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const begun = performance.now();
      for (const { startMs, values } of series) {
        forecastSeries({
          history: { startMs, values },
          horizonHours,
          timeZone: "Asia/Shanghai",
          holidays: [],
          events: [],
          incidents: [],
          capacity: [],
          logBias: 0,
        });
      }
      const between = performance.now();
      for (const { values } of series) lastWeeks(values, horizonHours);
      const ended = performance.now();
      if (run === 0) continue;
      runsMs.push((between - begun) / series.length);
      floorRunsMs.push((ended - between) / series.length);
    }
    const median = runsMs.toSorted((a, b) => a - b)[Math.floor(runsMs.length / 2)] ?? Number.NaN;
    return {
      runsMs,
      floorName: "last week again",
      floorRunsMs,
      note: `one series of up to thirteen months, 28 days ahead with quantiles, peaks and fourteen weeks of backtests, on one core; ${Math.round(1000 / median)} series/s; ${series.length} series a run`,
    };
  },
};
