import { addDays, weekdayOf } from "../calendar/day.ts";
import { localDayOf, localInstant } from "../calendar/local-time.ts";
import { hourMs } from "../metrics/series.ts";
import type { PlannedEvent } from "../event/planned-event.ts";
import type { Outreach } from "../outreach/outreach.ts";
import type { RadarPeak } from "../peak/radar.ts";
import type { Forecast, Quantiles } from "./forecast.ts";
import type { ForecastMemory } from "./forecast-memory.ts";
import { keptLeadDays, leadToKeep } from "./track-record.ts";

const dayMs = 24 * hourMs;
const quantileNames = ["p50", "p75", "p90", "p95"] as const;
/** Weeks and peaks of a record; a quarter has fourteen weeks at most. */
const most = { made: 8, weeks: 15, peaks: 100 } as const;
/** Share of the hours that must be known to say what came. */
const leastKnown = 0.8;

/** What there is to keep of an account's region at one time. */
export interface ForecastToKeep {
  readonly accountId: string;
  readonly region: string;
  /** Instant as of which it was forecast, and the one at which that was done: later where it was made up for. */
  readonly asOfMs: number;
  readonly madeMs: number;
  readonly timeZone: string;
  readonly logBias: number;
  readonly forecast: Pick<Forecast, "days" | "weeks">;
  readonly peaks: readonly RadarPeak[];
  readonly events: readonly Pick<PlannedEvent, "id" | "name">[];
}

type Memory = ForecastMemory;
type Made = Memory["weeks"][number]["made"][number];

/** Identity of the record of a quarter. */
export function forecastMemoryId(accountId: string, region: string, quarter: string): string {
  return `fm_${accountId}_${region}_${quarter}`;
}

/** UTC quarter of an instant, e.g. `2026-Q4`. */
export function quarterOf(ms: number): string {
  const date = new Date(ms);
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}

/** The records with this forecast in them where one of its leads has come; what was kept before stays as it is. Unchanged records keep their identity. */
export function withForecast(memories: readonly Memory[], kept: ForecastToKeep): readonly Memory[] {
  const book = new MemoryBook(memories, kept.accountId, kept.region);
  const made = (startMs: number, before: readonly Made[], of: Pick<Quantiles, "p50" | "p90" | "p95">): readonly Made[] | null => {
    const leadDays = leadToKeep(startMs, kept.asOfMs, before);
    if (leadDays === null || before.length >= most.made) return null;
    const { p50, p90, p95 } = of;
    return [...before, { at: iso(kept.madeMs), leadDays, p50, p90, p95, ...(kept.logBias === 0 ? {} : { logBias: kept.logBias }) }];
  };
  for (const { startMs, endMs } of weeksAhead(kept.asOfMs, kept.timeZone)) {
    const quantiles = weekMaximum(kept.forecast, startMs, endMs);
    if (quantiles === null) continue;
    book.changeWeek(startMs, endMs, (week) => {
      const list = made(startMs, week.made, quantiles);
      return list === null ? null : { ...week, made: [...list] };
    });
  }
  for (const peak of kept.peaks) {
    book.changePeak(peak, kept.events, (stored) => {
      const list = made(peak.startMs, stored.made, peak);
      return list === null ? null : { ...stored, made: [...list] };
    });
  }
  return book.memories();
}

/** The records with what customers told before a peak, and with what came of weeks and peaks that are over. */
export function withOutcomes(
  memories: readonly Memory[],
  usage: { readonly startMs: number; readonly values: Float64Array },
  outreaches: readonly Outreach[],
): readonly Memory[] {
  const endMs = usage.startMs + usage.values.length * hourMs;
  return memories.map((memory) => {
    let changed = false;
    const weeks = memory.weeks.map((week) => {
      if (week.actualPcu !== null || Date.parse(week.endsAt) > endMs) return week;
      const came = greatestOf(usage, Date.parse(week.startsAt), Date.parse(week.endsAt));
      if (came === null) return week;
      changed = true;
      return { ...week, actualPcu: came.pcu };
    });
    const peaks = memory.peaks.map((peak) => {
      const told = peak.toldPcu === null ? toldOf(peak, memory.region, outreaches) : null;
      const over = peak.actualPcu === null && Date.parse(peak.endsAt) <= endMs;
      const came = over ? greatestOf(usage, Date.parse(peak.startsAt), Date.parse(peak.endsAt)) : null;
      if (told === null && came === null) return peak;
      changed = true;
      return {
        ...peak,
        ...(told === null ? {} : { toldPcu: told.answeredPcu, outreachId: told.id }),
        ...(came === null ? {} : { actualPcu: came.pcu, actualAt: iso(came.atMs) }),
      };
    });
    return changed ? { ...memory, weeks, peaks } : memory;
  });
}

/** Local weeks from Monday that begin within the farthest lead. */
function weeksAhead(asOfMs: number, timeZone: string): readonly { readonly startMs: number; readonly endMs: number }[] {
  const today = localDayOf(asOfMs, timeZone);
  const monday = addDays(today, 7 - ((weekdayOf(today) + 6) % 7));
  const weeks: { startMs: number; endMs: number }[] = [];
  for (let day = monday; ; day = addDays(day, 7)) {
    const startMs = localInstant(day, 0, timeZone);
    if (startMs - asOfMs > keptLeadDays[0] * dayMs) return weeks;
    weeks.push({ startMs, endMs: localInstant(addDays(day, 7), 0, timeZone) });
  }
}

/**
 * Quantiles of a week's maximum: of its greatest day, raised by as much as the forecast's own week of that day is above its greatest day. null = the week is
 * not wholly forecast.
 */
function weekMaximum({ days, weeks }: Pick<Forecast, "days" | "weeks">, startMs: number, endMs: number): Quantiles | null {
  const own = days.filter((day) => day.startMs >= startMs && day.endMs <= endMs);
  if (own.length < 7) return null;
  const greatest = (of: typeof own, name: (typeof quantileNames)[number]): number => of.reduce((most, day) => Math.max(most, day[name]), 0);
  const top = own.reduce((best, day) => (day.p50 > best.p50 ? day : best));
  const week = weeks.find((one) => one.startMs <= top.startMs && one.endMs > top.startMs) ?? weeks.at(-1);
  const beside = days.filter((day) => week !== undefined && day.startMs >= week.startMs && day.endMs <= week.endMs);
  const raised = quantileNames.map((name) => {
    const base = greatest(beside, name);
    return greatest(own, name) * (week === undefined || !(base > 0) ? 1 : Math.max(1, week[name] / base));
  });
  const [p50 = 0, p75 = 0, p90 = 0, p95 = 0] = raised;
  return { p50, p75, p90, p95 };
}

/** The newest answer that came before the peak. */
function toldOf(peak: Memory["peaks"][number], region: string, outreaches: readonly Outreach[]): Outreach | null {
  const answers = outreaches.filter(
    (one) =>
      one.answeredPcu !== null &&
      one.answeredAt !== null &&
      one.answeredAt <= peak.startsAt &&
      (one.region === null || one.region === region) &&
      (one.peakId === peak.peakId ||
        (one.peakId == null && one.peakAt !== null && one.peakAt >= peak.startsAt && one.peakAt < peak.endsAt)),
  );
  return answers.toSorted((a, b) => ((a.answeredAt ?? "") < (b.answeredAt ?? "") ? 1 : -1))[0] ?? null;
}

/** Greatest known hour of a span; null = too little of it is known. */
function greatestOf(
  usage: { readonly startMs: number; readonly values: Float64Array },
  startMs: number,
  endMs: number,
): { readonly pcu: number; readonly atMs: number } | null {
  const from = Math.max(0, Math.floor((startMs - usage.startMs) / hourMs));
  const to = Math.min(usage.values.length, Math.ceil((endMs - usage.startMs) / hourMs));
  let [known, pcu, atMs] = [0, -1, 0];
  for (let i = from; i < to; i += 1) {
    const value = usage.values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    known += 1;
    if (value > pcu) [pcu, atMs] = [value, usage.startMs + i * hourMs];
  }
  return known === 0 || known < (leastKnown * (endMs - startMs)) / hourMs ? null : { pcu, atMs };
}

/** Records by quarter, made when they are first needed. */
class MemoryBook {
  readonly #accountId: string;
  readonly #region: string;
  readonly #byQuarter: Map<string, Memory>;

  constructor(memories: readonly Memory[], accountId: string, region: string) {
    this.#accountId = accountId;
    this.#region = region;
    this.#byQuarter = new Map(memories.map((memory) => [memory.quarter, memory]));
  }

  memories(): readonly Memory[] {
    return [...this.#byQuarter.values()];
  }

  changeWeek(startMs: number, endMs: number, change: (week: Memory["weeks"][number]) => Memory["weeks"][number] | null): void {
    const memory = this.#of(startMs);
    const startsAt = iso(startMs);
    const known = memory.weeks.find((week) => week.startsAt === startsAt);
    const week = change(known ?? { startsAt, endsAt: iso(endMs), made: [], actualPcu: null });
    if (week === null || (known === undefined && memory.weeks.length >= most.weeks)) return;
    const weeks = [...memory.weeks.filter((one) => one !== known), week].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
    this.#byQuarter.set(memory.quarter, { ...memory, weeks });
  }

  changePeak(
    peak: RadarPeak,
    events: ForecastToKeep["events"],
    change: (peak: Memory["peaks"][number]) => Memory["peaks"][number] | null,
  ): void {
    // A peak that moved into another quarter stays where it was first kept.
    const known = this.memories().find((one) => one.peaks.some((other) => other.peakId === peak.peakId));
    const memory = known ?? this.#of(peak.startMs);
    const stored = memory.peaks.find((one) => one.peakId === peak.peakId);
    const begun = {
      peakId: peak.peakId,
      name: events.find((event) => peak.eventIds.includes(event.id))?.name ?? null,
      startsAt: iso(peak.startMs),
      endsAt: iso(peak.endMs),
      capacityPcu: peak.capacityPcu,
      made: [],
      toldPcu: null,
      outreachId: null,
      actualPcu: null,
      actualAt: null,
    };
    const changed = change(stored ?? begun);
    if (changed === null || (stored === undefined && memory.peaks.length >= most.peaks)) return;
    // Its hours are those of the newest forecast: what comes is looked for there.
    const moved = { ...changed, startsAt: begun.startsAt, endsAt: begun.endsAt, capacityPcu: begun.capacityPcu };
    const peaks = [...memory.peaks.filter((one) => one !== stored), moved].sort((a, b) =>
      a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.peakId < b.peakId ? -1 : 1,
    );
    this.#byQuarter.set(memory.quarter, { ...memory, peaks });
  }

  #of(startMs: number): Memory {
    const quarter = quarterOf(startMs);
    return (
      this.#byQuarter.get(quarter) ?? {
        id: forecastMemoryId(this.#accountId, this.#region, quarter),
        accountId: this.#accountId,
        region: this.#region,
        quarter,
        weeks: [],
        peaks: [],
      }
    );
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
