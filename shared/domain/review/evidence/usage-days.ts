import { dayOfMs, weekdayOf } from "../../calendar/day.ts";
import { localInstant } from "../../calendar/local-time.ts";
import { weekendOf } from "../../calendar/weekend.ts";
import { combinedHours } from "../../metrics/combine.ts";
import { hourMs, type HourlySeries } from "../../metrics/series.ts";
import { type EvidenceRecord, type EvidenceScope, evidenceTable, spansOf } from "./evidence-scope.ts";
import type { EvidenceTable } from "./evidence-tables.ts";
import { spanHours } from "./local-hours-of.ts";
import type { ReviewSources } from "./review-sources.ts";

const dayMs = 24 * hourMs;

/** Hour by hour from `startMs`, in one region; NaN = no data. Hours that begin after the snapshot was taken are not in it. */
export interface RegionHours {
  readonly region: string;
  readonly startMs: number;
  readonly values: Float64Array;
}

/** Regions that have usage, by name, each from its first to its last known hour. */
export function usageHours(series: readonly HourlySeries[], takenMs: number): readonly RegionHours[] {
  const usage = series.filter(({ metric }) => metric === "pcu");
  const regions = [...new Set(usage.map(({ region }) => region))].sort();
  return regions.flatMap((region): readonly RegionHours[] => {
    const own = usage.filter((one) => one.region === region);
    const fromMs = Math.min(...own.map(({ startMs }) => startMs));
    const toMs = Math.min(Math.max(...own.map(({ startMs, values }) => startMs + values.length * hourMs)), untilMs(takenMs));
    const hours = combinedHours(own, "pcu", { region, carrier: null }, fromMs, toMs);
    const first = hours.findIndex((value) => !Number.isNaN(value));
    if (first < 0) return [];
    const last = hours.findLastIndex((value) => !Number.isNaN(value));
    return [{ region, startMs: fromMs + first * hourMs, values: hours.subarray(first, last + 1) }];
  });
}

/** End of the last hour that had begun. */
function untilMs(takenMs: number): number {
  return (Math.floor(takenMs / hourMs) + 1) * hourMs;
}

export function valueAt({ startMs, values }: RegionHours, ms: number): number {
  return values[Math.round((ms - startMs) / hourMs)] ?? Number.NaN;
}

/** Hours of all regions together in which a region that had begun and has not ended has no data: their sum is not known. */
export function togetherHours(regions: readonly RegionHours[]): RegionHours | null {
  if (regions.length === 0) return null;
  const startMs = Math.min(...regions.map((one) => one.startMs));
  const endMs = Math.max(...regions.map((one) => one.startMs + one.values.length * hourMs));
  const values = new Float64Array((endMs - startMs) / hourMs).fill(Number.NaN);
  const begun = new Uint8Array(values.length);
  for (const one of regions) {
    const shift = (one.startMs - startMs) / hourMs;
    for (const [hour, value] of one.values.entries()) {
      const at = hour + shift;
      values[at] = begun[at] === 1 ? (values[at] ?? Number.NaN) + value : value;
      begun[at] = 1;
    }
  }
  return { region: "*", startMs, values };
}

export function usageDays(sources: DayCalendar, regions: readonly RegionHours[], scope: EvidenceScope): EvidenceTable {
  const together = togetherHours(regions);
  const records = [...regions, ...(together === null ? [] : [together])].flatMap((hours) => daysOf(sources, hours, scope));
  const known = (one: RegionHours): number => one.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  return evidenceTable("usageDays", records, ["region", "at"], scope, {
    sources: ["usage"],
    sourceRows: regions.reduce((sum, one) => sum + known(one), 0),
    instants: regions.flatMap(({ startMs, values }) => [startMs, startMs + (values.length - 1) * hourMs]),
  });
}

function daysOf(sources: DayCalendar, hours: RegionHours, scope: EvidenceScope): readonly EvidenceRecord<"usageDays">[] {
  const records: EvidenceRecord<"usageDays">[] = [];
  const typeOf = dayTypes(sources, hours.region);
  for (const { fromMs, toMs } of spansOf(scope)) {
    const { startMs, count, days } = spanHours(scope.timeZone, fromMs, Math.min(toMs, scope.takenMs + 1));
    for (let i = 0; i < count;) {
      const day = days[i] ?? 0;
      let [peakPcu, peakAt, userHours, known] = [Number.NEGATIVE_INFINITY, 0, 0, 0];
      for (; i < count && days[i] === day; i += 1) {
        const value = valueAt(hours, startMs + i * hourMs);
        if (Number.isNaN(value)) continue;
        known += 1;
        userHours += value;
        if (value > peakPcu) [peakPcu, peakAt] = [value, startMs + i * hourMs];
      }
      if (known === 0) continue;
      const name = dayOfMs(day * dayMs);
      const at = Math.max(localInstant(name, 0, scope.timeZone), fromMs);
      records.push({ region: hours.region, day: name, at, peakPcu, peakAt, userHours, hours: known, dayType: typeOf(name, at) });
    }
  }
  return records;
}

type DayCalendar = Pick<ReviewSources, "account" | "holidays" | "plannedEvents">;

/** What a local day is to the customer: an announced event goes before a day off, a day off before a weekend; a weekend that is worked is a working day. */
function dayTypes({ account, holidays, plannedEvents }: DayCalendar, region: string): (day: string, startMs: number) => string {
  const own = holidays.find((one) => one.region === null)?.days ?? [];
  const worked = new Set(own.filter(({ kind }) => kind === "makeup_workday").map(({ date }) => date));
  const off = new Set(own.filter(({ kind }) => kind === "public" || kind === "observed").map(({ date }) => date));
  const events = plannedEvents
    .filter((event) => region === "*" || event.region === null || event.region === region)
    .map(({ startsAt, endsAt }) => [Date.parse(startsAt), Date.parse(endsAt)] as const);
  return (day, startMs) => {
    if (events.some(([fromMs, toMs]) => fromMs < startMs + dayMs && toMs > startMs)) return "event";
    if (worked.has(day)) return "workday";
    if (off.has(day)) return "holiday";
    return weekendOf(account.country, day).includes(weekdayOf(day)) ? "weekend" : "workday";
  };
}
