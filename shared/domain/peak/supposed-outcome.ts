import type { Forecast, ForecastPeak } from "../forecast/forecast.ts";
import type { CapacityStep } from "../headroom/headroom.ts";
import { isAnswerEvent, type RegionInput } from "./outlook-input.ts";
import type { KeptPeak } from "./peak-windows.ts";
import { type ForecastFrame, type Outcome, whatIf } from "./what-if.ts";

/** What is supposed: capacity through the horizon, and events with another factor than they were taken for, as a multiple of it. */
export interface Supposed {
  readonly capacity: readonly CapacityStep[];
  readonly factors: ReadonlyMap<string, number>;
  readonly kept: readonly KeptPeak[];
}

/**
 * A forecast's hours and peaks under what is supposed. Quantiles are those of a future in which every event takes place; probabilities count an
 * event that is not certain as its chance says: chance × with it + (1 − chance) × without it. Where several meet, the least certain one decides.
 */
export function supposedOutcome(
  frame: ForecastFrame,
  made: Pick<Forecast, "events">,
  { forecast: input, chances }: RegionInput,
  { capacity, factors, kept }: Supposed,
  nowMs: number,
): Outcome {
  const events = input.events.map(({ id, startMs, endMs }) => ({ id, startMs, endMs, factor: factors.get(id) ?? 1 }));
  const outcome = whatIf(frame, { capacity, events, kept });
  const all = outcome.peaks.map(withoutAnswers);
  const open = events.filter((event) => chances.has(event.id) && event.endMs > nowMs);
  if (open.length === 0) return { ...outcome, peaks: all };
  const taken = new Map(made.events.map((event) => [event.id, event.factor]));
  const other = whatIf(frame, {
    capacity,
    events: events.map((event) => (open.includes(event) ? { ...event, factor: 1 / (taken.get(event.id) ?? 1) } : event)),
    kept: all.map(({ startMs, endMs }) => ({ startMs, endMs, anchored: true })),
  }).peaks;
  const peaks = all.map((peak) => {
    const chance = open.reduce((least, event) => (meets(event, peak) ? Math.min(least, chances.get(event.id) ?? 1) : least), 1);
    const without = other.find((one) => meets(one, peak));
    if (chance === 1 || without === undefined) return peak;
    return {
      ...peak,
      pExceed: blend(chance, peak.pExceed, without.pExceed),
      shortfallPcu: blend(chance, peak.shortfallPcu, without.shortfallPcu),
    };
  });
  return { ...outcome, peaks };
}

/** Days of a forecast with the probabilities of the peaks of events that are not certain. */
export function daysWithChances(
  made: Forecast,
  { forecast: input, chances }: RegionInput,
  peaks: readonly ForecastPeak[],
): Forecast["days"] {
  const open = input.events.filter((event) => chances.has(event.id));
  if (open.length === 0) return made.days;
  return made.days.map((day) => {
    if (day.pExceed === null || !open.some((event) => meets(event, day))) return day;
    const own = peaks.filter((peak) => meets(peak, day)).map((peak) => peak.pExceed ?? 0);
    return own.length === 0 ? day : { ...day, pExceed: Math.max(...own) };
  });
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

const meets = (a: Span, b: Span): boolean => a.startMs < b.endMs && a.endMs > b.startMs;

function withoutAnswers(peak: ForecastPeak): ForecastPeak {
  return peak.eventIds.some(isAnswerEvent) ? { ...peak, eventIds: peak.eventIds.filter((id) => !isAnswerEvent(id)) } : peak;
}

function blend(chance: number, here: number | null, other: number | null): number | null {
  return here === null || other === null ? here : chance * here + (1 - chance) * other;
}
