import type { Holiday } from "../calendar/holiday.ts";
import type { CapacityStep } from "../headroom/headroom.ts";

/** Days ahead that the product forecasts. */
export const forecastHorizonDays = 45;

/** An announced occasion, past or ahead, of one region. Past ones teach uplifts; none moves the baseline. */
export interface ForecastEvent {
  readonly id: string;
  /** What kind of occasion it is: those of one label teach each other, e.g. `anniversary sale`. Compared without case and outer spaces. */
  readonly label: string;
  readonly startMs: number;
  /** Exclusive. */
  readonly endMs: number;
  /** Peak against an ordinary hour of that hour of the week, as told; null = not told. */
  readonly upliftFactor: number | null;
  /** Peak concurrent users, as told; wins over the factor. null = not told. */
  readonly expectedPcu: number | null;
}

/** Everything a forecast of one series (an account's region) is made from. The same input gives the same output to the bit. */
export interface ForecastInput {
  /** Hourly peak concurrent users from a whole UTC hour on; NaN = no data. The forecast begins with the hour after the last value. */
  readonly history: { readonly startMs: number; readonly values: ArrayLike<number> };
  readonly horizonHours: number;
  /** Clock of the audience; profiles are made on it. */
  readonly timeZone: string;
  /** Local days with a meaning, sorted by date, from the history's first day to the horizon's last; the customer's own edits are in it. */
  readonly holidays: readonly Holiday[];
  /** Weekdays without work where the audience lives (0 = Sunday): a day off does less to them. Absent: Saturday and Sunday. */
  readonly weekend?: readonly number[];
  readonly events: readonly ForecastEvent[];
  /** Troubles in the history, which are no demand: ms, end exclusive. */
  readonly incidents: readonly { readonly startMs: number; readonly endMs: number }[];
  /** Steps that touch; hours without a step have no known capacity. */
  readonly capacity: readonly CapacityStep[];
  /** log(actual / p50) that this account's kept forecasts were usually off by; 0 = none known. The forecast is corrected by it. */
  readonly logBias: number;
}

/** Quantiles that everything is told in. */
export const forecastQuantiles = ["p50", "p75", "p90", "p95"] as const;
export type ForecastQuantile = (typeof forecastQuantiles)[number];

export type Quantiles = { readonly [Q in ForecastQuantile]: number };

/** A window in which the forecast comes near or above capacity, or, without a capacity, the greatest of its week. */
export interface ForecastPeak extends Quantiles {
  readonly startMs: number;
  /** Exclusive. */
  readonly endMs: number;
  /** Hour of the greatest p50. Quantiles are of the window's maximum. */
  readonly atMs: number;
  /** Probability that the window's maximum exceeds the capacity of its hours; null = no capacity is known. */
  readonly pExceed: number | null;
  /** Mean PCU above capacity over all outcomes (0 when it fits in all of them); null = no capacity is known. */
  readonly shortfallPcu: number | null;
  /** Events that lie in the window. */
  readonly eventIds: readonly string[];
}

/** What a planned event ahead was taken for. */
export interface ForecastEventTaken {
  readonly id: string;
  /** Greatest hour of the event against what it would be without it. */
  readonly factor: number;
  /** Standard deviation of log(factor). */
  readonly sigma: number;
  /** `pcu`: the customer told a number · `told`: a factor · `learned`: past events of its label · `both` · `generic`: nothing is known of it. */
  readonly basis: "pcu" | "told" | "learned" | "both" | "generic";
  /** Past events of its label. */
  readonly occurrences: number;
}

/** The maximum of seven local days, the first beginning with the forecast. */
export interface ForecastWeek extends Quantiles {
  readonly startMs: number;
  readonly endMs: number;
  /** null = no capacity is known. */
  readonly pExceed: number | null;
}

/** The maximum of one local day. */
export interface ForecastDay extends Quantiles {
  /** Local day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Hour of the greatest p50. */
  readonly atMs: number;
  /** null = no capacity is known. */
  readonly pExceed: number | null;
}

/** What the reader must know of the history: said on screen and by the command. */
export type ForecastNote =
  /** Under 7 days: the same hour yesterday; under 28: the same hour a week ago, smoothed. */
  | { readonly code: "short_history"; readonly days: number }
  | { readonly code: "gaps"; readonly share: number }
  /** Longest run of missing hours. */
  | { readonly code: "long_gap"; readonly startMs: number; readonly hours: number }
  | { readonly code: "outages_cleaned"; readonly hours: number }
  | { readonly code: "spikes_cleaned"; readonly hours: number }
  | { readonly code: "incidents_cleaned"; readonly hours: number }
  | { readonly code: "clock_change"; readonly atMs: number }
  /** The newest hours differ from what was usual and are taken for real. */
  | { readonly code: "level_shift"; readonly factor: number }
  | { readonly code: "no_yearly_rhythm" }
  | { readonly code: "holidays_unlearned"; readonly names: readonly { readonly zh: string; readonly en: string }[] }
  | { readonly code: "events_learned"; readonly labels: readonly string[] }
  | { readonly code: "bias_corrected"; readonly factor: number }
  | { readonly code: "all_zero" }
  | { readonly code: "constant" };

/** How an earlier week was forecast from the state of that time, and what came: the material of the probabilities, and the account's track record. */
export interface BacktestWeek {
  /** Instant at which the week was forecast. */
  readonly madeMs: number;
  readonly startMs: number;
  readonly endMs: number;
  /** Whole days from `madeMs` to the start. */
  readonly leadDays: number;
  readonly p50: number;
  readonly p90: number;
  /** Greatest hour that came. */
  readonly actual: number;
}

export interface Forecast {
  /** First hour that is forecast. */
  readonly startMs: number;
  /** An hour a value; never NaN, never negative, p50 ≤ p75 ≤ p90 ≤ p95. */
  readonly p50: Float64Array;
  readonly p75: Float64Array;
  readonly p90: Float64Array;
  readonly p95: Float64Array;
  readonly days: readonly ForecastDay[];
  readonly weeks: readonly ForecastWeek[];
  /** Events that touch the horizon. */
  readonly events: readonly ForecastEventTaken[];
  /** By time. */
  readonly peaks: readonly ForecastPeak[];
  readonly backtest: readonly BacktestWeek[];
  readonly quality: { readonly historyDays: number; readonly gapShare: number; readonly notes: readonly ForecastNote[] };
}

/** Why a series has no forecast. */
export interface ForecastRefusal {
  readonly code:
    /** Nothing but missing values, or none at all. */
    | "no_data"
    /** Fewer known hours than a day has. */
    | "too_short"
    /** A negative or infinite value, or one above 1e15. */
    | "impossible_value"
    | "horizon_out_of_range";
}
