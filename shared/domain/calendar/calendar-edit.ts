import { z } from "zod";
import { country, day, id, line } from "../common.ts";
import { type Holiday, holidayKinds } from "./holiday.ts";
import { byDateAndWeight } from "./holidays-of.ts";

/**
 * A correction of the calendars that the product brings: a holiday that was announced late, a day on which a customer's people work. It holds for
 * a country, or for one account alone (then `country` is null).
 */
export const calendarEdit = z.object({
  country: country.nullable(),
  accountId: id.nullable(),
  /** Local day. */
  date: day,
  name: z.object({ zh: line, en: line }),
  kind: z.enum(holidayKinds),
  /** `remove` takes away what has this date and kind, whatever its name. */
  change: z.enum(["add", "remove"]),
});
export type CalendarEdit = z.infer<typeof calendarEdit>;

/** Edits that hold for a country's calendar and, with an account, for that account's own. */
export function calendarEditsOf<E extends CalendarEdit>(edits: readonly E[], ofCountry: string, accountId: string | null): readonly E[] {
  return edits.filter((edit) => (edit.accountId === null ? edit.country === ofCountry : edit.accountId === accountId));
}

const daysOff: readonly string[] = ["public", "observed"];

/**
 * Holidays with the edits of their calendar, sorted as `holidaysOf` sorts; edits from `fromDay` to `toDay` count, both included. An added day off
 * takes the place of a make-up working day of its date, and the other way round: what a person entered is right. Of two edits of one date and
 * kind the later one in the list holds.
 */
export function withCalendarEdits(
  holidays: readonly Holiday[],
  edits: readonly CalendarEdit[],
  fromDay: string,
  toDay: string,
): readonly Holiday[] {
  const inside = edits.filter((edit) => edit.date >= fromDay && edit.date <= toDay);
  if (inside.length === 0) return holidays;
  let list = [...holidays];
  for (const edit of inside) {
    list = list.filter((holiday) => holiday.date !== edit.date || !displaces(edit, holiday));
    if (edit.change === "add") list.push({ date: edit.date, name: edit.name, kind: edit.kind });
  }
  return list.sort(byDateAndWeight);
}

function displaces(edit: CalendarEdit, holiday: Holiday): boolean {
  if (edit.change === "remove") return holiday.kind === edit.kind;
  if (daysOff.includes(edit.kind)) return holiday.kind === "makeup_workday" || sameName(edit, holiday);
  if (edit.kind === "makeup_workday") return daysOff.includes(holiday.kind) || holiday.kind === "makeup_workday";
  return sameName(edit, holiday);
}

function sameName(edit: CalendarEdit, holiday: Holiday): boolean {
  return edit.kind === holiday.kind && edit.name.en.trim().toLowerCase() === holiday.name.en.trim().toLowerCase();
}
