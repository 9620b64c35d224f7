import { addDays } from "../../calendar/day.ts";
import { localDayOf, localInstant } from "../../calendar/local-time.ts";
import { hourMs } from "../../metrics/series.ts";
import { percentile } from "../../sla/statistics/statistic-metrics.ts";
import { holidaysOfRegion, named, nameOfTime, zoneOf } from "./named-time.ts";
import type { ReviewSources } from "./review-sources.ts";
import { type RegionHours, valueAt } from "./usage-days.ts";

/** A local day that is told of as a peak of its own. */
export interface OutstandingDay {
  readonly day: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly came: { readonly pcu: number; readonly atMs: number };
  /** As on record; null = it has no name there. */
  readonly name: string | null;
  readonly nameZh: string | null;
}

/**
 * A day stands out from so many times the median of the same weekday's greatest hours in the four weeks on either side within the period (and the four
 * weeks before it): half of what an ordinary promotion brings (headroom.ts). At least three of them must be known, and four fifths of its own hours.
 */
const rises = { times: 1.15, weeks: 4, least: 3, most: 5, knownShare: 0.8 } as const;

interface Day {
  readonly day: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly came: OutstandingDay["came"] | null;
}

/**
 * Days of a period that were peaks of their own: announced events, public holidays (of a holiday of several days the greatest) and the five days that rose
 * most above their neighbours. By day.
 */
export function outstandingDays(
  sources: ReviewSources,
  hours: RegionHours,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  takenMs: number,
): readonly OutstandingDay[] {
  const zone = zoneOf(sources, hours.region, fromMs);
  const first = localDayOf(fromMs, zone);
  const end = localDayOf(Math.min(toMs, takenMs) - 1, zone);
  const days: Day[] = [];
  for (let day = addDays(first, -7 * rises.weeks); day <= end; day = addDays(day, 1)) days.push(dayAt(hours, day, zone, takenMs));
  const own = days.filter((one) => one.day >= first && one.fromMs >= fromMs && one.fromMs < toMs);
  const chosen = new Map<string, Day>();
  for (const group of namedGroups(sources, hours.region, own)) {
    const [best] = group.filter(({ came }) => came !== null).toSorted((a, b) => (b.came?.pcu ?? 0) - (a.came?.pcu ?? 0) || compare(a, b));
    if (best !== undefined) chosen.set(best.day, best);
  }
  const index = new Map(days.map((one, i) => [one.day, i]));
  const risen = own
    .flatMap((one) => {
      const usual = usualPeak(days, index.get(one.day) ?? 0);
      const times = one.came === null || usual === null || usual <= 0 ? 0 : one.came.pcu / usual;
      return times >= rises.times ? [{ one, times }] : [];
    })
    .toSorted((a, b) => b.times - a.times || compare(a.one, b.one));
  for (const { one } of risen.slice(0, rises.most)) chosen.set(one.day, one);
  return [...chosen.values()].toSorted(compare).flatMap(({ day, fromMs: from, toMs: to, came }): readonly OutstandingDay[] => {
    if (came === null) return [];
    const called = nameOfTime(sources, hours.region, from, to);
    return [{ day, fromMs: from, toMs: to, came, name: called?.name ?? null, nameZh: called?.nameZh ?? null }];
  });
}

function compare(a: Pick<Day, "day">, b: Pick<Day, "day">): number {
  return a.day < b.day ? -1 : a.day > b.day ? 1 : 0;
}

function dayAt(hours: RegionHours, day: string, zone: string, takenMs: number): Day {
  const [fromMs, toMs] = [localInstant(day, 0, zone), localInstant(addDays(day, 1), 0, zone)];
  let [known, all, pcu, atMs] = [0, 0, Number.NEGATIVE_INFINITY, 0];
  for (let ms = Math.ceil(fromMs / hourMs) * hourMs; ms < toMs; ms += hourMs) {
    all += 1;
    const value = valueAt(hours, ms);
    if (Number.isNaN(value)) continue;
    known += 1;
    if (value > pcu) [pcu, atMs] = [value, ms];
  }
  const isOver = toMs <= takenMs;
  return { day, fromMs, toMs, came: isOver && known > 0 && known >= rises.knownShare * all ? { pcu, atMs } : null };
}

function usualPeak(days: readonly Day[], at: number): number | null {
  const around: number[] = [];
  for (let weeks = -rises.weeks; weeks <= rises.weeks; weeks += 1) {
    const pcu = weeks === 0 ? null : (days[at + weeks * 7]?.came?.pcu ?? null);
    if (pcu !== null) around.push(pcu);
  }
  return around.length < rises.least ? null : percentile(around, 0.5);
}

/** Days of each announced event and of each public holiday, as far as they lie in the period. */
function namedGroups(sources: ReviewSources, region: string, days: readonly Day[]): readonly (readonly Day[])[] {
  const ofEvents = sources.plannedEvents
    .filter((event) => event.region === null || event.region === region)
    .map(({ startsAt, endsAt }) => days.filter(({ fromMs, toMs }) => Date.parse(startsAt) < toMs && Date.parse(endsAt) > fromMs));
  const byDay = new Map(days.map((one) => [one.day, one]));
  const ofHolidays = new Map<string, Day[]>();
  for (const { date, name, kind } of holidaysOfRegion(sources, region)) {
    const day = byDay.get(date);
    if (kind !== "public" || day === undefined) continue;
    const key = named(name).name;
    ofHolidays.set(key, [...(ofHolidays.get(key) ?? []), day]);
  }
  return [...ofEvents, ...ofHolidays.values()];
}
