import { addDays, dayOfMs } from "../calendar/day.ts";
import type { HolidayName } from "../calendar/holiday.ts";
import { localDayOf } from "../calendar/local-time.ts";
import type { ForecastInput } from "../forecast/forecast.ts";
import { dayHours, hourMs, localGrid, toCells } from "../forecast/local-grid.ts";
import { readOccasions } from "../forecast/occasions.ts";
import { UsualHours } from "../forecast/usual-hours.ts";
import { dayEndsAtHour } from "./peak-windows.ts";

/** What an occasion may have been: a holiday nearby, or what was noted near the same date a year before. */
export type EventHint =
  | { readonly kind: "holiday"; readonly date: string; readonly name: HolidayName }
  | { readonly kind: "last_year"; readonly eventId: string; readonly label: string }
  | null;

/** Hours that stand out of a history and have no name: a person says what they were. */
export interface EventSuggestion {
  /** Day of use (05:00 to 05:00) it began on. */
  readonly day: string;
  readonly startMs: number;
  /** Exclusive. */
  readonly endMs: number;
  /** Greatest hour, and the greatest there would usually have been. */
  readonly peakPcu: number;
  readonly usualPcu: number;
  /** Their ratio. */
  readonly factor: number;
  readonly hint: EventHint;
}

/**
 * How far a day must stand out: five robust standard deviations of the days of the same season, and a quarter above what is usual; below that a person
 * would be asked about chance. Half of it must be reached for two hours: one hour alone is more often a fault of counting.
 */
const outstanding = { spreads: 5, factor: 1.25, hours: 2, share: 0.5 } as const;
/** Least spread of a day's maximum that is believed. */
const leastSpread = 0.03;
/** Days on either side that say how much days differ, and how many must be known. */
const seasonDays = 42;
const leastDays = 14;
/** What still stands half as high on most of the days after it is a new level. Days that have no such days after them yet are not judged. */
const levelDays = 4;
/** An occasion lasts no longer. */
const longestDays = 3;
const hintDays = { holiday: 2, lastYear: 4 } as const;
/** More at once is no suggestion but a chore. */
const most = 12;

/** Unnamed occasions of a history, newest first, at most twelve. Days off, events and incidents that are known are none. */
export function suggestEvents(
  input: Pick<ForecastInput, "history" | "timeZone" | "holidays" | "weekend" | "events" | "incidents">,
): readonly EventSuggestion[] {
  const { history, timeZone } = input;
  const hours = history.values.length;
  if (hours < leastDays * dayHours) return [];
  const grid = localGrid(timeZone, history.startMs, hours);
  const values = toCells(grid, history.values);
  // Days off explain themselves; what a shopping day does to this customer is the customer's own occasion.
  const holidays = input.holidays.filter((one) => one.kind !== "commercial");
  const { mask } = readOccasions({ ...input, holidays }, grid, values);
  const usual = new UsualHours(values, mask);
  const days = dayRatios(values, mask, usual, grid.firstHour);
  const found: EventSuggestion[] = [];
  for (let index = days.length - 1 - levelDays; index >= 0 && found.length < most; index -= 1) {
    const length = lengthOf(days, index);
    if (length === 0) continue;
    const first = index - length + 1;
    const span = spanOf(days, first, index, values, usual, mask);
    index = first;
    if (span === null) continue;
    const startMs = instantOfCell(grid.cellOf, span.from, history.startMs);
    const endMs = instantOfCell(grid.cellOf, span.to, history.startMs);
    const day = localDayOf(startMs - dayEndsAtHour * hourMs, timeZone);
    found.push({
      day,
      startMs,
      endMs,
      peakPcu: span.peak,
      usualPcu: span.usual,
      factor: span.peak / span.usual,
      hint: hintOf(day, dayOfMs(endMs - hourMs), input, timeZone),
    });
  }
  return found;
}

interface DayRatio {
  readonly from: number;
  readonly to: number;
  /** log(greatest value / greatest usual value); NaN = too little is known, or the day has a name. */
  readonly log: number;
}

function dayRatios(values: Float64Array, mask: Uint8Array, usual: UsualHours, firstHour: number): readonly DayRatio[] {
  const days: DayRatio[] = [];
  const offset = (((dayEndsAtHour - firstHour) % dayHours) + dayHours) % dayHours;
  for (let from = offset; from + dayHours <= values.length; from += dayHours) {
    let greatest = 0;
    let greatestUsual = 0;
    let known = 0;
    for (let cell = from; cell < from + dayHours; cell += 1) {
      const value = values[cell] as number;
      const normal = mask[cell] === 1 || Number.isNaN(value) ? Number.NaN : usual.at(cell);
      if (Number.isNaN(normal)) continue;
      known += 1;
      greatest = Math.max(greatest, value);
      greatestUsual = Math.max(greatestUsual, normal);
    }
    const judged = known >= dayHours / 2 && greatest > 0 && greatestUsual > 0;
    days.push({ from, to: from + dayHours, log: judged ? Math.log(greatest / greatestUsual) : Number.NaN });
  }
  return days;
}

/** Days of the occasion that ends with this day; 0 = it is none. */
function lengthOf(days: readonly DayRatio[], index: number): number {
  const own = days[index]?.log ?? Number.NaN;
  if (!(own > Math.log(outstanding.factor))) return 0;
  const around = days.slice(Math.max(0, index - seasonDays), index + seasonDays + 1).flatMap(({ log }) => (Number.isNaN(log) ? [] : [log]));
  if (around.length < leastDays) return 0;
  const middle = median(around);
  const spread = Math.max(leastSpread, 1.4826 * median(around.map((log) => Math.abs(log - middle))));
  if (own - middle < outstanding.spreads * spread) return 0;
  const high = (day: number): boolean => (days[day]?.log ?? Number.NaN) - middle > outstanding.share * (own - middle);
  let after = 0;
  for (let day = index + 1; day <= index + levelDays; day += 1) if (high(day)) after += 1;
  if (after > 0) return 0;
  let length = 1;
  while (length <= longestDays && high(index - length)) length += 1;
  return length > longestDays ? 0 : length;
}

/** The hours of an occasion: from the first to the last that reach half of what its greatest does. */
function spanOf(days: readonly DayRatio[], first: number, last: number, values: Float64Array, usual: UsualHours, mask: Uint8Array) {
  const begin = days[first]?.from ?? 0;
  const end = days[last]?.to ?? 0;
  let peakCell = -1;
  let greatestUsual = 0;
  for (let cell = begin; cell < end; cell += 1) {
    const normal = mask[cell] === 1 ? Number.NaN : usual.at(cell);
    if (Number.isNaN(normal) || Number.isNaN(values[cell])) continue;
    greatestUsual = Math.max(greatestUsual, normal);
    if (peakCell < 0 || (values[cell] as number) > (values[peakCell] as number)) peakCell = cell;
  }
  if (peakCell < 0 || greatestUsual <= 0) return null;
  const peak = values[peakCell] as number;
  const least = outstanding.share * Math.log(peak / greatestUsual);
  const stands = (cell: number): boolean => mask[cell] !== 1 && Math.log((values[cell] as number) / usual.at(cell)) >= least;
  let from = -1;
  let to = -1;
  let count = 0;
  for (let cell = begin; cell < end; cell += 1) {
    if (!stands(cell)) continue;
    if (from < 0) from = cell;
    to = cell + 1;
    count += 1;
  }
  return count < outstanding.hours ? null : { from, to, peak, usual: greatestUsual };
}

function instantOfCell(cellOf: Int32Array, cell: number, startMs: number): number {
  // An hour that clocks skipped has no index: the next one has.
  const index = cellOf.findIndex((one) => one >= cell);
  return startMs + (index < 0 ? cellOf.length : index) * hourMs;
}

function hintOf(
  day: string,
  lastDay: string,
  { holidays, events }: Pick<ForecastInput, "holidays" | "events">,
  timeZone: string,
): EventHint {
  const from = addDays(day, -hintDays.holiday);
  const to = addDays(lastDay, hintDays.holiday);
  const near = holidays.filter((one) => one.kind !== "season" && one.kind !== "makeup_workday" && one.date >= from && one.date <= to);
  const holiday = near.find((one) => one.date >= day && one.date <= lastDay) ?? near[0];
  if (holiday !== undefined) return { kind: "holiday", date: holiday.date, name: holiday.name };
  const yearAgo = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  const before = events.find((event) => {
    const on = localDayOf(event.startMs, timeZone);
    return on >= addDays(yearAgo, -hintDays.lastYear) && on <= addDays(yearAgo, hintDays.lastYear);
  });
  return before === undefined ? null : { kind: "last_year", eventId: before.id, label: before.label };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}

/** A suggestion with the regions in which it shows. */
export interface AccountSuggestion extends EventSuggestion {
  /** Greatest factor first; its hours and figures are those told. */
  readonly regions: readonly string[];
}

/** One occasion shows in several regions of a customer: suggestions that share hours are one. Newest first. */
export function joinSuggestions(
  found: readonly { readonly region: string; readonly suggestion: EventSuggestion }[],
): readonly AccountSuggestion[] {
  const list: AccountSuggestion[] = [];
  const strongest = found.toSorted((a, b) => b.suggestion.factor - a.suggestion.factor || (a.region < b.region ? -1 : 1));
  for (const { region, suggestion } of strongest) {
    const index = list.findIndex((one) => one.startMs < suggestion.endMs && suggestion.startMs < one.endMs);
    const known = list[index];
    if (known === undefined) list.push({ ...suggestion, regions: [region] });
    else list[index] = { ...known, regions: known.regions.includes(region) ? known.regions : [...known.regions, region] };
  }
  return list.sort((a, b) => b.startMs - a.startMs);
}
