import type { Incident } from "../incident/incident.ts";
import { combinedHours } from "../metrics/combine.ts";
import { hourMs, type HourlySeries, isDetail } from "../metrics/series.ts";
import { badness } from "../signal/badness.ts";
import { bandHours, excessShare } from "../signal/band-hours.ts";
import type { BandContext } from "../signal/quality-band.ts";
import { type BandMetric, signalThresholds } from "../signal/signal-thresholds.ts";
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
  /** Distance from the normal in spreads of the band. */
  readonly spreads: number;
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
 * What an incident did to users, from the hours that it touched. Of the rates the one speaks that was farthest outside its usual band (most spreads over
 * all hours). Users = Σ over hours beyond the band of (users of the hour × share beyond the normal): who met it in two hours counts twice.
 * Minutes = those of the incident that lie in hours beyond the band, each once. Rows = hours that were looked at.
 */
export function measureImpact({ incident, series, context, nowMs }: ImpactInput): MeasuredImpact {
  const fromMs = Date.parse(incident.openedAt);
  const toMs = incident.resolvedAt === null ? nowMs : Math.max(Date.parse(incident.resolvedAt), fromMs + 60_000);
  const usage = series.filter((one) => one.metric === "pcu" && !isDetail(one));
  const found = slicesOf(incident).flatMap((slice) => sliceHours(series, usage, slice, context, fromMs, toMs));
  const looked = found.flatMap(({ key, looked: own }) => own.map((atMs) => ({ name: `${key} ${atMs}`, atMs })));
  const rows = new Set(looked.map(({ name }) => name)).size;
  if (rows === 0) return { impact: null, metric: null, hours: [] };
  const asOf = new Date(Math.min(nowMs, Math.max(...looked.map(({ atMs }) => atMs)) + hourMs)).toISOString();
  const [worst] = [...Map.groupBy(found, ({ metric }) => metric)]
    .map(([metric, parts]) => ({ metric, hours: parts.flatMap(({ hours }) => hours) }))
    .filter(({ hours }) => hours.length > 0)
    .toSorted((a, b) => evidenceOf(b.hours) - evidenceOf(a.hours));
  if (worst === undefined)
    return { impact: { users: 0, minutes: 0, metric: null, worst: null, normal: null, asOf, rows }, metric: null, hours: [] };
  const hours = worst.hours.toSorted((a, b) => a.atMs - b.atMs || (a.region ?? "").localeCompare(b.region ?? "", "en"));
  const { metric } = worst;
  const [peak] = hours.toSorted((a, b) => badness(metric, b.value) - badness(metric, a.value) || a.atMs - b.atMs);
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
  const lastMs = firstMs + Math.max(1, Math.ceil((toMs - firstMs) / hourMs)) * hourMs;
  const users = combinedHours(usage, "pcu", { region, carrier: null }, firstMs, lastMs);
  const all = combinedHours(series, "sessions", { region, carrier: null }, firstMs, lastMs);
  return bandHours(series, { region, carrier }, context, firstMs, lastMs).flatMap(({ metric, hours }): readonly SliceFound[] => {
    const outside = hours.flatMap((hour): readonly ImpactHour[] => {
      const share = excessShare(metric, hour);
      if (share === null || hour.spreads <= signalThresholds.bandSpreads) return [];
      const { atMs, value, normal, edge, sessions, spreads } = hour;
      const i = (atMs - firstMs) / hourMs;
      const [pcu, total] = [users[i] ?? Number.NaN, all[i] ?? Number.NaN];
      const hourUsers = Number.isNaN(pcu) ? null : carrier === null || !(total > 0) ? pcu : pcu * Math.min(1, sessions / total);
      const minutes = (Math.min(toMs, atMs + hourMs) - Math.max(fromMs, atMs)) / 60_000;
      const affected = hourUsers === null ? null : hourUsers * share;
      return [{ atMs, region, carrier, value, normal, edge, sessions, spreads, hourUsers, users: affected, minutes }];
    });
    return [{ key: `${region ?? "*"}|${carrier ?? "*"}`, metric, looked: hours.map(({ atMs }) => atMs), hours: outside }];
  });
}

/** How far outside a metric was, over all its hours. */
function evidenceOf(hours: readonly ImpactHour[]): number {
  return hours.reduce((sum, { spreads }) => sum + spreads, 0);
}
