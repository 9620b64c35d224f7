import type { Account } from "../account/account.ts";
import type { Capacity } from "../account/capacity.ts";
import type { CalendarEntry } from "../calendar/calendar-entry.ts";
import type { CapacityRequest } from "../capacity-request/capacity-request.ts";
import { calendarEditsOf, withCalendarEdits } from "../calendar/calendar-edit.ts";
import type { Holiday } from "../calendar/holiday.ts";
import { holidaysOf } from "../calendar/holidays-of.ts";
import { localDayOf } from "../calendar/local-time.ts";
import { weekendOf } from "../calendar/weekend.ts";
import type { EventConfidence, PlannedEvent } from "../event/planned-event.ts";
import { type ForecastEvent, forecastHorizonDays, type ForecastInput } from "../forecast/forecast.ts";
import type { ForecastMemory } from "../forecast/forecast-memory.ts";
import { forecastBias } from "../forecast/track-record.ts";
import { capacitySteps } from "../headroom/headroom.ts";
import type { Incident } from "../incident/incident.ts";
import { hourMs } from "../metrics/series.ts";
import type { Outreach } from "../outreach/outreach.ts";
import { audienceTimeZone } from "../regions.ts";
import type { RadarPeak } from "./radar.ts";
import type { RegionLeadTime } from "./region-lead-time.ts";
import { audienceCountry } from "./usage-of-region.ts";

/** Rows that an account's forecast is made from, beside its usage. */
export interface OutlookRows {
  readonly account: Account;
  readonly capacities: readonly Capacity[];
  readonly plannedEvents: readonly PlannedEvent[];
  readonly incidents: readonly Incident[];
  readonly outreaches: readonly Outreach[];
  readonly requests: readonly CapacityRequest[];
  /** The account's own, and those of whole countries. */
  readonly calendarEntries: readonly CalendarEntry[];
  readonly leadTimes: readonly RegionLeadTime[];
  /** What earlier forecasts came out as. */
  readonly memories: readonly ForecastMemory[];
}

/** What the forecast of one region is made from, and what of it is not sure to happen. */
export interface RegionInput {
  readonly region: string;
  readonly country: string;
  readonly forecast: ForecastInput;
  /** Chance that an event ahead takes place, by its id; those that are certain are not in it. */
  readonly chances: ReadonlyMap<string, number>;
}

/**
 * Chance that an event takes place, by the word that was used. House values: between the verbal probabilities that people give these words
 * (Kent, Words of Estimative Probability, CIA 1964: "probable" 75 % ± 12, "about even" and below for "possible").
 */
export const confidenceChance: Readonly<Record<EventConfidence, number>> = { certain: 1, likely: 0.75, possible: 0.35 };

/** An incident explains at most so many hours of the history: tickets stay open long after the service is well again. */
const incidentHours = 24;
/** Without a known window, an answer is about the hours around its instant. */
const answerReachMs = 2 * hourMs;
/** An answer belongs to an event that is as near as this. */
const nearMs = 12 * hourMs;

/**
 * Input of the forecast of one region from its known usage on; `previous` peaks have the hours that a message was about.
 * A year of a country's calendar takes milliseconds to make, once: it yields after each, so that others go first.
 */
export function* regionInput(
  rows: OutlookRows,
  region: string,
  usage: { readonly startMs: number; readonly values: Float64Array },
  previous: readonly RadarPeak[],
  nowMs: number,
): Generator<void, RegionInput> {
  const { account } = rows;
  const timeZone = audienceTimeZone(region, account.timeZone, nowMs);
  const country = audienceCountry(account, region, nowMs);
  const beginMs = usage.startMs + usage.values.length * hourMs;
  // Old data is forecast up to the same day as fresh data.
  const endMs = Math.floor(nowMs / hourMs) * hourMs + forecastHorizonDays * 24 * hourMs;
  const [fromDay, toDay] = [localDayOf(usage.startMs, timeZone), localDayOf(endMs, timeZone)];
  const holidays: Holiday[] = [];
  for (let year = Number(fromDay.slice(0, 4)); year <= Number(toDay.slice(0, 4)); year += 1) {
    const [first, last] = [`${year}-01-01`, `${year}-12-31`];
    holidays.push(...holidaysOf(country, first < fromDay ? fromDay : first, last > toDay ? toDay : last));
    yield;
  }
  const planned = rows.plannedEvents.filter((event) => event.region === null || event.region === region);
  return {
    region,
    country,
    chances: new Map(
      planned.flatMap((event) => {
        const chance = confidenceChance[event.confidence ?? "certain"];
        return Date.parse(event.endsAt) > beginMs && chance < 1 ? [[event.id, chance] as const] : [];
      }),
    ),
    forecast: {
      history: usage,
      horizonHours: Math.round((endMs - beginMs) / hourMs),
      timeZone,
      holidays: withCalendarEdits(holidays, calendarEditsOf(rows.calendarEntries, country, account.id), fromDay, toDay),
      weekend: weekendOf(country, toDay),
      events: withAnswers(planned.map(forecastEvent), rows.outreaches, region, previous, beginMs),
      incidents: troubles(rows.incidents, region, nowMs),
      capacity: capacitySteps(rows.capacities, region, usage.startMs, endMs),
      logBias: forecastBias(rows.memories.filter((memory) => memory.region === region)).logBias,
    },
  };
}

function forecastEvent(event: PlannedEvent): ForecastEvent {
  return {
    id: event.id,
    label: event.label ?? event.name,
    startMs: Date.parse(event.startsAt),
    endMs: Date.parse(event.endsAt),
    upliftFactor: event.upliftFactor,
    expectedPcu: event.expectedPcu ?? null,
  };
}

/** Name of the event that stands for the answer to a message about a peak of which no event is known. */
const answerPrefix = "answer:";

export function isAnswerEvent(eventId: string): boolean {
  return eventId.startsWith(answerPrefix);
}

/** What customers answered of the peaks ahead: it is told of the event that it is about, or is an event of its own. The newest answer counts. */
function withAnswers(
  events: readonly ForecastEvent[],
  outreaches: readonly Outreach[],
  region: string,
  previous: readonly RadarPeak[],
  fromMs: number,
): readonly ForecastEvent[] {
  const answers = outreaches
    .filter((one) => one.state === "answered" && one.answeredPcu !== null && one.peakAt !== null && one.answeredAt !== null)
    .filter((one) => (one.region === null || one.region === region) && Date.parse(one.peakAt ?? "") >= fromMs)
    .toSorted((a, b) =>
      (a.answeredAt ?? "") < (b.answeredAt ?? "") ? -1 : (a.answeredAt ?? "") > (b.answeredAt ?? "") ? 1 : a.id < b.id ? -1 : 1,
    );
  const told = new Map<string, ForecastEvent>(events.map((event) => [event.id, event]));
  const own = new Map<string, ForecastEvent>();
  for (const { id, peakAt, peakId, answeredPcu } of answers) {
    const atMs = Date.parse(peakAt ?? "");
    const near = events.filter((event) => event.endMs > fromMs && event.startMs - nearMs <= atMs && event.endMs + nearMs >= atMs);
    const [about] = near.toSorted((a, b) => distance(a, atMs) - distance(b, atMs) || (a.id < b.id ? -1 : 1));
    if (about !== undefined) told.set(about.id, { ...about, expectedPcu: answeredPcu });
    else {
      const window = previous.find((peak) => peak.peakId === peakId) ?? {
        startMs: Math.floor((atMs - answerReachMs) / hourMs) * hourMs,
        endMs: Math.ceil((atMs + answerReachMs) / hourMs) * hourMs,
      };
      const event = { id: `${answerPrefix}${id}`, label: `${answerPrefix}${id}`, ...window, upliftFactor: null, expectedPcu: answeredPcu };
      own.set(peakId ?? peakAt ?? id, { ...event, startMs: window.startMs, endMs: window.endMs });
    }
  }
  return [...told.values(), ...own.values()];
}

function distance({ startMs, endMs }: ForecastEvent, atMs: number): number {
  return Math.max(0, startMs - atMs, atMs - endMs);
}

/** Severe incidents of the region, as far as they explain its usage. */
function troubles(incidents: readonly Incident[], region: string, nowMs: number): ForecastInput["incidents"] {
  return incidents
    .filter(
      ({ kind, severity, region: of }) => kind === "incident" && (severity === "P0" || severity === "P1") && (of === null || of === region),
    )
    .map(({ openedAt, resolvedAt, closedAt }) => {
      const startMs = Date.parse(openedAt);
      const end = resolvedAt ?? closedAt;
      return { startMs, endMs: Math.min(end === null ? nowMs : Date.parse(end), startMs + incidentHours * hourMs) };
    })
    .filter(({ startMs, endMs }) => endMs > startMs)
    .toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}
