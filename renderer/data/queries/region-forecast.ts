import type { ForecastRefusal } from "../../../shared/domain/forecast/forecast.ts";
import { hourMs } from "../../../shared/domain/metrics/series.ts";
import type { RegionForecast } from "../../../shared/domain/peak/account-outlook.ts";
import { err, type Result } from "../../../shared/kernel/result.ts";
import type { LocalStore } from "../local-store.ts";
import { outlookDigest, outlookRows } from "../outlook-rows.ts";

/** Forecasts that were asked for last, by what they were made from: a what-if asks for the same one at every move of a slider. */
const kept = new Map<string, RegionForecast>();
const keptCount = 4;

/** The forecast of a region in full, worked out now; the peaks have the names that the book's outlook gives them. */
export async function regionForecast(
  store: LocalStore,
  accountId: string,
  region: string,
  nowMs: number,
): Promise<Result<RegionForecast, ForecastRefusal>> {
  const rows = outlookRows(store, accountId);
  if (rows === null) return err({ code: "no_data" });
  const previous = store.outlook(accountId)?.peaks ?? [];
  const names = previous.map((peak) => peak.peakId).join();
  const digest = outlookDigest(rows, store.usageRollup(accountId), Math.floor(nowMs / hourMs));
  const key = [accountId, region, digest, names].join(" ");
  const known = kept.get(key);
  if (known !== undefined) return { ok: true, value: known };
  // The calendars of the world weigh more than a megabyte: they are loaded when they are first needed, not at the start.
  const { forecastRegion } = await import("../../../shared/domain/peak/account-outlook.ts");
  const usage = await store.series(accountId, "usage");
  const run = forecastRegion({ rows, usage, previous, nowMs }, region);
  for (;;) {
    const step = run.next();
    if (step.done !== true) continue;
    if (step.value.ok) {
      for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size + 1 - keptCount))) kept.delete(old);
      kept.set(key, step.value.value);
    }
    return step.value;
  }
}
