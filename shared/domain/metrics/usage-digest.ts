import type { UsageDigest } from "../health/health-input.ts";
import { hourMs, type HourlySeries } from "./series.ts";

const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
/** 1970-01-05 was a Monday. */
const firstMondayMs = 4 * dayMs;
export const digestDays = 124;
export const digestWeeks = 61;

/** UTC midnight of the Monday of an instant's ISO week. */
export function utcWeek(ms: number): number {
  return Math.floor((ms - firstMondayMs) / weekMs) * weekMs + firstMondayMs;
}

/** Part of a series: several parts of one region may follow each other, in any order, without overlapping. */
type Part = Pick<HourlySeries, "metric" | "region" | "carrier" | "startMs" | "values">;

/**
 * PCU of an account by day and week, from the hours that began before `untilMs`: greatest of each of the last 124 UTC days; greatest, sum and
 * number of hours of each of the last 61 ISO weeks. Counted back from the last hour that has a value. Single precision, so that a digest read
 * from the disk is the one that was made. null = no data.
 */
export function usageDigest(parts: readonly Part[], untilMs: number): UsageDigest | null {
  const usage = parts.filter((part) => part.metric === "pcu" && part.carrier === null && part.startMs < untilMs);
  const lastHourMs = usage.reduce((last, part) => Math.max(last, lastHourOf(part, untilMs)), Number.NEGATIVE_INFINITY);
  if (lastHourMs === Number.NEGATIVE_INFINITY) return null;
  const firstDayMs = Math.floor(lastHourMs / dayMs) * dayMs - (digestDays - 1) * dayMs;
  const firstWeekMs = utcWeek(lastHourMs) - (digestWeeks - 1) * weekMs;
  const regions = [...Map.groupBy(usage, (part) => part.region)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    lastHourMs,
    regions: regions.flatMap(([region, own]) => {
      const days = bucketsOf(own, firstDayMs, dayMs, digestDays, lastHourMs);
      const weeks = bucketsOf(own, firstWeekMs, weekMs, digestWeeks, lastHourMs);
      if (weeks.hours.length === 0) return [];
      return [
        {
          region,
          firstDayMs: days.firstMs,
          dailyMax: days.max,
          firstWeekMs: weeks.firstMs,
          weekMax: weeks.max,
          weekSum: weeks.sum,
          weekHours: weeks.hours,
        },
      ];
    }),
  };
}

function lastHourOf({ startMs, values }: Part, untilMs: number): number {
  const end = Math.min(values.length, Math.ceil((untilMs - startMs) / hourMs));
  for (let hour = end - 1; hour >= 0; hour -= 1) if (!Number.isNaN(values[hour] ?? Number.NaN)) return startMs + hour * hourMs;
  return Number.NEGATIVE_INFINITY;
}

interface Buckets {
  readonly firstMs: number;
  readonly max: Float32Array;
  readonly sum: Float32Array;
  readonly hours: Uint8Array;
}

/** From the first to the last bucket that has data. */
function bucketsOf(parts: readonly Part[], firstMs: number, bucketMs: number, count: number, lastHourMs: number): Buckets {
  const max = new Float64Array(count).fill(Number.NaN);
  const sum = new Float64Array(count);
  const hours = new Uint8Array(count);
  const hoursEach = bucketMs / hourMs;
  for (const { startMs, values } of parts.toSorted((a, b) => a.startMs - b.startMs)) {
    const shift = (startMs - firstMs) / hourMs;
    const end = Math.min(values.length, (lastHourMs - startMs) / hourMs + 1);
    for (let hour = Math.max(0, -shift); hour < end; hour += 1) {
      const value = values[hour] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const bucket = Math.floor((hour + shift) / hoursEach);
      const greatest = max[bucket] ?? Number.NaN;
      if (!(greatest >= value)) max[bucket] = value;
      sum[bucket] = (sum[bucket] ?? 0) + value;
      hours[bucket] = (hours[bucket] ?? 0) + 1;
    }
  }
  const first = Math.max(
    0,
    hours.findIndex((n) => n > 0),
  );
  const end = hours.findLastIndex((n) => n > 0) + 1;
  return {
    firstMs: firstMs + first * bucketMs,
    max: new Float32Array(max.subarray(first, end)),
    sum: new Float32Array(sum.subarray(first, end)),
    hours: hours.slice(first, end),
  };
}
