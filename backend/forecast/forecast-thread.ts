import { parentPort, workerData } from "node:worker_threads";
import { forecastJson, type ForecastSettings } from "./series-forecast.ts";
import type { FileSeries } from "./series-file.ts";

/** Forecasts the series it is handed, one message each, and answers in the same order. */
const settings = workerData as ForecastSettings;
parentPort?.on("message", ({ index, series }: { readonly index: number; readonly series: FileSeries }) => {
  parentPort?.postMessage({ index, outcome: forecastJson(series, settings) });
});
