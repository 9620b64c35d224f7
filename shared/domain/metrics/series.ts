import { type MetricGroup, type MetricId, metrics } from "./metrics.ts";

/** One hourly series. `carrier`, `sdk`, `platform` null = all of them together. */
export interface SeriesKey {
  readonly accountId: string;
  readonly metric: MetricId;
  readonly region: string;
  readonly carrier: string | null;
  /** SDK version, e.g. `4.9.0`. */
  readonly sdk: string | null;
  /** E.g. `android`. */
  readonly platform: string | null;
}

/** Whether a series is of some SDK or platform only: it repeats a part of what another series says, and is never counted with it. */
export function isDetail(key: Pick<SeriesKey, "sdk" | "platform">): boolean {
  return key.sdk !== null || key.platform !== null;
}

export function groupOf(key: Pick<SeriesKey, "metric" | "sdk" | "platform">): MetricGroup {
  return isDetail(key) ? "detail" : metrics[key.metric].group;
}

/** `metric|region|carrier`, followed by `|sdk|platform` where it is split by them, with `*` for all; unique within an account. */
export function seriesName(key: Omit<SeriesKey, "accountId">): string {
  const name = `${key.metric}|${key.region}|${key.carrier ?? "*"}`;
  return isDetail(key) ? `${name}|${key.sdk ?? "*"}|${key.platform ?? "*"}` : name;
}

/** One series in one UTC calendar month, an hour a value; NaN = no data. */
export interface MonthChunk extends SeriesKey {
  /** UTC month, `YYYY-MM`. */
  readonly month: string;
  /** Sequence number of the change that made it. */
  readonly rev: number;
  /** One value per hour of the month (672 to 744), NaN where there is none. */
  readonly values: Float64Array;
}

/** Every hour that is known of one series, without its holes cut out. */
export interface HourlySeries extends SeriesKey {
  /** First hour, milliseconds since the epoch, a multiple of 3,600,000. */
  readonly startMs: number;
  /** One value per hour from `startMs`; NaN = no data. */
  readonly values: Float64Array;
}

export const metricGroups: readonly MetricGroup[] = ["usage", "quality", "detail"];
export const hourMs = 3_600_000;

/** First instant of a UTC month, in milliseconds. */
export function monthStartMs(month: string): number {
  return Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1, 1);
}

/** UTC month of an instant. */
export function monthOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 7);
}

/** Hours in a UTC month: 672 to 744. */
export function hoursInMonth(month: string): number {
  return (Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1) - monthStartMs(month)) / hourMs;
}
