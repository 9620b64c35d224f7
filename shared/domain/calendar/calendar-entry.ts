import { z } from "zod";
import { country, day, id, line } from "../common.ts";
import { holidayKinds } from "./holiday.ts";

/** A day that a company adds to the calendar of a country or of one customer, or takes out of it. */
export const calendarEntry = z.object({
  id,
  /** null = for everybody of the country. */
  accountId: id.nullable(),
  /** null = the account's own day. */
  country: country.nullable(),
  date: day,
  name: line,
  kind: z.enum(holidayKinds),
  /** true = the calendar's days of that date do not count. */
  removed: z.boolean(),
  authorId: id,
});
export type CalendarEntry = z.infer<typeof calendarEntry>;
