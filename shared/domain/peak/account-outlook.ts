import type { Scenario, Tier } from "../account/account.ts";
import { calendarEditsOf } from "../calendar/calendar-edit.ts";
import type { Holiday, HolidayName } from "../calendar/holiday.ts";
import { localDayOf } from "../calendar/local-time.ts";
import { type WorkCalendar, workCalendar } from "../calendar/working-days.ts";
import type { Forecast, ForecastInput, ForecastPeak, ForecastRefusal } from "../forecast/forecast.ts";
import { forecastSeries } from "../forecast/forecast-series.ts";
import { capacityAt, headroomShare } from "../headroom/headroom.ts";
import { hourMs, type HourlySeries } from "../metrics/series.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { type DecisionDeadline, decisionDeadline } from "./decision-deadline.ts";
import { leadTimeOf } from "./lead-time.ts";
import { isAnswerEvent, type OutlookRows, type RegionInput, regionInput } from "./outlook-input.ts";
import { knownUsage } from "./usage-of-region.ts";
import { byRank } from "./peak-order.ts";
import type { AccountOutlook, PeakDeadline, PeakLevel, PeakRank, RadarPeak, RegionOutlook } from "./radar.ts";

/** What an account's outlook is made from. The same input gives the same outlook. */
export interface OutlookInput {
  readonly rows: OutlookRows;
  /** The account's hourly series of the group of usage. */
  readonly usage: readonly HourlySeries[];
  /** Peaks of the outlook before: the same peak keeps its name. */
  readonly previous: readonly RadarPeak[];
  /** log(actual / forecast) that kept forecasts of a region were usually off by; 0 = none known. */
  readonly biasOf: (region: string) => number;
  readonly nowMs: number;
}

/** One region's forecast in full. */
export interface RegionForecast {
  readonly input: RegionInput;
  readonly forecast: Forecast;
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
  { rows, usage, previous, biasOf, nowMs }: OutlookInput,
  region: string,
): Generator<void, Result<RegionForecast, ForecastRefusal>> {
  const known = knownUsage(usage, region, nowMs);
  if (known === null) return err({ code: "no_data" });
  const before = previous.filter((peak) => peak.region === region);
  const windowOf = (peakId: string): RadarPeak | null => before.find((peak) => peak.peakId === peakId) ?? null;
  const input = yield* regionInput(rows, region, known, windowOf, nowMs, biasOf(region));
  const made = yield* certainAndNot(input, nowMs);
  if (!made.ok) return made;
  const deadlineOf = deadlines(rows, region, nowMs);
  const peaks: RadarPeak[] = [];
  for (const peak of made.value.peaks) {
    if (peak.endMs <= nowMs) continue;
    const { askByDay, askByMs, neededOn, workingDays, state } = deadlineOf(peak);
    peaks.push(radarPeak(rows, input, peak, { askByDay, askByMs, neededOn, workingDays, state }, before));
    yield;
  }
  return ok({ input, forecast: made.value, peaks, deadlineOf });
}

/** The account's regions first, as it names them, then those that it uses all the same. */
function outlookRegions({ account }: OutlookRows, usage: readonly HourlySeries[]): readonly string[] {
  const used = usage.filter((one) => one.metric === "pcu" && one.carrier === null).map((one) => one.region);
  return [...new Set([...account.regions, ...used.toSorted()])];
}

/**
 * The forecast of a region. Its quantiles are those of a horizon in which every event takes place; a probability of exceeding counts an event
 * that is not certain as its chance says, against the forecast without those events.
 */
function* certainAndNot({ forecast: input, chances }: RegionInput, nowMs: number): Generator<void, Result<Forecast, ForecastRefusal>> {
  const made = forecastSeries(input);
  yield;
  const open = new Map([...chances].filter(([id]) => (input.events.find((event) => event.id === id)?.endMs ?? 0) > nowMs));
  if (!made.ok || open.size === 0) return made;
  const without = forecastSeries({ ...input, events: input.events.filter((event) => !open.has(event.id)) });
  yield;
  return without.ok ? ok(mixed(made.value, without.value, input, open)) : made;
}

/** Probabilities of both, by the chance of the least certain event of a span. */
function mixed(all: Forecast, without: Forecast, { events }: ForecastInput, chances: ReadonlyMap<string, number>): Forecast {
  const chanceOf = (startMs: number, endMs: number): number =>
    events.reduce(
      (least, { id, startMs: from, endMs: to }) => (from < endMs && to > startMs ? Math.min(least, chances.get(id) ?? 1) : least),
      1,
    );
  const otherDays = new Map(without.days.map((day) => [day.day, day]));
  const blend = (chance: number, here: number | null, other: number | null): number | null =>
    here === null || other === null ? here : chance * here + (1 - chance) * other;
  return {
    ...all,
    days: all.days.map((day) => ({
      ...day,
      pExceed: blend(chanceOf(day.startMs, day.endMs), day.pExceed, otherDays.get(day.day)?.pExceed ?? null),
    })),
    weeks: all.weeks.map((week, index) => ({
      ...week,
      pExceed: blend(chanceOf(week.startMs, week.endMs), week.pExceed, without.weeks[index]?.pExceed ?? null),
    })),
    peaks: all.peaks.map((peak) => {
      const chance = chanceOf(peak.startMs, peak.endMs);
      if (chance === 1) return peak;
      const days = without.days.filter((day) => day.startMs < peak.endMs && day.endMs > peak.startMs);
      const other = days.reduce<number | null>((most, day) => (day.pExceed === null ? most : Math.max(most ?? 0, day.pExceed)), null);
      const beside = without.peaks.find((one) => one.startMs < peak.endMs && one.endMs > peak.startMs);
      return {
        ...peak,
        pExceed: blend(chance, peak.pExceed, other),
        shortfallPcu: blend(chance, peak.shortfallPcu, beside?.shortfallPcu ?? 0),
      };
    }),
  };
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
  rows: OutlookRows,
  { region, forecast: { timeZone, holidays, events } }: RegionInput,
  peak: ForecastPeak,
  deadline: PeakDeadline,
  previous: readonly RadarPeak[],
): RadarPeak {
  const { account } = rows;
  const capacityPcu = capacityAt(rows.capacities, region, peak.atMs);
  return {
    peakId: peakName(account.id, region, peak, timeZone, previous),
    accountId: account.id,
    region,
    startMs: peak.startMs,
    endMs: peak.endMs,
    atMs: peak.atMs,
    p50: peak.p50,
    p75: peak.p75,
    p90: peak.p90,
    p95: peak.p95,
    timeZone,
    capacityPcu,
    pExceed: peak.pExceed,
    shortfallPcu: peak.shortfallPcu,
    headroomShare: headroomShare(capacityPcu, peak.p90),
    level: levelOf(peak.pExceed),
    rank: rankOf(peak.pExceed, account.tier, account.scenario),
    deadline,
    eventIds: events
      .filter(({ id, startMs, endMs }) => startMs < peak.endMs && endMs > peak.startMs && !isAnswerEvent(id))
      .map(({ id }) => id),
    holidays: namesIn(holidays, peak, timeZone),
  };
}

/** The same peak keeps its name while its hours overlap, whatever a new forecast says of them. */
function peakName(accountId: string, region: string, peak: ForecastPeak, timeZone: string, previous: readonly RadarPeak[]): string {
  const same = previous.find((one) => one.startMs < peak.endMs && one.endMs > peak.startMs);
  return same?.peakId ?? `${accountId}.${region}.${localDayOf(peak.atMs, timeZone)}`;
}

function namesIn(holidays: readonly Holiday[], { startMs, endMs }: ForecastPeak, timeZone: string): readonly HolidayName[] {
  const [first, last] = [localDayOf(startMs, timeZone), localDayOf(endMs - 1, timeZone)];
  return holidays.filter(({ date, kind }) => kind !== "makeup_workday" && date >= first && date <= last).map(({ name }) => name);
}

function levelOf(pExceed: number | null): PeakLevel {
  if (pExceed === null) return "unknown";
  if (pExceed >= 0.5) return "critical";
  if (pExceed >= 0.2) return "risk";
  return pExceed >= 0.05 ? "watch" : "good";
}

const tierWeight: Readonly<Record<Tier, number>> = { basic: 1, standard: 1.5, premium: 2 };
const sensitive: readonly Scenario[] = ["one_to_one", "commerce_live", "show_live", "video_dating"];

function rankOf(pExceed: number | null, tier: Tier, scenario: Scenario): PeakRank {
  const [probability, scenarioWeight] = [pExceed ?? 0, sensitive.includes(scenario) ? 1.25 : 1];
  return { value: probability * tierWeight[tier] * scenarioWeight, probability, tierWeight: tierWeight[tier], scenarioWeight };
}
