import Holidays from "date-holidays";
import { addDays } from "./day.ts";
import type { Holiday } from "./holiday.ts";
import { chineseNameOf } from "./holiday-names.ts";

const dayMs = 86_400_000;
const substitute = " (substitute day)";
const calendars = new Map<string, Holidays>();
/** A year takes milliseconds, and is asked for with the year before and after it. */
const years = new Map<string, readonly Holiday[]>();

/** Days off of a country in a year by date-holidays, in English and Chinese. An unknown country has none. */
export function worldHolidays(country: string, year: number): readonly Holiday[] {
  const key = `${country}${year}`;
  const known = years.get(key) ?? holidaysOfYear(country, year);
  years.set(key, known);
  return known;
}

function holidaysOfYear(country: string, year: number): readonly Holiday[] {
  let calendar = calendars.get(country);
  if (calendar === undefined) {
    calendar = new Holidays(country, { languages: ["en"], types: ["public", "bank"] });
    calendars.set(country, calendar);
  }
  const days: Holiday[] = [];
  // Without a known country the library answers with nothing (older releases with `false`).
  for (const entry of calendar.getHolidays(year) ?? []) {
    const bare = entry.name.replace(substitute, "");
    const observed = entry.substitute === true;
    const name = observed ? { zh: `${chineseNameOf(bare)}（补休）`, en: `${bare} (observed)` } : { zh: chineseNameOf(bare), en: bare };
    // A feast that begins at sunset lasts a whole number of days and a fraction at either end.
    const length = Math.max(1, Math.round((entry.end.getTime() - entry.start.getTime()) / dayMs));
    // The library lets the Korean New Year begin on the day itself; its eve is the first of the three days (Presidential Decree on public holidays).
    const first = addDays(entry.date.slice(0, 10), country === "KR" && bare === "Korean New Year" && !observed ? -1 : 0);
    for (let offset = 0; offset < length; offset += 1)
      days.push({ date: addDays(first, offset), name, kind: observed ? "observed" : "public" });
  }
  return days;
}
