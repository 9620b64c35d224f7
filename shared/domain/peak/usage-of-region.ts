import type { Account } from "../account/account.ts";
import { hourMs, type HourlySeries } from "../metrics/series.ts";
import { audienceTimeZone, knownRegions } from "../regions.ts";

/** Usage of a region that has begun before `nowMs`, without unknown hours at its ends; null = none. */
export function knownUsage(
  series: readonly HourlySeries[],
  region: string,
  nowMs: number,
): { readonly startMs: number; readonly values: Float64Array } | null {
  const pcu = series.find((one) => one.metric === "pcu" && one.region === region && one.carrier === null);
  if (pcu === undefined) return null;
  let end = Math.min(pcu.values.length, Math.ceil((nowMs - pcu.startMs) / hourMs));
  while (end > 0 && Number.isNaN(pcu.values[end - 1])) end -= 1;
  let begin = 0;
  while (begin < end && Number.isNaN(pcu.values[begin])) begin += 1;
  return begin >= end ? null : { startMs: pcu.startMs + begin * hourMs, values: pcu.values.subarray(begin, end) };
}

/** Country whose days the audience of a region lives by: the account's where it lives by its clock, else the region's. */
export function audienceCountry(account: Account, region: string, atMs: number): string {
  if (audienceTimeZone(region, account.timeZone, atMs) === account.timeZone) return account.country;
  return knownRegions.find((one) => one.id === region)?.country ?? account.country;
}
