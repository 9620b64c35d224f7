import type { Tier, Scenario } from "../account/account.ts";
import type { HolidayName } from "../calendar/holiday.ts";
import type { CapacityRequest } from "../capacity-request/capacity-request.ts";
import type { Forecast, ForecastNote, ForecastRefusal, Quantiles } from "../forecast/forecast.ts";
import type { Outreach } from "../outreach/outreach.ts";

/** How serious a peak is: by shape, word and colour. `unknown` = no capacity is known. */
export type PeakLevel = "good" | "watch" | "risk" | "critical" | "unknown";

/** The last moment at which asking still helps. */
export interface PeakDeadline {
  /** Last working day, in the region's calendar, `YYYY-MM-DD`. */
  readonly askByDay: string;
  /** Instant of that day's cut-off: a request at it is in time, one after it is not. */
  readonly askByMs: number;
  /** Day by whose end the capacity must stand. */
  readonly neededOn: string;
  readonly workingDays: number;
  readonly state: "ahead" | "today" | "passed";
}

/** Why a peak stands where it does: rank = probability × tier × scenario. */
export interface PeakRank {
  readonly value: number;
  /** Probability of exceeding capacity, 0–1. */
  readonly probability: number;
  readonly tierWeight: number;
  readonly scenarioWeight: number;
}

/** A peak ahead with everything that the radar's row, a message or Today say of it. Times in ms. */
export interface RadarPeak extends Quantiles {
  readonly peakId: string;
  readonly accountId: string;
  readonly region: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly atMs: number;
  /** Clock of the audience. */
  readonly timeZone: string;
  /** At the peak; null = not known. */
  readonly capacityPcu: number | null;
  readonly pExceed: number | null;
  readonly shortfallPcu: number | null;
  /** (capacity − p90) / capacity; null = no capacity. */
  readonly headroomShare: number | null;
  readonly level: PeakLevel;
  readonly rank: PeakRank;
  readonly deadline: PeakDeadline;
  readonly eventIds: readonly string[];
  /** Of the peak's local days. */
  readonly holidays: readonly HolidayName[];
}

/** What was asked and answered about a peak, newest message first to count. */
export interface PeakContact {
  readonly outreachId: string | null;
  /** null = nobody has written. */
  readonly state: Outreach["state"] | null;
  readonly sentAt: string | null;
  readonly answeredPcu: number | null;
  readonly wantsResources: boolean | null;
  /** An answer that is young enough not to ask again: see fresh-answer.ts. */
  readonly fresh: boolean;
  readonly requestId: string | null;
  readonly requestState: CapacityRequest["state"] | null;
  /** What was asked of operations; null = nothing. */
  readonly requestedPcu: number | null;
}

/** One region of an account through the horizon, a local day a value; NaN = no capacity, so no probability. */
export interface RegionOutlook {
  readonly region: string;
  readonly timeZone: string;
  /** First local day, `YYYY-MM-DD`. */
  readonly firstDay: string;
  readonly pExceed: Float32Array;
  readonly p50: Float32Array;
  readonly p90: Float32Array;
  readonly p95: Float32Array;
  readonly quality: Forecast["quality"];
}

/** An account's forecast as the book keeps it: hours are worked out when somebody looks. */
export interface AccountOutlook {
  readonly accountId: string;
  readonly madeMs: number;
  /** Last hour of usage that it rests on. */
  readonly asOfMs: number;
  readonly regions: readonly RegionOutlook[];
  readonly peaks: readonly RadarPeak[];
  /** Regions that have no forecast, and why. */
  readonly refused: readonly { readonly region: string; readonly code: ForecastRefusal["code"] }[];
}

/** A row of the radar: what the query `peakRadar` answers. */
export interface RadarRow {
  readonly peak: RadarPeak;
  readonly contact: PeakContact;
  readonly accountName: string;
  readonly tier: Tier;
  readonly scenario: Scenario;
  readonly ownerId: string | null;
  /** Name of the event or holiday that the peak is of; null = neither. */
  readonly occasion: string | null;
  /** Further peaks of the region without an occasion that this row stands for: see one-row-a-worry.ts. */
  readonly alike: number;
  /** The account's other peaks of this region in the horizon, for the strip in the row. */
  readonly outlook: RegionOutlook;
  readonly notes: readonly ForecastNote[];
}
