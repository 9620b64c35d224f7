import { leafSeries } from "../metrics/combine.ts";
import { metrics, type MetricId } from "../metrics/metrics.ts";
import { hourMs, type HourlySeries, isDetail } from "../metrics/series.ts";
import type { QualityDays, QualityDigest } from "./health-input.ts";
import type { AccountModel } from "./model-for.ts";
import { countsHours } from "./check-health-model.ts";
import { rulesOf } from "./health-rules.ts";

const dayMs = 24 * hourMs;

/** Days that a judgement needs: seven, the eight weeks before them, and a week for looking back with the same digest. */
export const qualityDigestDays = 70;

/** Worst value that an hour may have, by metric, in the metric's unit: what a digest is made with. */
export type QualityTargets = Readonly<Partial<Record<MetricId, number>>>;

/** Limits of the rules that count for this kind of account. */
export function qualityTargets(model: AccountModel): QualityTargets {
  const targets: Partial<Record<MetricId, number>> = {};
  for (const id of rulesOf.quality) {
    const { weight, hour } = model.rules[id];
    if (countsHours(id) && weight > 0 && hour !== null) targets[hour.metric] = hour.limit;
  }
  return targets;
}

/**
 * An account's hourly quality by the day, of the metrics that have a target; nothing is counted twice where carriers and their sum are both
 * known. Hours that begin at or behind `untilMs` are left out. null = none of the metrics has an hour with sessions in these days.
 */
export function qualityDigest(
  series: readonly HourlySeries[],
  targets: QualityTargets,
  untilMs: number,
  days = qualityDigestDays,
): QualityDigest | null {
  const firstDayMs = Math.floor((untilMs - 1) / dayMs) * dayMs - (days - 1) * dayMs;
  const window: Window = { firstDayMs, untilMs, days };
  const slices = new Map<string, Slice>();
  let lastHourMs = Number.NEGATIVE_INFINITY;
  for (const [name, limit] of Object.entries(targets)) {
    const metric = name as MetricId;
    for (const leaf of leafSeries(series, metric, { region: null, carrier: null })) {
      const sessions = series.find(
        (s) => s.metric === "sessions" && !isDetail(s) && s.region === leaf.region && s.carrier === leaf.carrier,
      );
      if (sessions === undefined) continue;
      const own = daysOf(leaf, sessions, limit, window);
      if (own === null) continue;
      lastHourMs = Math.max(lastHourMs, own.lastHourMs);
      const slice = slices.get(sliceName(leaf)) ?? { region: leaf.region, carrier: leaf.carrier, metrics: {} };
      slice.metrics[metric] = own.days;
      slices.set(sliceName(leaf), slice);
    }
  }
  if (slices.size === 0) return null;
  const inOrder = [...slices].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, slice]) => slice);
  return { lastHourMs, firstDayMs, days, slices: inOrder };
}

interface Slice {
  readonly region: string;
  readonly carrier: string | null;
  readonly metrics: Partial<Record<MetricId, QualityDays>>;
}

interface Window {
  readonly firstDayMs: number;
  readonly untilMs: number;
  readonly days: number;
}

function sliceName(series: HourlySeries): string {
  return `${series.region}|${series.carrier ?? "*"}`;
}

function daysOf(
  rates: HourlySeries,
  counts: HourlySeries,
  limit: number,
  { firstDayMs, untilMs, days }: Window,
): { readonly lastHourMs: number; readonly days: QualityDays } | null {
  const higher = metrics[rates.metric].better === "higher";
  const out = {
    sessions: new Float64Array(days),
    weighted: new Float64Array(days),
    within: new Float64Array(days),
    hours: new Float64Array(days),
  };
  const fromMs = Math.max(firstDayMs, rates.startMs, counts.startMs);
  // Whole numbers of hours throughout: this loop is most of what a book's health costs.
  const hoursSince = (ms: number): number => Math.round((fromMs - ms) / hourMs);
  const [rateFrom, countFrom, hourFrom] = [hoursSince(rates.startMs), hoursSince(counts.startMs), hoursSince(firstDayMs)];
  const hours = Math.min(Math.ceil((untilMs - fromMs) / hourMs), rates.values.length - rateFrom, counts.values.length - countFrom);
  let last = -1;
  for (let hour = 0; hour < hours; hour += 1) {
    const rate = rates.values[rateFrom + hour] ?? Number.NaN;
    const sessions = counts.values[countFrom + hour] ?? Number.NaN;
    if (Number.isNaN(rate) || !(sessions > 0)) continue;
    const day = Math.floor((hourFrom + hour) / 24);
    out.sessions[day] = (out.sessions[day] ?? 0) + sessions;
    out.weighted[day] = (out.weighted[day] ?? 0) + rate * sessions;
    if (higher ? rate >= limit : rate <= limit) out.within[day] = (out.within[day] ?? 0) + sessions;
    out.hours[day] = (out.hours[day] ?? 0) + 1;
    last = hour;
  }
  return last < 0 ? null : { lastHourMs: fromMs + last * hourMs, days: out };
}
