import { calendarEditsOf } from "../calendar/calendar-edit.ts";
import type { Holiday, HolidayName } from "../calendar/holiday.ts";
import { localDayOf } from "../calendar/local-time.ts";
import { type WorkCalendar, workCalendar } from "../calendar/working-days.ts";
import type { Forecast, ForecastPeak, ForecastRefusal } from "../forecast/forecast.ts";
import { forecastSeries } from "../forecast/forecast-series.ts";
import { capacityAt, headroomShare } from "../headroom/headroom.ts";
import { hourMs, type HourlySeries } from "../metrics/series.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { type DecisionDeadline, decisionDeadline } from "./decision-deadline.ts";
import { leadTimeOf } from "./lead-time.ts";
import { type OutlookRows, type RegionInput, regionInput } from "./outlook-input.ts";
import { keptPeaks, peakAnchors, rememberedAnchors } from "./peak-anchors.ts";
import { type IdentifiedPeak, identifyPeaks } from "./peak-identity.ts";
import type { KeptPeak } from "./peak-windows.ts";
import type { AccountOutlook, PeakDeadline, RadarPeak, RegionOutlook } from "./radar.ts";
import { byRank, peakLevel, peakRank } from "./rank-peaks.ts";
import { daysWithChances, supposedOutcome } from "./supposed-outcome.ts";
import { knownUsage } from "./usage-of-region.ts";
import { type ForecastFrame, forecastFrame, type Outcome } from "./what-if.ts";

/** What an account's outlook is made from. The same input gives the same outlook. */
export interface OutlookInput {
  readonly rows: OutlookRows;
  /** The account's hourly series of the group of usage. */
  readonly usage: readonly HourlySeries[];
  /** Peaks of the outlook before: one that was on the radar leaves it later than it would come. */
  readonly previous: readonly RadarPeak[];
  readonly nowMs: number;
}

/** One region's forecast in full. */
export interface RegionForecast {
  readonly rows: OutlookRows;
  readonly input: RegionInput;
  readonly forecast: Forecast;
  /** For other assumptions. */
  readonly frame: ForecastFrame;
  /** Peaks that stay on the radar although they come less near to capacity. */
  readonly kept: readonly KeptPeak[];
  /** Those that are not over, by time. */
  readonly peaks: readonly RadarPeak[];
  /** Why the last day of asking is that day. */
  readonly deadlineOf: (peak: Pick<RadarPeak, "startMs">) => DecisionDeadline;
}

/**
 * Every region's forecast of an account with its peaks, their rank and the last day on which asking helps. It yields after each step of some
 * milliseconds, so that whoever runs it can let others go first.
 */
export function* accountOutlook(input: OutlookInput): Generator<void, AccountOutlook> {
  const { rows, usage, nowMs } = input;
  const regions: RegionOutlook[] = [];
  const peaks: RadarPeak[] = [];
  const refused: AccountOutlook["refused"][number][] = [];
  let asOfMs = 0;
  for (const region of outlookRegions(rows, usage)) {
    const made = yield* forecastRegion(input, region);
    if (!made.ok) {
      refused.push({ region, code: made.error.code });
      continue;
    }
    const { forecast } = made.value;
    asOfMs = Math.max(asOfMs, forecast.startMs - hourMs);
    regions.push(regionOutlook(region, made.value.input.forecast.timeZone, forecast, nowMs));
    peaks.push(...made.value.peaks);
  }
  return { accountId: rows.account.id, madeMs: nowMs, asOfMs, regions, peaks: peaks.sort(byRank), refused };
}

/** The forecast of one region with its peaks. It yields as `accountOutlook` does. */
export function* forecastRegion(
  { rows, usage, previous, nowMs }: OutlookInput,
  region: string,
): Generator<void, Result<RegionForecast, ForecastRefusal>> {
  const known = knownUsage(usage, region, nowMs);
  if (known === null) return err({ code: "no_data" });
  const before = previous.filter((peak) => peak.region === region);
  const input = yield* regionInput(rows, region, known, before, nowMs);
  const made = forecastSeries(input.forecast);
  yield;
  if (!made.ok) return made;
  const frame = forecastFrame(made.value, input.forecast.timeZone);
  const anchors = peakAnchors(rows, region);
  const kept = keptPeaks(before, anchors);
  const found = supposedOutcome(frame, made.value, input, { capacity: input.forecast.capacity, factors: new Map(), kept }, nowMs).peaks;
  const forecast = { ...made.value, days: daysWithChances(made.value, input, found) };
  yield;
  const deadlineOf = deadlines(rows, region, nowMs);
  const named = identifyPeaks(rows.account.id, region, input.forecast.timeZone, found, [
    ...anchors,
    ...rememberedAnchors(rows, region, nowMs).filter((one) => !anchors.some((other) => other.peakId === one.peakId)),
  ]);
  const peaks: RadarPeak[] = [];
  for (const peak of named) {
    if (peak.peak.endMs <= nowMs) continue;
    peaks.push(radarPeak(rows, input, peak, deadlineOf(peak.peak)));
    yield;
  }
  return ok({ rows, input, forecast, frame, kept, peaks, deadlineOf });
}

/** A region's peaks with another capacity (null = its own) and with other factors of its events, at once: nothing is fitted again. */
export function supposedRegion(
  { rows, input, forecast, frame, kept, peaks, deadlineOf }: RegionForecast,
  supposed: { readonly capacityPcu: number | null; readonly factors: Readonly<Record<string, number>> },
  nowMs: number,
): Outcome & { readonly radar: readonly RadarPeak[] } {
  const endMs = forecast.startMs + forecast.p50.length * hourMs;
  const { capacityPcu } = supposed;
  const capacity = capacityPcu === null ? input.forecast.capacity : [{ fromMs: forecast.startMs, toMs: endMs, pcu: capacityPcu }];
  const factors = new Map(
    forecast.events.flatMap(({ id, factor }) => (supposed.factors[id] === undefined ? [] : [[id, supposed.factors[id] / factor]])),
  );
  // What was a peak is shown with what has become of it.
  const asBefore = [...kept, ...peaks.map((peak) => ({ startMs: peak.startMs, endMs: peak.endMs, anchored: true }))];
  const outcome = supposedOutcome(frame, forecast, input, { capacity, factors, kept: asBefore }, nowMs);
  const named = identifyPeaks(rows.account.id, input.region, input.forecast.timeZone, outcome.peaks, peaks);
  const capacityOf = (peak: ForecastPeak): number | null => capacityPcu ?? capacityAt(rows.capacities, input.region, peak.atMs);
  return {
    ...outcome,
    radar: named
      .filter(({ peak }) => peak.endMs > nowMs)
      .map((peak) => radarPeak(rows, input, peak, deadlineOf(peak.peak), capacityOf(peak.peak))),
  };
}

/** The account's regions first, as it names them, then those that it uses all the same. */
function outlookRegions({ account }: OutlookRows, usage: readonly HourlySeries[]): readonly string[] {
  const used = usage.filter((one) => one.metric === "pcu" && one.carrier === null).map((one) => one.region);
  return [...new Set([...account.regions, ...used.toSorted()])];
}

function regionOutlook(region: string, timeZone: string, forecast: Forecast, nowMs: number): RegionOutlook {
  const days = forecast.days.filter((day) => day.endMs > nowMs);
  const of = (value: (day: Forecast["days"][number]) => number | null): Float32Array =>
    Float32Array.from(days, (day) => value(day) ?? Number.NaN);
  return {
    region,
    timeZone,
    firstDay: days[0]?.day ?? localDayOf(nowMs, timeZone),
    pExceed: of((day) => day.pExceed),
    p50: of((day) => day.p50),
    p90: of((day) => day.p90),
    p95: of((day) => day.p95),
    quality: forecast.quality,
  };
}

/** Calendars without edits of a company are the same for everybody. */
const calendars = new Map<string, WorkCalendar>();

function deadlines(rows: OutlookRows, region: string, nowMs: number): RegionForecast["deadlineOf"] {
  const leadTime = leadTimeOf(region, rows.leadTimes, rows.account);
  const edits = calendarEditsOf(rows.calendarEntries, leadTime.country, null);
  let calendar = edits.length > 0 ? workCalendar(leadTime.country, edits) : calendars.get(leadTime.country);
  if (calendar === undefined) {
    calendar = workCalendar(leadTime.country);
    calendars.set(leadTime.country, calendar);
  }
  const known = calendar;
  return ({ startMs }) => decisionDeadline(startMs, leadTime, known, nowMs);
}

function radarPeak(
  { account, capacities }: OutlookRows,
  { region, forecast: { timeZone, holidays } }: RegionInput,
  { peakId, peak }: IdentifiedPeak<ForecastPeak>,
  { askByDay, askByMs, neededOn, workingDays, state }: PeakDeadline,
  capacityPcu: number | null = capacityAt(capacities, region, peak.atMs),
): RadarPeak {
  const { startMs, endMs, atMs, p50, p75, p90, p95, pExceed, shortfallPcu, eventIds } = peak;
  return {
    peakId,
    accountId: account.id,
    region,
    startMs,
    endMs,
    atMs,
    p50,
    p75,
    p90,
    p95,
    timeZone,
    capacityPcu,
    pExceed,
    shortfallPcu,
    headroomShare: headroomShare(capacityPcu, p90),
    level: peakLevel(pExceed, p90, capacityPcu),
    rank: peakRank(pExceed, account.tier, account.scenario),
    deadline: { askByDay, askByMs, neededOn, workingDays, state },
    eventIds,
    holidays: namesIn(holidays, peak, timeZone),
  };
}

function namesIn(holidays: readonly Holiday[], { startMs, endMs }: ForecastPeak, timeZone: string): readonly HolidayName[] {
  const [first, last] = [localDayOf(startMs, timeZone), localDayOf(endMs - 1, timeZone)];
  return holidays.filter(({ date, kind }) => kind !== "makeup_workday" && date >= first && date <= last).map(({ name }) => name);
}
