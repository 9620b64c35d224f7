import type { EventConfidence } from "../../../shared/domain/event/planned-event.ts";
import type { BacktestWeek, Forecast, ForecastDay, ForecastRefusal, ForecastWeek } from "../../../shared/domain/forecast/forecast.ts";
import type { ForecastMemory } from "../../../shared/domain/forecast/forecast-memory.ts";
import type { CapacityStep } from "../../../shared/domain/headroom/headroom.ts";
import { capacitySteps } from "../../../shared/domain/headroom/headroom.ts";
import { gapsOf, type Gap, hourlyWindow } from "../../../shared/domain/metrics/hourly.ts";
import { hourMs } from "../../../shared/domain/metrics/series.ts";
import type { DecisionDeadline } from "../../../shared/domain/peak/decision-deadline.ts";
import type { LeadTime } from "../../../shared/domain/peak/lead-time.ts";
import { leadTimeOf } from "../../../shared/domain/peak/lead-time.ts";
import { audienceCountry, knownUsage } from "../../../shared/domain/peak/usage-of-region.ts";
import type { RadarRow } from "../../../shared/domain/peak/radar.ts";
import { audienceTimeZone } from "../../../shared/domain/regions.ts";
import { defineQuery } from "../query.ts";
import { accountMarks, type UsageMark } from "./account-marks.ts";
import { holidaySpans, type HolidaySpan } from "./holiday-spans.ts";
import { peakRows } from "./peak-rows.ts";
import { regionForecast } from "./region-forecast.ts";

export interface PeakForecastArgs {
  readonly accountId: string;
  readonly region: string;
  /** Days of the past that are shown, by the hour: 1 to 62. */
  readonly historyDays: number;
}

/** What was told of an event ahead or shown. */
export interface PeakForecastEvent {
  readonly id: string;
  readonly name: string;
  readonly label: string | null;
  readonly startMs: number;
  readonly endMs: number;
  readonly upliftFactor: number | null;
  readonly expectedPcu: number | null;
  readonly confidence: EventConfidence;
  readonly toldBy: "customer" | "csm";
}

/** A region of an account, past and ahead, by the hour. */
export interface PeakForecast {
  readonly region: string;
  /** Clock of the audience. */
  readonly timeZone: string;
  readonly country: string;
  /** Ends with the last known hour. NaN = no data. */
  readonly history: { readonly startMs: number; readonly values: Float64Array };
  readonly forecast:
    | (Pick<Forecast, "startMs" | "p50" | "p75" | "p90" | "p95" | "quality"> & {
        readonly days: readonly ForecastDay[];
        readonly weeks: readonly ForecastWeek[];
      })
    | null;
  /** Why there is none; null = there is one. */
  readonly refusal: ForecastRefusal["code"] | null;
  /** By time, each with the way to its last day of asking. */
  readonly peaks: readonly (RadarRow & { readonly deadline: DecisionDeadline })[];
  /** Notice that the region needs, and who says so. */
  readonly leadTime: LeadTime;
  /** From the first hour shown to the last one forecast. */
  readonly capacity: readonly CapacityStep[];
  readonly events: readonly PeakForecastEvent[];
  readonly holidays: readonly HolidaySpan[];
  readonly incidents: readonly Extract<UsageMark, { readonly type: "incident" }>[];
  readonly gaps: readonly Gap[];
  /** Earlier weeks as this forecast's method would have forecast them. */
  readonly backtest: readonly BacktestWeek[];
  /** What was really forecast, told and came; weeks and peaks by time. */
  readonly memory: Pick<ForecastMemory, "weeks" | "peaks">;
  /** Last hour of usage; null = none. */
  readonly asOfMs: number | null;
}

const dayMs = 24 * hourMs;

/** null = the account is not here. */
export const peakForecast = defineQuery<PeakForecastArgs, PeakForecast | null>({
  dependsOn: [
    ...(["account", "capacity", "plannedEvent", "incident", "outreach", "capacityRequest"] as const),
    ...(["calendarEntry", "regionLeadTime", "forecastMemory", "metrics", "peaks"] as const),
  ],
  run: async (store, { accountId, region, historyDays }, nowMs) => {
    const account = store.get("account", accountId);
    if (account === undefined) return null;
    const usage = knownUsage(await store.series(accountId, "usage"), region, nowMs);
    const made = await regionForecast(store, accountId, region, nowMs);
    const timeZone = audienceTimeZone(region, account.timeZone, nowMs);
    const country = audienceCountry(account, region, nowMs);
    const endOfUsageMs = usage === null ? Math.floor(nowMs / hourMs) * hourMs : usage.startMs + usage.values.length * hourMs;
    const fromMs = endOfUsageMs - Math.min(62, Math.max(1, historyDays)) * dayMs;
    const toMs = made.ok ? made.value.forecast.startMs + made.value.forecast.p50.length * hourMs : endOfUsageMs;
    const values = usage === null ? new Float64Array() : hourlyWindow(usage, fromMs, endOfUsageMs);
    const outlook = store.outlook(accountId);
    const rows = made.ok && outlook !== undefined ? peakRows(store, account, { ...outlook, peaks: made.value.peaks }, nowMs) : [];
    const memories = store.ofAccount("forecastMemory", accountId).filter((memory) => memory.region === region);
    return {
      region,
      timeZone,
      country,
      history: { startMs: fromMs, values },
      forecast: made.ok ? shownForecast(made.value.forecast) : null,
      refusal: made.ok ? null : made.error.code,
      peaks: rows
        .flatMap((row) => (row.peak.region === region && made.ok ? [{ ...row, deadline: made.value.deadlineOf(row.peak) }] : []))
        .toSorted((a, b) => a.peak.startMs - b.peak.startMs),
      leadTime: leadTimeOf(region, store.all("regionLeadTime"), account),
      capacity: capacitySteps(store.ofAccount("capacity", accountId), region, fromMs, toMs),
      events: store
        .ofAccount("plannedEvent", accountId)
        .filter((event) => event.region === null || event.region === region)
        .map((event) => ({
          id: event.id,
          name: event.name,
          label: event.label ?? null,
          startMs: Date.parse(event.startsAt),
          endMs: Date.parse(event.endsAt),
          upliftFactor: event.upliftFactor,
          expectedPcu: event.expectedPcu ?? null,
          confidence: event.confidence ?? ("certain" as const),
          toldBy: event.toldBy,
        }))
        .filter((event) => event.startMs < toMs && event.endMs > fromMs)
        .toSorted((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1)),
      holidays: await holidaySpans(country, timeZone, fromMs, toMs),
      incidents: accountMarks(store, accountId, region, fromMs, endOfUsageMs, nowMs).filter((mark) => mark.type === "incident"),
      gaps: gapsOf([values], fromMs),
      backtest: made.ok ? made.value.forecast.backtest : [],
      memory: {
        weeks: memories.flatMap((memory) => memory.weeks).toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1)),
        peaks: memories.flatMap((memory) => memory.peaks).toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1)),
      },
      asOfMs: usage === null ? null : endOfUsageMs - hourMs,
    };
  },
});

function shownForecast({ startMs, p50, p75, p90, p95, quality, days, weeks }: Forecast): PeakForecast["forecast"] {
  return { startMs, p50, p75, p90, p95, quality, days, weeks };
}
