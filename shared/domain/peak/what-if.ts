import type { Forecast, ForecastPeak } from "../forecast/forecast.ts";
import { lawFromQuantiles } from "../forecast/law-from-quantiles.ts";
import { hourMs, type LocalGrid, localGrid } from "../forecast/local-grid.ts";
import type { MaximumLaw } from "../forecast/maximum-law.ts";
import { capacityByHour, greatestHour, type Horizon, type LawOfSpan } from "../forecast/span-maxima.ts";
import type { CapacityStep } from "../headroom/headroom.ts";
import { type KeptPeak, type NamedSpan, peakWindows } from "./peak-windows.ts";

/** A forecast made ready to be asked "what if": the clock of its hours and the law of each day's maximum. */
export interface ForecastFrame {
  readonly forecast: Pick<Forecast, "startMs" | "p50" | "p75" | "p90" | "p95">;
  readonly grid: LocalGrid;
  /** Of the local day of each hour: the law of its maximum, as a multiple of its greatest median. */
  readonly lawOfHour: readonly MaximumLaw[];
}

/** An event as it is, and the factor that its hours are multiplied by; 1 = as forecast. */
export interface EventChange extends NamedSpan {
  readonly id: string;
  readonly factor: number;
}

export interface Assumptions {
  /** Capacity as it is to be, in steps that touch. */
  readonly capacity: readonly CapacityStep[];
  /** Every event ahead, changed or not; a made-up one has an id of its own. */
  readonly events: readonly EventChange[];
  readonly kept?: readonly KeptPeak[];
}

export interface Outcome {
  /** Medians by the hour. */
  readonly p50: Float64Array;
  /** Quantiles by the hour that are told on screen: multiplied as the medians are. */
  readonly p90: Float64Array;
  readonly p95: Float64Array;
  readonly peaks: readonly ForecastPeak[];
}

/** Once a forecast; `timeZone` is that of the audience. */
export function forecastFrame(
  forecast: Pick<Forecast, "startMs" | "p50" | "p75" | "p90" | "p95" | "days">,
  timeZone: string,
): ForecastFrame {
  const { startMs, p50, days } = forecast;
  const lawOfHour: MaximumLaw[] = [];
  for (const day of days) {
    const from = (day.startMs - startMs) / hourMs;
    const to = Math.min(p50.length, (day.endMs - startMs) / hourMs);
    const greatest = p50[greatestHour(p50, from, to)] ?? 0;
    const law = lawFromQuantiles(day);
    const relative = { ...law, median: greatest > 0 ? law.median / greatest : 0 };
    for (let hour = from; hour < to; hour += 1) lawOfHour[hour] = relative;
  }
  return { forecast, grid: localGrid(timeZone, startMs, p50.length), lawOfHour };
}

/**
 * Peaks under other assumptions, without a new fit: medians of an event's hours are multiplied, and the law of each day's maximum goes along with its
 * greatest median. With the forecast's own capacity and factors of 1 it is what the forecast says.
 */
export function whatIf(frame: ForecastFrame, { capacity, events, kept = [] }: Assumptions): Outcome {
  const { forecast, grid, lawOfHour } = frame;
  const { startMs } = forecast;
  const hours = forecast.p50.length;
  const factors = new Float64Array(hours).fill(1);
  for (const { startMs: from, endMs: to, factor } of events) {
    const end = Math.min(hours, Math.ceil((to - startMs) / hourMs));
    for (let hour = Math.max(0, Math.floor((from - startMs) / hourMs)); hour < end; hour += 1)
      factors[hour] = (factors[hour] as number) * factor;
  }
  const times = (values: Float64Array): Float64Array => values.map((value, hour) => value * (factors[hour] as number));
  const p50 = times(forecast.p50);
  const horizon: Horizon = { startMs, p50, grid, capacity: capacityByHour(capacity, startMs, hours) };
  const lawOf: LawOfSpan = (from, to, greatest) => {
    const law = lawOfHour[greatestHour(p50, from, to)];
    return law === undefined ? { median: greatest, spread: 0, tail: 0 } : { ...law, median: law.median * greatest };
  };
  return { p50, p90: times(forecast.p90), p95: times(forecast.p95), peaks: peakWindows(horizon, lawOf, events, kept) };
}
