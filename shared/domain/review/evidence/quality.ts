import { dayOfMs } from "../../calendar/day.ts";
import { localInstant } from "../../calendar/local-time.ts";
import { leafSeries } from "../../metrics/combine.ts";
import { rateMetrics } from "../../metrics/definition.ts";
import { hourMs, type HourlySeries, isDetail } from "../../metrics/series.ts";
import { audienceTimeZone } from "../../regions.ts";
import { type EvidenceRecord, type EvidenceScope, evidenceTable, spansOf } from "./evidence-scope.ts";
import type { EvidenceTable } from "./evidence-tables.ts";
import { mondayOf, type SpanHours, spanHours } from "./local-hours-of.ts";

const dayMs = 24 * hourMs;
const wholeSlice = { region: null, carrier: null } as const;
/** Local hours in which most of the audience is there: 20:00 to 23:00. */
const evening = { from: 20, to: 23 } as const;

/** Quality by metric, region, carrier, week and part of the day, in the periods. */
export function qualityWeeks(series: readonly HourlySeries[], accountZone: string, scope: EvidenceScope): EvidenceTable {
  const rates = rateMetrics.flatMap((metric) =>
    leafSeries(series, metric, wholeSlice).map((leaf) => ({ metric, leaf, sessions: sessionsBeside(series, leaf) })),
  );
  const records: EvidenceRecord<"quality">[] = [];
  for (const { fromMs, toMs } of spansOf(scope)) {
    const end = Math.min(toMs, scope.takenMs + 1);
    const weeks = spanHours(scope.timeZone, fromMs, end);
    const clocks = new Map<string, SpanHours>();
    for (const { metric, leaf, sessions } of rates) {
      if (sessions === null) continue;
      const zone = audienceTimeZone(leaf.region, accountZone, fromMs);
      const clock = clocks.get(zone) ?? spanHours(zone, fromMs, end);
      clocks.set(zone, clock);
      for (const part of partsOf(leaf, sessions, weeks, clock)) {
        const week = dayOfMs(part.monday * dayMs);
        records.push({
          metric,
          region: leaf.region,
          carrier: leaf.carrier,
          week,
          hours: part.evening ? "evening" : "other",
          at: Math.max(localInstant(week, 0, scope.timeZone), fromMs),
          value: part.weighted / part.sessions,
          sessions: part.sessions,
        });
      }
    }
  }
  return evidenceTable("quality", records, ["metric", "region", "carrier", "at", "hours"], scope, {
    sources: ["quality"],
    sourceRows: series.filter((one) => !isDetail(one)).reduce((sum, one) => sum + knownHours(one, scope), 0),
    instants: series.filter((one) => !isDetail(one)).flatMap((one) => knownSpan(one, scope.takenMs)),
  });
}

interface Part {
  readonly monday: number;
  readonly evening: boolean;
  weighted: number;
  sessions: number;
}

/** Sums of a leaf's hours that have a value and sessions, as weightedRate counts them. */
function partsOf(leaf: HourlySeries, sessions: HourlySeries, weeks: SpanHours, clock: SpanHours): readonly Part[] {
  const parts = new Map<number, Part>();
  const [shift, weightShift] = [weeks.startMs - leaf.startMs, weeks.startMs - sessions.startMs].map((ms) => Math.round(ms / hourMs));
  for (let i = 0; i < weeks.count; i += 1) {
    const value = leaf.values[i + (shift ?? 0)] ?? Number.NaN;
    const weight = sessions.values[i + (weightShift ?? 0)] ?? Number.NaN;
    if (Number.isNaN(value) || Number.isNaN(weight) || weight <= 0) continue;
    const hour = clock.hours[i] ?? 0;
    const inEvening = hour >= evening.from && hour < evening.to;
    const monday = mondayOf(weeks.days[i] ?? 0);
    const key = monday * 2 + Number(inEvening);
    let part = parts.get(key);
    if (part === undefined) {
      part = { monday, evening: inEvening, weighted: 0, sessions: 0 };
      parts.set(key, part);
    }
    part.weighted += value * weight;
    part.sessions += weight;
  }
  return [...parts.values()];
}

/** Sessions that a series was measured on; null = they are not known, and nothing of it can be weighted. */
export function sessionsBeside(series: readonly HourlySeries[], of: HourlySeries): HourlySeries | null {
  return (
    series.find(
      (one) =>
        one.metric === "sessions" &&
        one.region === of.region &&
        one.carrier === of.carrier &&
        one.sdk === of.sdk &&
        one.platform === of.platform,
    ) ?? null
  );
}

/** Known hours of a series in the periods. */
export function knownHours({ startMs, values }: HourlySeries, scope: EvidenceScope): number {
  let known = 0;
  for (const { fromMs, toMs } of spansOf(scope)) {
    const end = Math.min(toMs, scope.takenMs + 1);
    const first = Math.max(0, Math.ceil((fromMs - startMs) / hourMs));
    const last = Math.min(values.length, Math.ceil((end - startMs) / hourMs));
    for (let i = first; i < last; i += 1) if (!Number.isNaN(values[i] ?? Number.NaN)) known += 1;
  }
  return known;
}

/** First and last known hour that had begun by an instant. */
export function knownSpan({ startMs, values }: HourlySeries, takenMs: number): readonly number[] {
  const until = Math.min(values.length, Math.floor((takenMs - startMs) / hourMs) + 1);
  const known = values.subarray(0, Math.max(0, until));
  const first = known.findIndex((value) => !Number.isNaN(value));
  const last = known.findLastIndex((value) => !Number.isNaN(value));
  return first < 0 ? [] : [startMs + first * hourMs, startMs + last * hourMs];
}
