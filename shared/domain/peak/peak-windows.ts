import type { ForecastPeak } from "../forecast/forecast.ts";
import { dayHours, hourMs, weekHours } from "../forecast/local-grid.ts";
import { lawExceeds, lawQuantile, lawQuantiles, lawShortfall, type MaximumLaw } from "../forecast/maximum-law.ts";
import { bindingCapacity, greatestHour, type Horizon, type LawOfSpan } from "../forecast/span-maxima.ts";

/** A stretch of time that somebody has a name for. */
export interface NamedSpan {
  readonly startMs: number;
  /** Exclusive. */
  readonly endMs: number;
}

export interface KeptPeak extends NamedSpan {
  /** Somebody has written about it or asked for capacity: it stays whatever the forecast says. Else it was on the radar before. */
  readonly anchored: boolean;
}

/**
 * Share of capacity from which a day's p90 makes it a peak, and below which it is none any more: from headroom's `watch` (10 % left) on; the gap is
 * several times what the p90 of a day moves from one forecast to the next, so that a peak does not come and go.
 */
export const nearCapacity = { enters: 0.9, leaves: 0.82 } as const;
/** Share of a peak's median from which the hours beside it belong to it. */
const besidePeak = 0.9;
/** A day of use ends when people sleep: an evening that runs past midnight is one evening. */
export const dayEndsAtHour = 5;

/**
 * Peaks of a forecast, by time: at most one a day (from 05:00 to 05:00 of the audience), where the p90 of the day's maximum comes near capacity,
 * where a planned event lies, or where one was kept from before; days that one event covers are one peak. Where no capacity is known in a
 * week, its greatest day. Takes well under a millisecond for 45 days: what-if asks again at every key.
 */
export function peakWindows(
  horizon: Horizon,
  lawOf: LawOfSpan,
  events: readonly (NamedSpan & { readonly id: string })[],
  kept: readonly KeptPeak[] = [],
): readonly ForecastPeak[] {
  const { startMs, p50 } = horizon;
  const onHours = ({ startMs: from, endMs: to }: NamedSpan): Span => ({
    from: Math.max(0, Math.floor((from - startMs) / hourMs)),
    to: Math.min(p50.length, Math.ceil((to - startMs) / hourMs)),
  });
  const ahead = events.map((event) => ({ id: event.id, ...onHours(event) })).filter((event) => event.to > event.from);
  const before = kept.map((one) => ({ anchored: one.anchored, ...onHours(one) })).filter((one) => one.to > one.from);
  const days = daysOfUse(horizon).map((day) => dayWindow(horizon, lawOf, day, ahead, before));
  const windows = joined(
    days.filter((day) => day.chosen),
    ahead,
  );
  return [...windows, ...greatestOfWeeks(horizon, days)]
    .sort((a, b) => a.from - b.from)
    .map((window) => peakOf(horizon, lawOf, window, ahead));
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface DayWindow extends Span {
  readonly day: Span;
  readonly chosen: boolean;
  readonly greatest: number;
  readonly hasCapacity: boolean;
}

/** Hours of the horizon cut at 05:00 of the wall clock. */
function daysOfUse({ grid, p50 }: Horizon): readonly Span[] {
  const number = (hour: number): number => Math.floor((grid.firstHour + (grid.cellOf[hour] ?? 0) - dayEndsAtHour) / dayHours);
  const days: Span[] = [];
  let from = 0;
  for (let hour = 1; hour <= p50.length; hour += 1) {
    if (hour < p50.length && number(hour) === number(from)) continue;
    days.push({ from, to: hour });
    from = hour;
  }
  return days;
}

const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

function dayWindow(
  horizon: Horizon,
  lawOf: LawOfSpan,
  day: Span,
  events: readonly (Span & { readonly id: string })[],
  kept: readonly (Span & { readonly anchored: boolean })[],
): DayWindow {
  const { p50, capacity } = horizon;
  const at = greatestHour(p50, day.from, day.to);
  const greatest = p50[at] ?? 0;
  const law = lawOf(day.from, day.to, greatest);
  const pcu = bindingCapacity(horizon, day.from, day.to);
  const p90 = lawQuantile(law, 0.9);
  const above = greatest > 0 ? p90 / greatest : 1;
  const kindOf = kept.filter((one) => overlaps(one, day));
  const enters = kindOf.length > 0 ? nearCapacity.leaves : nearCapacity.enters;
  const own = events.filter((event) => overlaps(event, day));
  const chosen = greatest > 0 && (own.length > 0 || kindOf.some((one) => one.anchored) || (pcu !== null && p90 >= enters * pcu));
  const belongs = (hour: number): boolean => {
    const median = p50[hour] ?? 0;
    return median >= besidePeak * greatest || median * above >= enters * (capacity[hour] ?? Number.NaN);
  };
  let from = at;
  let to = at + 1;
  while (from > day.from && belongs(from - 1)) from -= 1;
  while (to < day.to && belongs(to)) to += 1;
  for (const event of own) {
    from = Math.min(from, Math.max(day.from, event.from));
    to = Math.max(to, Math.min(day.to, event.to));
  }
  return { from, to, day, chosen, greatest, hasCapacity: pcu !== null };
}

/** Windows of following days that one event covers are one. */
function joined(windows: readonly DayWindow[], events: readonly Span[]): readonly Span[] {
  const list: { from: number; to: number }[] = [];
  for (const { from, to } of windows) {
    const last = list.at(-1);
    const one = last !== undefined && events.some((event) => overlaps(event, last) && overlaps(event, { from, to }));
    if (one) last.to = to;
    else list.push({ from, to });
  }
  return list;
}

/** The greatest day of each week of the horizon that knows no capacity and has no window. */
function greatestOfWeeks({ grid }: Horizon, days: readonly DayWindow[]): readonly Span[] {
  const week = (hour: number): number => Math.floor((grid.firstHour + (grid.cellOf[hour] ?? 0) - mondayHour - dayEndsAtHour) / weekHours);
  const best = new Map<number, DayWindow | null>();
  for (const day of days) {
    const number = week(day.day.from);
    const known = best.get(number);
    if (known === null || (!day.chosen && day.day.to - day.day.from < leastHours)) continue;
    if (day.hasCapacity || day.chosen) best.set(number, null);
    else if (day.greatest > (known?.greatest ?? 0)) best.set(number, day);
  }

  return [...best.values()].flatMap((day) => (day === null ? [] : [{ from: day.from, to: day.to }]));
}

/** A horizon that begins after midnight begins with the end of an evening. */
const leastHours = 6;
/** The epoch was a Thursday: a Monday 00:00 is hour 96. */
const mondayHour = 96;

function peakOf(horizon: Horizon, lawOf: LawOfSpan, { from, to }: Span, events: readonly (Span & { readonly id: string })[]): ForecastPeak {
  const { startMs, p50 } = horizon;
  const at = greatestHour(p50, from, to);
  const law: MaximumLaw = lawOf(from, to, p50[at] ?? 0);
  const pcu = bindingCapacity(horizon, from, to);
  return {
    startMs: startMs + from * hourMs,
    endMs: startMs + to * hourMs,
    atMs: startMs + at * hourMs,
    ...lawQuantiles(law),
    pExceed: pcu === null ? null : lawExceeds(law, pcu),
    shortfallPcu: pcu === null ? null : lawShortfall(law, pcu),
    eventIds: events.filter((event) => overlaps(event, { from, to })).map((event) => event.id),
  };
}
