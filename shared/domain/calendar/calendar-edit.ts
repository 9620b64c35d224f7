import type { CalendarEntry } from "./calendar-entry.ts";
import type { Holiday } from "./holiday.ts";
import { byDateAndWeight } from "./holidays-of.ts";

/** What an entry of a company's calendar says of a day. */
export type CalendarEdit = Pick<CalendarEntry, "accountId" | "country" | "date" | "name" | "kind" | "removed">;

/** Entries that hold for a country's calendar and, with an account, for that account's own. */
export function calendarEditsOf<E extends CalendarEdit>(edits: readonly E[], ofCountry: string, accountId: string | null): readonly E[] {
  return edits.filter((edit) => (edit.accountId === null ? edit.country === ofCountry : edit.accountId === accountId));
}

const daysOff: readonly string[] = ["public", "observed"];

/**
 * Holidays with a person's entries from `fromDay` to `toDay`, both included, sorted as `holidaysOf` sorts. First days are taken out, then added: an
 * added day off takes the place of a make-up working day of its date, and the other way round, because what a person entered is right. An entry
 * has one name, which stands in both languages.
 */
export function withCalendarEdits(
  holidays: readonly Holiday[],
  edits: readonly CalendarEdit[],
  fromDay: string,
  toDay: string,
): readonly Holiday[] {
  const inside = edits.filter((edit) => edit.date >= fromDay && edit.date <= toDay);
  if (inside.length === 0) return holidays;
  const gone = new Set(inside.filter((edit) => edit.removed).map((edit) => edit.date));
  let list = holidays.filter((holiday) => !gone.has(holiday.date));
  for (const { date, name, kind, removed } of inside) {
    if (removed) continue;
    const added: Holiday = { date, name: { zh: name, en: name }, kind };
    list = [...list.filter((holiday) => holiday.date !== date || !displaces(added, holiday)), added];
  }
  return list.sort(byDateAndWeight);
}

function displaces(added: Holiday, holiday: Holiday): boolean {
  if (daysOff.includes(added.kind) && holiday.kind === "makeup_workday") return true;
  if (added.kind === "makeup_workday" && (daysOff.includes(holiday.kind) || holiday.kind === "makeup_workday")) return true;
  return added.kind === holiday.kind && [holiday.name.en, holiday.name.zh].some((name) => same(name, added.name.en));
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
