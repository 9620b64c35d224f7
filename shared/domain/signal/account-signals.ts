import { dayOfMs } from "../calendar/day.ts";
import type { Incident } from "../incident/incident.ts";
import { dataSpan, hourlyWindow } from "../metrics/hourly.ts";
import { hourMs, type HourlySeries, isDetail } from "../metrics/series.ts";
import { audienceTimeZone } from "../regions.ts";
import { badness, fromScale } from "./badness.ts";
import { localHours, type LocalHours } from "./local-hours.ts";
import { hoursWindow } from "./hours-window.ts";
import type { Signal } from "./signal.ts";
import { type BandMetric, bandMetrics } from "./signal-thresholds.ts";
import { type Episode, excessOf, type HourOutside, type SliceSeries, type WatchedSlice, watchSlice } from "./slice-watch.ts";

/** What signals of one account are found in. Order of the arrays says nothing. */
export interface SignalInput {
  readonly accountId: string;
  readonly timeZone: string;
  /** Quality series of the account. */
  readonly series: readonly HourlySeries[];
  readonly incidents: readonly Incident[];
}

/** Longest part of a known incident that is kept out of the normal: what stays open for weeks is not what it began as. */
const incidentHours = 48;
/** Carriers of a region that leave their bands within so many hours of each other have one cause. */
export const sameCauseHours = 3;

/**
 * Every signal in the account's series, oldest first. The same rows give the same signals in any order. Yields now and then (a day of one
 * slice at a time), so that a caller can do other things between.
 */
export function* accountSignals(input: SignalInput): Generator<void, readonly Signal[]> {
  const quality = input.series.filter((series) => series.metric !== "pcu" && !isDetail(series));
  const span = dataSpan(quality);
  if (span === null) return [];
  const clocks = new Map<string, LocalHours>();
  const watched: (WatchedSlice & { readonly timeZone: string; readonly hours: LocalHours })[] = [];
  for (const slice of slicesOf(quality, span.firstMs, span.lastMs)) {
    const timeZone = audienceTimeZone(slice.region, input.timeZone, span.lastMs);
    const hours = clocks.get(timeZone) ?? localHours(timeZone, slice.startMs, slice.sessions.length);
    clocks.set(timeZone, hours);
    yield;
    watched.push({ ...(yield* watchSlice(slice, hours, knownHours(slice, input.incidents))), timeZone, hours });
  }
  const signals = watched.flatMap(({ episodes, slice, timeZone, hours }) =>
    episodes.map((episode) => ({ signal: signalOf(input.accountId, episode, watched, timeZone, hours), slice })),
  );
  return wholeRegions(
    signals.map(({ signal }) => signal),
    carriersByRegion(watched),
  ).toSorted((a, b) => a.sinceMs - b.sinceMs || (a.key < b.key ? -1 : 1));
}

/** Runs to the end at once. */
export function allAccountSignals(input: SignalInput): readonly Signal[] {
  const run = accountSignals(input);
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

/** The parts that nothing else is made of: a region's carriers, or the region where no carrier is known. Without sessions nothing can be weighed. */
export function slicesOf(all: readonly HourlySeries[], firstMs: number, lastMs: number): readonly SliceSeries[] {
  const bySlice = Map.groupBy(all, (series) => `${series.region} ${series.carrier ?? ""}`);
  const split = new Set(all.filter((series) => series.carrier !== null).map((series) => series.region));
  return [...bySlice.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const [first] = own;
      const sessions = own.find((series) => series.metric === "sessions");
      if (first === undefined || sessions === undefined || (first.carrier === null && split.has(first.region))) return [];
      const window = (series: HourlySeries) => hourlyWindow(series, firstMs, lastMs + hourMs);
      return [
        {
          region: first.region,
          carrier: first.carrier,
          startMs: firstMs,
          sessions: window(sessions),
          metrics: bandMetrics.flatMap((metric) => {
            const series = own.find((one) => one.metric === metric);
            return series === undefined ? [] : [{ metric, values: window(series) }];
          }),
        },
      ];
    });
}

/** Hours of incidents of the slice's region: judged, but no part of its normal. */
export function knownHours(slice: SliceSeries, incidents: readonly Incident[]): Uint8Array {
  const known = new Uint8Array(slice.sessions.length);
  for (const incident of incidents) {
    if (incident.kind !== "incident" || incident.region !== slice.region) continue;
    const from = Math.floor((Date.parse(incident.openedAt) - slice.startMs) / hourMs) - 1;
    const resolved = incident.resolvedAt === null ? Number.POSITIVE_INFINITY : (Date.parse(incident.resolvedAt) - slice.startMs) / hourMs;
    known.fill(1, Math.max(0, from), Math.max(0, Math.ceil(Math.min(resolved, from + 1 + incidentHours))));
  }
  return known;
}

function signalOf(accountId: string, episode: Episode, watched: readonly WatchedSlice[], timeZone: string, hours: LocalHours): Signal {
  const { slice, sinceMs, lastMs, over } = episode;
  const metric = tellingMetric(episode);
  const own = episode.outside.filter((hour) => hour.metric === metric);
  const n = own.reduce((sum, hour) => sum + hour.sessions, 0);
  const weighted = (pick: (hour: HourOutside) => number): number => own.reduce((sum, hour) => sum + pick(hour) * hour.sessions, 0) / n;
  const local = own.map((hour) => hours.local[hour.t] as number);
  const began = dayOfMs((hours.local[Math.round((sinceMs - slice.startMs) / hourMs)] as number) * hourMs);
  const measured = weighted((hour) => hour.value);
  const normal = weighted((hour) => hour.normal);
  const key = `${accountId}|${slice.region}|${slice.carrier ?? "*"}|${episode.metric}|${began}`;
  return {
    key,
    accountId,
    metric,
    slice: { region: slice.region, carrier: slice.carrier, sdk: null, platform: null, hours: hoursWindow(local) },
    explained: explainedBy(slice, metric, own, watched),
    sinceMs,
    lastMs,
    over,
    state: stateOf(metric, measured, normal, shareOf(slice, own, watched)),
    measured,
    normal,
    bandEdge: weighted((hour) => hour.edge),
    bandGood: weighted((hour) => hour.good),
    hoursOutside: new Set(episode.outside.map((hour) => hour.t)).size,
    n,
    timeZone,
    group: key,
    alsoMetrics: alsoOf(episode, metric),
  };
}

/** How many times worse than normal makes it graver, where the slice is a part of the account's sessions that is felt. */
const graver = { criticalTimes: 3, riskTimes: 1.75, feltShare: 0.05 } as const;

function stateOf(metric: BandMetric, measured: number, normal: number, share: number): Signal["state"] {
  const times = badness(metric, measured) / badness(metric, normal);
  if (share < graver.feltShare || !(times >= graver.riskTimes)) return "watch";
  return times >= graver.criticalTimes ? "critical" : "risk";
}

/** Share of the account's sessions in those hours that the slice has. */
function shareOf(slice: SliceSeries, own: readonly HourOutside[], watched: readonly WatchedSlice[]): number {
  let part = 0;
  let all = 0;
  for (const { t } of own) {
    part += slice.sessions[t] as number;
    for (const other of watched) all += (other.slice.sessions[t] as number) || 0;
  }
  return all === 0 ? 0 : part / all;
}

/** Share of what all slices of the account have above their normal in those hours. */
function explainedBy(slice: SliceSeries, metric: BandMetric, own: readonly HourOutside[], watched: readonly WatchedSlice[]): number {
  const part = own.reduce((sum, hour) => sum + hour.excess, 0);
  let others = 0;
  for (const other of watched) {
    if (other.slice === slice) continue;
    const band = other.bands.find((one) => one.metric === metric);
    if (band === undefined) continue;
    for (const { t } of own) {
      const normal = fromScale(metric, band.middle[t] as number);
      const distance = badness(metric, band.values[t] as number) - badness(metric, normal);
      if (distance > 0) others += excessOf(metric, distance, normal) * (other.slice.sessions[t] as number);
    }
  }
  return part / (part + others);
}

/** What users feel before what may cause it: of metrics that are about as far out, the first of these is told. */
const felt: readonly BandMetric[] = [
  "video_freeze_600_rate",
  "video_freeze_500_rate",
  "audio_freeze_200_rate",
  "join_success_rate",
  "join_5s_rate",
  "first_frame_ms",
  "delay_over_400_rate",
  "packet_loss_rate",
];
const aboutAsFar = 0.75;

/** How far and how long each metric of an episode was out: the sum over its hours of ln(bad / normal). */
function distances({ outside }: Episode): ReadonlyMap<BandMetric, number> {
  const sums = new Map<BandMetric, number>();
  for (const { metric, value, normal } of outside)
    sums.set(metric, (sums.get(metric) ?? 0) + Math.log(badness(metric, value) / Math.max(1e-6, badness(metric, normal))));
  return sums;
}

function tellingMetric(episode: Episode): BandMetric {
  const sums = distances(episode);
  const most = Math.max(...sums.values());
  return felt.find((metric) => (sums.get(metric) ?? Number.NEGATIVE_INFINITY) >= aboutAsFar * most) ?? episode.metric;
}

function alsoOf(episode: Episode, told: BandMetric): readonly BandMetric[] {
  return [...distances(episode).entries()]
    .filter(([other]) => other !== told)
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([other]) => other);
}

function carriersByRegion(watched: readonly WatchedSlice[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { slice } of watched) counts.set(slice.region, (counts.get(slice.region) ?? 0) + 1);
  return counts;
}

/** Carriers share a signal when each was out at least this part of the hours of the one that was out longest. */
const sharedHours = 0.5;

/** Signals of all carriers of a region that began together and go on together are one of the region; the first of them names it for good. */
function wholeRegions(signals: readonly Signal[], carriers: ReadonlyMap<string, number>): readonly Signal[] {
  const left = signals.toSorted((a, b) => a.sinceMs - b.sinceMs || (a.key < b.key ? -1 : 1));
  const result: Signal[] = [];
  while (left.length > 0) {
    const first = left.shift() as Signal;
    const alike = left.filter(
      (other) => other.slice.region === first.slice.region && other.sinceMs - first.sinceMs <= sameCauseHours * hourMs,
    );
    const count = new Set([first, ...alike].map((one) => one.slice.carrier)).size;
    const lengths = [first, ...alike].map((one) => one.hoursOutside);
    if (count < 2 || Math.min(...lengths) < sharedHours * Math.max(...lengths) || count < (carriers.get(first.slice.region ?? "") ?? 0)) {
      result.push(first);
      continue;
    }
    for (const other of alike) left.splice(left.indexOf(other), 1);
    result.push(merged(first, alike));
  }
  return result;
}

const states = ["watch", "risk", "critical"] as const;

function merged(first: Signal, others: readonly Signal[]): Signal {
  const all = [first, ...others];
  const same = all.filter((one) => one.metric === first.metric);
  const n = same.reduce((sum, one) => sum + one.n, 0);
  const weighted = (pick: (one: Signal) => number): number => same.reduce((sum, one) => sum + pick(one) * one.n, 0) / n;
  return {
    ...first,
    slice: { ...first.slice, carrier: null },
    explained: Math.min(
      1,
      same.reduce((sum, one) => sum + one.explained, 0),
    ),
    lastMs: Math.max(...all.map((one) => one.lastMs)),
    over: all.every((one) => one.over),
    state: all.map((one) => one.state).toSorted((a, b) => states.indexOf(b) - states.indexOf(a))[0] ?? first.state,
    measured: weighted((one) => one.measured),
    normal: weighted((one) => one.normal),
    bandEdge: weighted((one) => one.bandEdge),
    bandGood: weighted((one) => one.bandGood),
    hoursOutside: Math.max(...all.map((one) => one.hoursOutside)),
    n,
    alsoMetrics: [...new Set(all.flatMap((one) => [one.metric, ...one.alsoMetrics]))].filter((metric) => metric !== first.metric),
  };
}
