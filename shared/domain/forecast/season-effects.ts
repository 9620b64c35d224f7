import { dayStartMs } from "../calendar/day.ts";
import type { Holiday, HolidayName } from "../calendar/holiday.ts";
import { dayHours, hourMs, weekHours } from "./local-grid.ts";

/** A time of weeks that changes the hours people keep, e.g. Ramadan: by its name, the days it lies on. */
interface Season {
  readonly name: HolidayName;
  readonly days: ReadonlySet<number>;
}

export interface SeasonModel {
  /** log of what a wall hour is against the hours before the forecast, as far as a season begins or ends; 0 = nothing changes. */
  logOf(wallHour: number): number;
  /** Names of seasons that begin from one day on, before another, and that the history has not seen. */
  unlearned(fromDay: number, toDay: number): readonly HolidayName[];
}

/** Weeks before and after a season that it is held against, and how many of an hour of the week must be known. */
const besideWeeks = 4;
const leastSamples = 2;
/** Days of a season that must be known. */
const leastDays = 10;
/** Days of one season go up and down together: so many are worth one. */
const daysAlike = 5;
/** A forecast's level has forgotten what was so many days ago. */
const rememberedDays = 14;
const greatestEffect = Math.log(3);

/**
 * Learns what seasons do by the hour of the day: the mean of log(value / usual), usual being the median of the same hour of the week in the four weeks
 * before and after the season, shrunk by its noise (positive-part James–Stein). `values` are cells of the wall clock from `firstHour` on, `mask`
 * 1 = extraordinary. What is ahead is held against the fortnight before the forecast: in the middle of a season it changes nothing until the end.
 */
export function learnSeasons(holidays: readonly Holiday[], values: Float64Array, firstHour: number, mask: Uint8Array): SeasonModel {
  const seasons = seasonsOf(holidays);
  const lastDay = Math.floor((firstHour + values.length) / dayHours) - 1;
  const known = seasons.flatMap((season) => {
    const log = effectOf(season, values, firstHour, mask);
    if (log === null) return [];
    let within = 0;
    for (let day = lastDay; day > lastDay - rememberedDays; day -= 1) if (season.days.has(day)) within += 1;
    return [{ season, log, remembered: within / rememberedDays }];
  });
  return {
    logOf(wallHour) {
      let sum = 0;
      for (const { season, log, remembered } of known) {
        const now = season.days.has(Math.floor(wallHour / dayHours)) ? 1 : 0;
        if (now !== remembered) sum += (now - remembered) * (log[wallHour % dayHours] as number);
      }
      return sum;
    },
    unlearned(fromDay, toDay) {
      return seasons.flatMap((season) => {
        if (season.days.has(fromDay - 1) || known.some((one) => one.season === season)) return [];
        for (let day = fromDay; day < toDay; day += 1) if (season.days.has(day)) return [season.name];
        return [];
      });
    },
  };
}

function seasonsOf(holidays: readonly Holiday[]): readonly Season[] {
  const found = new Map<string, { name: HolidayName; days: Set<number> }>();
  for (const { date, name, kind } of holidays) {
    if (kind !== "season") continue;
    const season = found.get(name.en) ?? { name, days: new Set<number>() };
    season.days.add(Math.round(dayStartMs(date) / (dayHours * hourMs)));
    found.set(name.en, season);
  }
  return [...found.values()];
}

/** log effect by the hour of the day; null = the history has not seen enough of the season. */
function effectOf({ days }: Season, values: Float64Array, firstHour: number, mask: Uint8Array): Float64Array | null {
  const sum = new Float64Array(dayHours);
  const squares = new Float64Array(dayHours);
  const count = new Uint16Array(dayHours);
  const inside = [...days].filter((day) => day * dayHours >= firstHour && (day + 1) * dayHours <= firstHour + values.length);
  if (inside.length < leastDays) return null;
  const usual = usualOutside(inside, days, values, firstHour, mask);
  for (const day of inside) {
    for (let hour = 0; hour < dayHours; hour += 1) {
      const cell = day * dayHours - firstHour + hour;
      const value = values[cell] as number;
      if (mask[cell] === 1 || !(value > 0)) continue;
      const log = Math.log(value / (usual[(day * dayHours + hour) % weekHours] as number));
      if (!Number.isFinite(log)) continue;
      sum[hour] = (sum[hour] as number) + log;
      squares[hour] = (squares[hour] as number) + log * log;
      count[hour] = (count[hour] as number) + 1;
    }
  }
  if (count.some((n) => n < leastDays)) return null;
  const mean = sum.map((total, hour) => total / (count[hour] as number));
  let energy = 0;
  let noise = 0;
  for (let hour = 0; hour < dayHours; hour += 1) {
    const n = count[hour] as number;
    energy += (mean[hour] as number) ** 2;
    noise += (((squares[hour] as number) / n - (mean[hour] as number) ** 2) * daysAlike) / n;
  }
  const share = energy > 0 ? Math.max(0, 1 - noise / energy) : 0;
  return mean.map((log) => Math.max(-greatestEffect, Math.min(greatestEffect, share * log)));
}

/** Median of each hour of the week (wall hours mod 168) in the weeks beside the season's days. */
function usualOutside(
  inside: readonly number[],
  days: ReadonlySet<number>,
  values: Float64Array,
  firstHour: number,
  mask: Uint8Array,
): Float64Array {
  const samples: number[][] = Array.from({ length: weekHours }, () => []);
  const beside = new Set<number>();
  for (const day of inside) {
    for (let apart = 1; apart <= besideWeeks * 7; apart += 1) {
      if (!days.has(day - 1)) beside.add(day - apart);
      if (!days.has(day + 1)) beside.add(day + apart);
    }
  }
  for (const day of beside) {
    if (days.has(day)) continue;
    for (let hour = day * dayHours; hour < (day + 1) * dayHours; hour += 1) {
      const value = values[hour - firstHour] ?? Number.NaN;
      if (value > 0 && mask[hour - firstHour] !== 1) samples[hour % weekHours]?.push(value);
    }
  }
  return Float64Array.from(samples, (list) => {
    if (list.length < leastSamples) return Number.NaN;
    list.sort((a, b) => a - b);
    return ((list[(list.length - 1) >> 1] as number) + (list[list.length >> 1] as number)) / 2;
  });
}
