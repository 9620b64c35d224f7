import { hourMs, hoursInMonth, monthOf, monthStartMs } from "../../shared/domain/metrics/series.ts";
import { type PackedChunk, unpackValues } from "../../shared/sync/chunks.ts";
import { encodePage, PageFormatError, PageReader } from "../../shared/sync/columnar.ts";
import type { UsageRollup } from "./local-store.ts";

const dayMs = 24 * hourMs;
export const rollupDays = 90;

interface Month {
  readonly startMs: number;
  readonly values: Float64Array;
}

function monthsOfRegion(chunks: readonly PackedChunk[]): readonly Month[] {
  return chunks.map((chunk) => ({
    startMs: monthStartMs(chunk.month),
    values: unpackValues(chunk.encoding, chunk.bytes, hoursInMonth(chunk.month)),
  }));
}

function lastHourOf(months: readonly Month[]): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const { startMs, values } of months) {
    const index = values.findLastIndex((value) => !Number.isNaN(value));
    if (index >= 0) last = Math.max(last, startMs + index * hourMs);
  }
  return last;
}

/** Summary of an account's PCU: greatest hourly value of each of the last 90 UTC days that have data. undefined = no data at all. */
export function usageRollup(accountId: string, chunks: readonly PackedChunk[]): UsageRollup | undefined {
  const usage = chunks.filter((chunk) => chunk.metric === "pcu" && chunk.carrier === null);
  // Months newest first until one has data: older ones than its 90 days cannot matter, and need not be unpacked.
  const newest = usage
    .map((chunk) => chunk.month)
    .toSorted()
    .toReversed();
  const newestWithData = newest.find((month) => lastHourOf(monthsOfRegion(usage.filter((chunk) => chunk.month === month))) > 0);
  if (newestWithData === undefined) return undefined;
  const oldest = monthOf(monthStartMs(newestWithData) - rollupDays * dayMs);
  const regions = Map.groupBy(
    usage.filter((chunk) => chunk.month >= oldest),
    (chunk) => chunk.region,
  );
  const months = Array.from(regions, ([region, own]) => ({ region, months: monthsOfRegion(own) }));
  const lastHourMs = Math.max(...months.map((region) => lastHourOf(region.months)));
  const firstDayMs = Math.floor(lastHourMs / dayMs) * dayMs - (rollupDays - 1) * dayMs;
  return {
    accountId,
    lastHourMs,
    regions: months.map(({ region, months: own }) => dailyMaxOf(region, own, firstDayMs)).filter((region) => region.dailyMax.length > 0),
  };
}

function dailyMaxOf(region: string, months: readonly Month[], firstDayMs: number): UsageRollup["regions"][number] {
  const days = new Float32Array(rollupDays).fill(Number.NaN);
  for (const { startMs, values } of months) {
    for (let hour = 0; hour < values.length; hour += 1) {
      const value = values[hour] ?? Number.NaN;
      const day = Math.floor((startMs + hour * hourMs - firstDayMs) / dayMs);
      if (Number.isNaN(value) || day < 0 || day >= rollupDays) continue;
      const max = days[day] ?? Number.NaN;
      if (Number.isNaN(max) || value > max) days[day] = value;
    }
  }
  const first = days.findIndex((value) => !Number.isNaN(value));
  const last = days.findLastIndex((value) => !Number.isNaN(value));
  return {
    region,
    firstDayMs: firstDayMs + Math.max(0, first) * dayMs,
    dailyMax: first < 0 ? new Float32Array() : days.slice(first, last + 1),
  };
}

/** Rollups as one page, a region a row. An account without data leaves no row. */
export function encodeRollups(rollups: readonly UsageRollup[]): Uint8Array<ArrayBuffer> {
  return encodePage(
    "rollup",
    rollups.flatMap(({ accountId, lastHourMs, regions }) =>
      regions.map(({ region, firstDayMs, dailyMax }) => ({
        accountId,
        lastHourMs,
        region,
        firstDayMs,
        dailyMax: new Uint8Array(dailyMax.slice().buffer),
      })),
    ),
  );
}

/** Throws PageFormatError on a damaged page. */
export function decodeRollups(bytes: Uint8Array<ArrayBuffer>): readonly UsageRollup[] {
  const reader = new PageReader(bytes);
  const rollups = new Map<
    string,
    { readonly accountId: string; readonly lastHourMs: number; readonly regions: UsageRollup["regions"][number][] }
  >();
  for (let row = 0; row < reader.rows; row += 1) {
    const accountId = reader.value(row, "accountId");
    const region = reader.value(row, "region");
    const dailyMax = reader.value(row, "dailyMax");
    if (typeof accountId !== "string" || typeof region !== "string" || !(dailyMax instanceof Uint8Array) || dailyMax.byteLength % 4 !== 0)
      throw new PageFormatError("damaged rollup");
    const rollup = rollups.get(accountId) ?? { accountId, lastHourMs: Number(reader.value(row, "lastHourMs")), regions: [] };
    rollup.regions.push({
      region,
      firstDayMs: Number(reader.value(row, "firstDayMs")),
      dailyMax: new Float32Array(dailyMax.slice().buffer),
    });
    rollups.set(accountId, rollup);
  }
  return [...rollups.values()];
}
