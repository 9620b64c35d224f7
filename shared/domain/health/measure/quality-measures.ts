import { metrics, type MetricId } from "../../metrics/metrics.ts";
import { hourMs } from "../../metrics/series.ts";
import type { QualityDays, QualityDigest } from "../health-input.ts";
import type { HealthSlice } from "../health-result.ts";
import type { AccountModel } from "../model-for.ts";
import { byText, dayMs, freshness, judgedDay, known, unknown, usefulLives, type Measure, type Measures } from "./measure.ts";

const windowDays = 7;
const normalDays = 56;
/** Hours with a value that a week's figure needs over all slices: a handful of hours is no week. */
const leastHours = 24;
/** Of the eight weeks before: less is no normal. */
const leastNormalHours = 14 * 24;
/** Added to both rates before they are compared, so that a step from nearly nothing to very little is not a catastrophe. */
const smoothing = 0.001;

type QualityRules = "video_freeze_in_target" | "audio_freeze_in_target" | "join_5s_in_target" | "delay_in_target";
const hourRules: readonly QualityRules[] = ["video_freeze_in_target", "audio_freeze_in_target", "join_5s_in_target", "delay_in_target"];

/** Quality of the seven UTC days that end with the instant's, over every slice of region × carrier, weighted by sessions. */
export function qualityMeasures(
  digest: QualityDigest | null,
  model: AccountModel,
  atMs: number,
): Pick<Measures, QualityRules | "own_normal"> {
  const missing = digest === null ? unknown("no_quality_data") : null;
  const measure = (rule: QualityRules): Measure => {
    const { hour } = model.rules[rule];
    if (digest === null || hour === null) return missing ?? unknown("metric_not_measured");
    return hoursWithin(digest, hour.metric, atMs);
  };
  return {
    video_freeze_in_target: measure("video_freeze_in_target"),
    audio_freeze_in_target: measure("audio_freeze_in_target"),
    join_5s_in_target: measure("join_5s_in_target"),
    delay_in_target: measure("delay_in_target"),
    own_normal: digest === null ? unknown("no_quality_data") : ownNormal(digest, model, atMs),
  };
}

interface Part {
  readonly region: string;
  readonly carrier: string | null;
  readonly days: QualityDays;
}

/** Slices that have the metric, in one order. */
function partsOf(digest: QualityDigest, metric: MetricId): readonly Part[] {
  return digest.slices
    .flatMap((slice) => {
      const days = slice.metrics[metric];
      return days === undefined ? [] : [{ region: slice.region, carrier: slice.carrier, days }];
    })
    .toSorted((a, b) => byText(a.region, b.region) || byText(a.carrier ?? "", b.carrier ?? ""));
}

interface Sums {
  readonly sessions: number;
  readonly weighted: number;
  readonly within: number;
  readonly hours: number;
}

/** Sums of the days whose numbers within the digest are `from` … `to` (exclusive). */
function sumsOf(days: QualityDays, from: number, to: number): Sums {
  let [sessions, weighted, within, hours] = [0, 0, 0, 0];
  for (let day = Math.max(0, from); day < Math.min(to, days.sessions.length); day += 1) {
    sessions += days.sessions[day] ?? 0;
    weighted += days.weighted[day] ?? 0;
    within += days.within[day] ?? 0;
    hours += days.hours[day] ?? 0;
  }
  return { sessions, weighted, within, hours };
}

interface Window {
  /** Number of the window's last day within the digest, exclusive. */
  readonly to: number;
  readonly from: number;
  readonly fromMs: number;
  readonly toMs: number;
}

function windowOf(digest: QualityDigest, atMs: number): Window {
  const lastDayMs = judgedDay(atMs);
  const to = Math.round((lastDayMs - digest.firstDayMs) / dayMs) + 1;
  return { to, from: to - windowDays, fromMs: lastDayMs - (windowDays - 1) * dayMs, toMs: Math.min(atMs, lastDayMs + dayMs) };
}

/** End of the newest hour of a metric that is not later than the instant; of a day before the digest's last, that day's end. null = none. */
function newestOf(digest: QualityDigest, parts: readonly Part[], to: number, atMs: number): number | null {
  for (let day = Math.min(to, digest.days) - 1; day >= 0; day -= 1) {
    if (parts.some(({ days }) => (days.sessions[day] ?? 0) > 0))
      return Math.min(digest.firstDayMs + (day + 1) * dayMs, digest.lastHourMs + hourMs, atMs);
  }
  return null;
}

function hoursWithin(digest: QualityDigest, metric: MetricId, atMs: number): Measure {
  const parts = partsOf(digest, metric);
  const window = windowOf(digest, atMs);
  const asOfMs = newestOf(digest, parts, window.to, atMs);
  if (asOfMs === null) return unknown("metric_not_measured");
  const fresh = freshness(asOfMs, atMs, usefulLives.quality);
  const sums = parts.map(({ days }) => sumsOf(days, window.from, window.to));
  const [sessions, within, hours] = [total(sums, "sessions"), total(sums, "within"), total(sums, "hours")];
  if (fresh === null) return unknown("quality_too_old", asOfMs);
  if (hours < leastHours || sessions === 0) return unknown("metric_not_measured", asOfMs);
  return known(within / sessions, {
    asOfMs,
    freshness: fresh,
    n: Math.round(sessions),
    slice: worstSlice(parts, metric, (_, i) => (sums[i]?.sessions ?? 0) - (sums[i]?.within ?? 0), window),
    sources: [{ type: "hours", metric, region: null, carrier: null, fromMs: window.fromMs, toMs: window.toMs, count: hours }],
  });
}

function total(sums: readonly Sums[], field: keyof Sums): number {
  return sums.reduce((sum, one) => sum + one[field], 0);
}

/** The slice that costs most; null = none costs anything. Of equals the first. */
function worstSlice(
  parts: readonly Part[],
  metric: MetricId,
  costOf: (part: Part, i: number) => number,
  window: Window,
): HealthSlice | null {
  let worst: { readonly part: Part; readonly cost: number } | null = null;
  for (const [i, part] of parts.entries()) {
    const cost = costOf(part, i);
    if (cost > 0 && (worst === null || cost > worst.cost)) worst = { part, cost };
  }
  if (worst === null) return null;
  const { part } = worst;
  const { weighted, sessions } = sumsOf(part.days, window.from, window.to);
  return { region: part.region, carrier: part.carrier, metric, rate: sessions > 0 ? weighted / sessions : null };
}

interface AgainstNormal {
  readonly metric: MetricId;
  readonly ratio: number;
  readonly measure: Measure;
}

/**
 * The worst metric's bad rate of these seven days against what the account's own eight weeks before would give for the same mix of slices: every
 * slice is held against its own normal and weighs by its sessions now, so that traffic which moves to a poor network is not a fault of the
 * network. Slices without a normal of their own are left out.
 */
function ownNormal(digest: QualityDigest, model: AccountModel, atMs: number): Measure {
  const compared = hourRules.flatMap((rule) => {
    const { hour, weight } = model.rules[rule];
    if (hour === null || weight === 0) return [];
    const against = againstNormal(digest, hour.metric, atMs);
    return against === null ? [] : [against];
  });
  if (compared.length === 0) {
    const within = hourRules
      .map((rule) => model.rules[rule].hour)
      .flatMap((hour) => (hour === null ? [] : [hoursWithin(digest, hour.metric, atMs)]));
    const old = within.find((measure) => measure.missing === "quality_too_old");
    return unknown(old === undefined ? "metric_not_measured" : "quality_too_old", old?.asOfMs ?? null);
  }
  const worst = compared.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  return worst.measure;
}

function againstNormal(digest: QualityDigest, metric: MetricId, atMs: number): AgainstNormal | null {
  const window = windowOf(digest, atMs);
  const all = partsOf(digest, metric);
  const asOfMs = newestOf(digest, all, window.to, atMs);
  const fresh = asOfMs === null ? null : freshness(asOfMs, atMs, usefulLives.quality);
  if (asOfMs === null || fresh === null) return null;
  const bad = ({ weighted, sessions }: Sums): number => (metrics[metric].better === "higher" ? sessions - weighted : weighted);
  const parts = all.flatMap((part) => {
    const now = sumsOf(part.days, window.from, window.to);
    const before = sumsOf(part.days, window.from - normalDays, window.from);
    if (now.sessions === 0 || before.sessions === 0 || before.hours < leastNormalHours) return [];
    return [{ part, now, expected: (bad(before) / before.sessions) * now.sessions }];
  });
  const sessions = parts.reduce((sum, { now }) => sum + now.sessions, 0);
  const hours = parts.reduce((sum, { now }) => sum + now.hours, 0);
  if (sessions === 0 || hours < leastHours) return null;
  const measuredRate = parts.reduce((sum, { now }) => sum + bad(now), 0) / sessions;
  const normalRate = parts.reduce((sum, { expected }) => sum + expected, 0) / sessions;
  // Pauses in milliseconds need no smoothing, shares do.
  const floor = metrics[metric].unit === "ratio" ? smoothing : 1;
  const ratio = (measuredRate + floor) / (normalRate + floor);
  const measure = known(ratio, {
    asOfMs,
    freshness: fresh,
    n: Math.round(sessions),
    slice: worstSlice(
      parts.map(({ part }) => part),
      metric,
      (_, i) => {
        const one = parts[i];
        return one === undefined ? 0 : bad(one.now) - one.expected;
      },
      window,
    ),
    sources: [
      {
        type: "hours",
        metric,
        region: null,
        carrier: null,
        fromMs: window.fromMs - normalDays * dayMs,
        toMs: window.toMs,
        count: parts.reduce((sum, { part }) => sum + sumsOf(part.days, window.from - normalDays, window.to).hours, 0),
      },
    ],
  });
  return { metric, ratio, measure };
}
