import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { forecastJson, type ForecastSettings, type JsonOutcome } from "./series-forecast.ts";
import type { FileSeries } from "./series-file.ts";

/** Below this a thread takes longer to start than it saves. */
const seriesWorthThreads = 24;
const greatestThreads = 8;
/** Series that a thread has waiting: it never stands still, and answers come about in order. */
const waiting = 4;

/**
 * Forecasts of all series, as JSON, handed to `each` in their order; on as many threads as the machine has cores. The values of the series are gone
 * afterwards: threads take them over.
 */
export async function forecastAll(
  series: readonly FileSeries[],
  settings: ForecastSettings,
  each: (outcome: JsonOutcome) => void,
): Promise<void> {
  const threads = Math.min(greatestThreads, availableParallelism());
  if (series.length < seriesWorthThreads || threads < 2) {
    for (const one of series) each(forecastJson(one, settings));
    return;
  }
  const done = new Map<number, JsonOutcome>();
  let next = 0;
  let told = 0;
  await new Promise<void>((resolve, reject) => {
    const workers = Array.from(
      { length: threads },
      () => new Worker(new URL("./forecast-thread.ts", import.meta.url), { workerData: settings }),
    );
    const stop = (): void => {
      for (const worker of workers) void worker.terminate();
    };
    const hand = (worker: Worker): void => {
      const one = series[next];
      if (one === undefined) return;
      worker.postMessage({ index: next, series: one }, [one.values.buffer]);
      next += 1;
    };
    for (const worker of workers) {
      worker.on("message", ({ index, outcome }: { readonly index: number; readonly outcome: JsonOutcome }) => {
        hand(worker);
        done.set(index, outcome);
        for (let first = done.get(told); first !== undefined; first = done.get(told)) {
          done.delete(told);
          told += 1;
          each(first);
        }
        if (told === series.length) {
          stop();
          resolve();
        }
      });
      worker.on("error", (error) => {
        stop();
        reject(error);
      });
    }
    for (let i = 0; i < waiting; i += 1) for (const worker of workers) hand(worker);
  });
}
