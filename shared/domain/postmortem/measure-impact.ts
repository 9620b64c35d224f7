import type { Incident } from "../incident/incident.ts";
import { combinedHours } from "../metrics/combine.ts";
import { metrics } from "../metrics/metrics.ts";
import { hourMs, type HourlySeries, isDetail } from "../metrics/series.ts";
import { badness } from "../signal/badness.ts";
import { type BandContext, qualityBands } from "../signal/quality-band.ts";
import type { BandMetric } from "../signal/signal-thresholds.ts";
import type { Impact } from "./postmortem.ts";

/** An hour of a region and carrier in which a metric was worse than the band of that hour of the week: a row that the impact is made of. */
export interface ImpactHour {
  /** Start of the hour, UTC ms. */
  readonly atMs: number;
  /** null = the account as a whole. */
  readonly region: string | null;
  readonly carrier: string | null;
  /** The metric's, 0–1. */
  readonly value: number;
  readonly normal: number;
  /** Where the usual band ends, on the bad side. */
  readonly edge: number;
  readonly sessions: number;
  /** Peak concurrent users of that hour, of this carrier by its share of the sessions; null = no usage is known. */
  readonly hourUsers: number | null;
  /** `hourUsers` × share of sessions beyond the normal; null = no usage is known. */
  readonly users: number | null;
  /** Minutes of the hour that lie within the incident. */
  readonly minutes: number;
}

export interface MeasuredImpact {
  /** null = no metric says anything of the incident's hours. */
  readonly impact: Impact | null;
  readonly metric: BandMetric | null;
  /** Hours beyond the band, oldest first. */
  readonly hours: readonly ImpactHour[];
}

export interface ImpactInput {
  readonly incident: Pick<Incident, "openedAt" | "resolvedAt" | "region" | "affected">;
  /** Quality and usage of the account. */
  readonly series: readonly HourlySeries[];
  readonly context: BandContext;
  readonly nowMs: number;
}

/**
 * What an incident did to users, from the hours that it touched. Of each region (and carrier, where some are named) the rate that left its usual
 * band by the most users speaks. Users = Σ over hours beyond the band of (users of the hour × share of sessions beyond the normal): who met it in
 * two hours counts twice. Minutes = those of the incident that lie in hours beyond the band, each once. Rows = hours that were looked at.
 */
export function measureImpact({ incident, series, context, nowMs }: ImpactInput): MeasuredImpact {
  const fromMs = Date.parse(incident.openedAt);
  const toMs = incident.resolvedAt === null ? nowMs : Math.max(Date.parse(incident.resolvedAt), fromMs + 60_000);
  const usage = series.filter((one) => one.metric === "pcu" && !isDetail(one));
  const found = slicesOf(incident).flatMap((slice) => sliceHours(series, usage, slice, context, fromMs, toMs));
  const rows = new Set(found.flatMap(({ looked, key }) => looked.map((atMs) => `${key} ${atMs}`))).size;
  if (rows === 0) return { impact: null, metric: null, hours: [] };
  const worst = [...Map.groupBy(found, ({ metric }) => metric).values()]
    .map((ofMetric) => ({ metric: ofMetric[0]?.metric ?? null, hours: ofMetric.flatMap(({ hours }) => hours) }))
    .toSorted((a, b) => excessOf(b.hours) - excessOf(a.hours))[0];
  const hours = (worst?.hours ?? []).toSorted((a, b) => a.atMs - b.atMs || (a.region ?? "").localeCompare(b.region ?? "", "en"));
  const asOf = new Date(Math.min(nowMs, lastHour(found) + hourMs)).toISOString();
  if (worst === undefined || worst.metric === null || hours.length === 0)
    return { impact: { users: 0, minutes: 0, metric: null, worst: null, normal: null, asOf, rows }, metric: null, hours: [] };
  const { metric } = worst;
  const [peak] = hours.toSorted((a, b) => badness(metric, b.value) - badness(metric, a.value));
  const known = hours.filter((hour) => hour.users !== null);
  const minutes = new Map(hours.map((hour) => [hour.atMs, hour.minutes]));
  const impact: Impact = {
    users: known.length === 0 ? null : Math.round(known.reduce((sum, hour) => sum + (hour.users ?? 0), 0)),
    minutes: Math.round([...minutes.values()].reduce((sum, one) => sum + one, 0)),
    metric,
    worst: peak?.value ?? null,
    normal: peak?.normal ?? null,
    asOf,
    rows,
  };
  return { impact, metric, hours };
}

interface Slice {
  readonly region: string | null;
  readonly carrier: string | null;
}

function slicesOf({ region, affected }: ImpactInput["incident"]): readonly Slice[] {
  const regions = [...new Set([...(region === null ? [] : [region]), ...(affected?.regions ?? [])])];
  const carriers = affected?.carriers ?? [];
  if (regions.length === 0) return [{ region: null, carrier: null }];
  return regions.flatMap((one): readonly Slice[] =>
    carriers.length === 0 ? [{ region: one, carrier: null }] : carriers.map((carrier) => ({ region: one, carrier })),
  );
}

interface SliceFound {
  readonly key: string;
  readonly metric: BandMetric;
  /** Hours with a value and a normal. */
  readonly looked: readonly number[];
  readonly hours: readonly ImpactHour[];
}

function sliceHours(
  series: readonly HourlySeries[],
  usage: readonly HourlySeries[],
  { region, carrier }: Slice,
  context: BandContext,
  fromMs: number,
  toMs: number,
): readonly SliceFound[] {
  const firstMs = Math.floor(fromMs / hourMs) * hourMs;
  const count = Math.max(1, Math.ceil((toMs - firstMs) / hourMs));
  const users = combinedHours(usage, "pcu", { region, carrier: null }, firstMs, firstMs + count * hourMs);
  const all = combinedHours(series, "sessions", { region, carrier: null }, firstMs, firstMs + count * hourMs);
  return qualityBands(series, { region, carrier }, context).flatMap((band): readonly SliceFound[] => {
    const { metric } = band;
    // A time has no share of sessions: it says how slow, not for how many.
    if (metrics[metric].unit === "ms") return [];
    const looked: number[] = [];
    const hours: ImpactHour[] = [];
    for (let i = 0; i < count; i += 1) {
      const atMs = firstMs + i * hourMs;
      const t = (atMs - band.startMs) / hourMs;
      const value = band.values[t] ?? Number.NaN;
      const normal = band.middle[t] ?? Number.NaN;
      const sessions = band.sessions[t] ?? Number.NaN;
      if (Number.isNaN(value) || Number.isNaN(normal) || !(sessions > 0)) continue;
      looked.push(atMs);
      const edge = (metrics[metric].better === "higher" ? band.low : band.high)[t] ?? Number.NaN;
      if (!(badness(metric, value) > badness(metric, edge))) continue;
      const total = all[i] ?? Number.NaN;
      const pcu = users[i] ?? Number.NaN;
      const hourUsers = Number.isNaN(pcu) ? null : carrier === null || !(total > 0) ? pcu : pcu * Math.min(1, sessions / total);
      const share = badness(metric, value) - badness(metric, normal);
      const minutes = (Math.min(toMs, atMs + hourMs) - Math.max(fromMs, atMs)) / 60_000;
      hours.push({
        atMs,
        region,
        carrier,
        value,
        normal,
        edge,
        sessions,
        hourUsers,
        users: hourUsers === null ? null : hourUsers * share,
        minutes,
      });
    }
    return [{ key: `${region ?? "*"}|${carrier ?? "*"}`, metric, looked, hours }];
  });
}

/** Users where usage is known, else sessions: which of the metrics speaks. */
function excessOf(hours: readonly ImpactHour[]): number {
  return hours.reduce((sum, hour) => sum + (hour.users ?? hour.sessions * Math.abs(hour.value - hour.normal)), 0);
}

function lastHour(found: readonly SliceFound[]): number {
  return found.reduce((last, { looked }) => Math.max(last, looked.at(-1) ?? 0), 0);
}
