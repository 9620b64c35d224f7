import { chineseHolidays } from "./chinese-holidays.ts";
import type { Holiday } from "./holiday.ts";
import { ownCalendar } from "./own-calendar.ts";
import { worldHolidays } from "./world-holidays.ts";

/** Computing a year of a country takes milliseconds, reading it again nothing: a few hundred small arrays at most. */
const years = new Map<string, readonly Holiday[]>();

/**
 * Holidays of a country (ISO 3166-1 alpha-2) from one local day to another, both included (`YYYY-MM-DD`), sorted by date; of a date's several
 * names the one that most changes the day comes first. Chart marks and the forecast read the same list.
 */
export function holidaysOf(country: string, fromDay: string, toDay: string): readonly Holiday[] {
  const found: Holiday[] = [];
  for (let year = Number(fromDay.slice(0, 4)); year <= Number(toDay.slice(0, 4)); year += 1) {
    for (const holiday of holidaysOfYear(country, year)) if (holiday.date >= fromDay && holiday.date <= toDay) found.push(holiday);
  }
  return found;
}

function holidaysOfYear(country: string, year: number): readonly Holiday[] {
  const key = `${country}${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  // The year before and after: a feast of several days, or a substitute day, may cross the new year.
  const base = country === "CN" ? chineseHolidays(year) : [year - 1, year, year + 1].flatMap((one) => worldHolidays(country, one));
  const unique = new Map<string, Holiday>();
  for (const holiday of [...base, ...ownCalendar(country, year)]) {
    const name = `${holiday.date} ${holiday.name.en}`;
    if (holiday.date.startsWith(`${year}-`) && !unique.has(name)) unique.set(name, holiday);
  }
  const sorted = [...unique.values()].sort(byDateAndWeight);
  years.set(key, sorted);
  return sorted;
}

/** By date; of one date, what changes the day most first. */
export function byDateAndWeight(a: Holiday, b: Holiday): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : weight[a.kind] - weight[b.kind];
}

const weight: Readonly<Record<Holiday["kind"], number>> = { makeup_workday: 0, public: 1, observed: 2, commercial: 3, season: 4 };
