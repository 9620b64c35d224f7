import type { Capacity } from "../../account/capacity.ts";
import { capacityAt, headroomShare } from "../../headroom/headroom.ts";
import { dailyWindow, peakWindowDays, usageEndDay, windowPeak, type DailyPeaks } from "../../headroom/usage-window.ts";
import type { HealthInput } from "../health-input.ts";
import type { HealthSource } from "../health-result.ts";
import { byText, dayMs, freshness, known, records, unknown, usefulLives, type Measure, type Measures } from "./measure.ts";
import { usageAsOf } from "./usage-measures.ts";

/** How far ahead a peak counts: capacity can be asked for until about two weeks before; what lies further off is the radar's to tell. */
export const peakHorizonDays = 14;
/** An answer speaks of an event when its peak lies in the event or this close to it. */
const answerReachMs = dayMs / 2;
/** Days with data of the window's 28 that a region's ordinary peak needs. */
const leastPeakDays = 4;

/** A peak of a region that has to fit. */
interface ExpectedPeak {
  readonly region: string;
  readonly pcu: number;
  readonly atMs: number;
  readonly estimated: boolean;
  readonly from: HealthSource | null;
}

interface RegionPeaks {
  readonly region: string;
  readonly ordinary: number;
  readonly days: number;
  readonly hours: HealthSource;
}

/**
 * The tightest region's (capacity − expected peak) / capacity at its next peak, at most 14 days ahead. Expected are: an ordinary evening (the
 * greatest hour of the last 28 days of data, days of planned events left out), and the next planned event: that × its uplift, or what the
 * customer answered about it in place of the uplift. Each is held against the capacity that is provisioned by then. Later events are not
 * counted yet: there is still time to ask. Regions without usage or without capacity say nothing.
 */
export function capacityMeasures(
  input: Pick<HealthInput, "account" | "capacities" | "plannedEvents" | "outreaches" | "usage">,
  atMs: number,
): Pick<Measures, "headroom_next_peak"> {
  return { headroom_next_peak: headroomNextPeak(input, atMs) };
}

function headroomNextPeak(
  input: Pick<HealthInput, "account" | "capacities" | "plannedEvents" | "outreaches" | "usage">,
  atMs: number,
): Measure {
  const { usage, capacities } = input;
  const asOfMs = usage === null ? null : usageAsOf(usage, atMs);
  const fresh = asOfMs === null ? null : freshness(asOfMs, atMs, usefulLives.usage);
  if (asOfMs !== null && fresh === null) return unknown("usage_too_old", asOfMs);
  const regions = usage === null || asOfMs === null ? [] : ordinaryPeaks(usage, input.plannedEvents, asOfMs);
  const answers = answersOf(input, atMs);
  const told = answers.map(({ region, pcu, peakMs, id }) => answeredPeak(region, pcu, peakMs, id));
  const ahead = [...regions.flatMap((region) => eventPeaks(region, input, answers, atMs)), ...told];
  const peaks = [
    ...regions.map(({ region, ordinary }): ExpectedPeak => ({ region, pcu: ordinary, atMs, estimated: false, from: null })),
    ...nextOfEach(ahead),
  ];
  let tightest: { readonly peak: ExpectedPeak; readonly share: number } | null = null;
  for (const peak of peaks) {
    const share = headroomShare(capacityAt(capacities, peak.region, peak.atMs), peak.pcu);
    if (share !== null && (tightest === null || share < tightest.share)) tightest = { peak, share };
  }
  if (tightest === null) {
    if (peaks.length > 0) return unknown("no_capacity", asOfMs);
    return unknown(asOfMs === null ? "no_usage" : "usage_too_short", asOfMs);
  }
  const { peak, share } = tightest;
  const own = regions.find(({ region }) => region === peak.region);
  return known(share, {
    asOfMs,
    freshness: fresh ?? 1,
    estimated: peak.estimated,
    n: own?.days ?? null,
    slice: { region: peak.region, carrier: null, metric: null, rate: null },
    sources: [
      records("capacity", capacityRows(capacities, peak)),
      ...(own === undefined ? [] : [own.hours]),
      ...(peak.from === null ? [] : [peak.from]),
    ],
  });
}

function ordinaryPeaks(
  usage: NonNullable<HealthInput["usage"]>,
  events: HealthInput["plannedEvents"],
  asOfMs: number,
): readonly RegionPeaks[] {
  const endDayMs = usageEndDay(asOfMs - 1, asOfMs - 1);
  return usage.regions
    .toSorted((a, b) => byText(a.region, b.region))
    .flatMap((region) => {
      const peak = ordinaryPeak(region, events, endDayMs);
      const days = knownDays(region, endDayMs);
      if (peak === null || days < leastPeakDays) return [];
      const fromMs = endDayMs - (peakWindowDays - 1) * dayMs;
      const hours: HealthSource = {
        type: "hours",
        metric: "pcu",
        region: region.region,
        carrier: null,
        fromMs,
        toMs: endDayMs + dayMs,
        count: days * 24,
      };
      return [{ region: region.region, ordinary: peak.pcu, days, hours }];
    });
}

/** Greatest day without a planned event; where hardly a day is without one, greatest day. */
function ordinaryPeak(
  region: DailyPeaks & { readonly region: string },
  events: HealthInput["plannedEvents"],
  endDayMs: number,
): { readonly pcu: number } | null {
  const values = dailyWindow(region, endDayMs, peakWindowDays);
  const spans = events.filter((event) => event.region === null || event.region === region.region);
  const ordinary = values.filter((pcu, i) => {
    const dayMsStart = endDayMs - (peakWindowDays - 1 - i) * dayMs;
    return (
      !Number.isNaN(pcu) && !spans.some((event) => Date.parse(event.startsAt) < dayMsStart + dayMs && Date.parse(event.endsAt) > dayMsStart)
    );
  });
  return ordinary.length >= leastPeakDays ? { pcu: Math.max(...ordinary) } : windowPeak(region, endDayMs, peakWindowDays);
}

/** Of each region what comes next: the first peak ahead, and what comes within a day of it. */
function nextOfEach(peaks: readonly ExpectedPeak[]): readonly ExpectedPeak[] {
  return peaks.filter((peak) => peaks.every((other) => other.region !== peak.region || other.atMs + dayMs > peak.atMs));
}

function knownDays(region: { readonly firstDayMs: number; readonly dailyMax: ArrayLike<number> }, endDayMs: number): number {
  const last = Math.round((endDayMs - region.firstDayMs) / dayMs);
  let days = 0;
  for (let day = Math.max(0, last - peakWindowDays + 1); day <= last; day += 1) {
    if (!Number.isNaN(region.dailyMax[day] ?? Number.NaN)) days += 1;
  }
  return days;
}

interface Answer {
  readonly id: string;
  readonly region: string;
  readonly pcu: number;
  readonly peakMs: number;
  readonly answeredMs: number;
}

/** What the customer said about peaks ahead, the newest of each region and day; an answer without a region is for the only one. */
function answersOf({ account, outreaches }: Pick<HealthInput, "account" | "outreaches">, atMs: number): readonly Answer[] {
  const newest = new Map<string, Answer>();
  for (const { id, region, answeredPcu, peakAt, answeredAt } of outreaches) {
    const place = region ?? (account.regions.length === 1 ? account.regions[0] : undefined);
    if (answeredPcu === null || peakAt === null || answeredAt === null || place === undefined) continue;
    const answer = { id, region: place, pcu: answeredPcu, peakMs: Date.parse(peakAt), answeredMs: Date.parse(answeredAt) };
    if (answer.answeredMs > atMs || answer.peakMs <= atMs || answer.peakMs > atMs + peakHorizonDays * dayMs) continue;
    const name = `${place}|${peakAt.slice(0, 10)}`;
    const other = newest.get(name);
    if (other === undefined || answer.answeredMs > other.answeredMs || (answer.answeredMs === other.answeredMs && id < other.id))
      newest.set(name, answer);
  }
  return [...newest.values()].toSorted((a, b) => byText(a.region, b.region) || a.peakMs - b.peakMs || byText(a.id, b.id));
}

function answeredPeak(region: string, pcu: number, peakMs: number, id: string): ExpectedPeak {
  return { region, pcu, atMs: peakMs, estimated: false, from: records("outreach", [id]) };
}

function eventPeaks(
  { region, ordinary }: RegionPeaks,
  { plannedEvents }: Pick<HealthInput, "plannedEvents">,
  answers: readonly Answer[],
  atMs: number,
): readonly ExpectedPeak[] {
  const peaks: ExpectedPeak[] = [];
  for (const event of plannedEvents.toSorted((a, b) => byText(a.id, b.id))) {
    if (event.upliftFactor === null || (event.region !== null && event.region !== region)) continue;
    const [startMs, endMs] = [Date.parse(event.startsAt), Date.parse(event.endsAt)];
    if (endMs <= atMs || startMs > atMs + peakHorizonDays * dayMs) continue;
    const answered = answers.some(
      (answer) => answer.region === region && answer.peakMs >= startMs - answerReachMs && answer.peakMs <= endMs + answerReachMs,
    );
    if (answered) continue;
    peaks.push({
      region,
      pcu: ordinary * event.upliftFactor,
      atMs: Math.max(atMs, startMs),
      estimated: true,
      from: records("plannedEvent", [event.id]),
    });
  }
  return peaks;
}

/** The record that says what is provisioned at the peak. */
function capacityRows(capacities: readonly Capacity[], { region, atMs }: ExpectedPeak): readonly string[] {
  let latest: Capacity | null = null;
  for (const capacity of capacities) {
    if (capacity.region !== region || Date.parse(capacity.from) > atMs) continue;
    if (latest === null || Date.parse(capacity.from) > Date.parse(latest.from)) latest = capacity;
  }
  return latest === null ? [] : [latest.id];
}
