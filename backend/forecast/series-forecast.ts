import type { Holiday } from "../../shared/domain/calendar/holiday.ts";
import type { Forecast, ForecastNote, ForecastRefusal, Quantiles } from "../../shared/domain/forecast/forecast.ts";
import { forecastSeries } from "../../shared/domain/forecast/forecast-series.ts";
import { offsetReader } from "../../shared/kernel/zone-offset.ts";
import type { FileEvent } from "./events-file.ts";
import type { FileSeries } from "./series-file.ts";

const hourMs = 3_600_000;

export interface ForecastSettings {
  readonly horizonHours: number;
  readonly timeZone: string;
  /** Of the whole span of all series, sorted. */
  readonly holidays: readonly Holiday[];
  /** Weekdays without work, 0 = Sunday. */
  readonly weekend: readonly number[];
  readonly events: readonly FileEvent[];
  /** null = not known. */
  readonly capacityPcu: number | null;
}

/** What the command prints of a series. Instants are ISO 8601 on the clock of the zone, with its offset. */
export interface SeriesForecast {
  readonly series: string;
  /** First hour of the forecast: the one after the last known value. */
  readonly start: string;
  /** An hour a value. */
  readonly p50: readonly number[];
  readonly p75: readonly number[];
  readonly p90: readonly number[];
  readonly p95: readonly number[];
  readonly peaks: readonly ({
    readonly start: string;
    readonly end: string;
    readonly at: string;
    readonly pExceed: number | null;
  } & Quantiles)[];
  readonly weekMax: readonly Quantiles[];
  readonly quality: { readonly historyDays: number; readonly gapShare: number; readonly notes: readonly ForecastNote[] };
  /** Milliseconds that the forecast took. */
  readonly ms: number;
}

/** A series that has no forecast, and why. */
export interface SeriesRefusal {
  readonly series: string;
  readonly error: ForecastRefusal["code"];
}

/** A forecast or a refusal as it is printed. */
export interface JsonOutcome {
  readonly made: boolean;
  readonly json: string;
}

export function forecastJson(series: FileSeries, settings: ForecastSettings): JsonOutcome {
  const outcome = forecastOf(series, settings, () => performance.now());
  return { made: !("error" in outcome), json: JSON.stringify(outcome) };
}

/** `nowMs` measures what the forecast took. */
export function forecastOf(
  { id, startMs, values }: FileSeries,
  settings: ForecastSettings,
  nowMs: () => number,
): SeriesForecast | SeriesRefusal {
  const { horizonHours, timeZone, capacityPcu } = settings;
  const endMs = startMs + (values.length + horizonHours) * hourMs;
  const begun = nowMs();
  const result = forecastSeries({
    history: { startMs, values },
    horizonHours,
    timeZone,
    holidays: settings.holidays,
    weekend: settings.weekend,
    events: settings.events.filter(({ series }) => series === null || series === id).map(({ event }) => event),
    incidents: [],
    capacity: capacityPcu === null ? [] : [{ fromMs: startMs, toMs: endMs, pcu: capacityPcu }],
    logBias: 0,
  });
  if (!result.ok) return { series: id, error: result.error.code };
  return told(id, result.value, timeZone, nowMs() - begun);
}

function told(series: string, forecast: Forecast, timeZone: string, ms: number): SeriesForecast {
  const instant = instantWriter(timeZone);
  const round = rounder(forecast);
  const four = (one: Quantiles): Quantiles => ({ p50: round(one.p50), p75: round(one.p75), p90: round(one.p90), p95: round(one.p95) });
  return {
    series,
    start: instant(forecast.startMs),
    p50: Array.from(forecast.p50, round),
    p75: Array.from(forecast.p75, round),
    p90: Array.from(forecast.p90, round),
    p95: Array.from(forecast.p95, round),
    peaks: forecast.peaks.map((peak) => ({
      start: instant(peak.startMs),
      end: instant(peak.endMs),
      at: instant(peak.atMs),
      ...four(peak),
      pExceed: peak.pExceed === null ? null : Math.round(peak.pExceed * 1e4) / 1e4,
    })),
    weekMax: forecast.weeks.map(four),
    quality: {
      historyDays: Math.round(forecast.quality.historyDays * 100) / 100,
      gapShare: Math.round(forecast.quality.gapShare * 1e4) / 1e4,
      notes: forecast.quality.notes,
    },
    ms: Math.round(ms * 100) / 100,
  };
}

/** Rounds to six digits of the forecast's greatest value: what is below is no knowledge. */
function rounder({ p95 }: Forecast): (value: number) => number {
  let greatest = 0;
  for (const value of p95) if (value > greatest) greatest = value;
  const digits = greatest > 0 ? Math.max(0, Math.min(15, 5 - Math.floor(Math.log10(greatest)))) : 0;
  const scale = 10 ** digits;
  return (value) => Math.round(value * scale) / scale;
}

function instantWriter(timeZone: string): (ms: number) => string {
  const offset = offsetReader(timeZone);
  return (ms) => {
    const ahead = offset(ms);
    const local = new Date(ms + ahead).toISOString().slice(0, 19);
    if (ahead === 0) return `${local}Z`;
    const minutes = Math.round(Math.abs(ahead) / 60_000);
    const two = (n: number): string => String(n).padStart(2, "0");
    return `${local}${ahead < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  };
}
