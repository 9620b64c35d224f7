import type { Cast } from "../company/cast.ts";
import { addDays, weekdayOf } from "../../domain/calendar/day.ts";
import type { Dice } from "../dice.ts";
import type { World } from "../world/world.ts";

/** UTC instant as records carry it. */
export function instantOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** A moment in the customer's office hours on the day of an instant; a weekend becomes the Friday before it. */
export function officeInstant(cast: Cast, world: World, ms: number, die: Dice): number {
  const { timeZone } = cast.account;
  let day = world.dayAt(timeZone, ms);
  while (weekdayOf(day) === 0 || weekdayOf(day) === 6) day = addDays(day, -1);
  return world.at(timeZone, day, die.int(9, 17)) + die.int(0, 59) * 60_000;
}
