import { addDays } from "../../calendar/day.ts";
import type { HolidayName } from "../../calendar/holiday.ts";
import { localDayOf } from "../../calendar/local-time.ts";
import { audienceTimeZone } from "../../regions.ts";
import type { ReviewSources } from "./review-sources.ts";

type Calendars = Pick<ReviewSources, "account" | "holidays" | "plannedEvents">;

/** The clock by which a region's audience lives, as of an instant. */
export function zoneOf({ account }: Calendars, region: string, atMs: number): string {
  return audienceTimeZone(region, account.timeZone, atMs);
}

/** Days of the country whose days a region's audience lives by. */
export function holidaysOfRegion({ holidays }: Calendars, region: string): ReviewSources["holidays"][number]["days"] {
  return (holidays.find((one) => one.region === region) ?? holidays.find((one) => one.region === null))?.days ?? [];
}

/** What a time is called on record: by an announced event, else by a holiday on its first day that has one. A season is no name of a day. null = nothing. */
export function nameOfTime(
  sources: Calendars,
  region: string,
  fromMs: number,
  toMs: number,
): { readonly name: string; readonly nameZh: string | null } | null {
  const [event] = sources.plannedEvents
    .filter((one) => (one.region === null || one.region === region) && Date.parse(one.startsAt) < toMs && Date.parse(one.endsAt) > fromMs)
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1));
  if (event !== undefined) return { name: event.name, nameZh: null };
  const zone = zoneOf(sources, region, fromMs);
  const days = holidaysOfRegion(sources, region);
  const last = localDayOf(toMs - 1, zone);
  for (let day = localDayOf(fromMs, zone); day <= last; day = addDays(day, 1)) {
    const found = days.find(({ date, kind }) => date === day && kind !== "season" && kind !== "makeup_workday");
    if (found !== undefined) return named(found.name);
  }
  return null;
}

export function named({ en, zh }: HolidayName): { readonly name: string; readonly nameZh: string } {
  return { name: en, nameZh: zh };
}
