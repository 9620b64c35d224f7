import { hourMs } from "../../metrics/series.ts";
import type { UsageDigest } from "../health-input.ts";
import type { HealthSource } from "../health-result.ts";
import { byText, dayMs, freshness, known, records, unknown, usefulLives, type Measure, type Measures } from "./measure.ts";
import type { Contract } from "../../contract/contract.ts";

const weekMs = 7 * dayMs;
/** 1970-01-01 was a Thursday: UTC Mondays lie four days after a multiple of seven. */
const mondayMs = 4 * dayMs;
const trendWeeks = 4;
/** Hours of a week that must have a value for its peak to be one: half of it. */
const leastPeakHours = 84;
/** Weeks of each four that must be known. */
const leastWeeks = 3;
/** Of the eight weeks a year before, over all regions. */
const seasonKnownShare = 0.7;
/** How far a season may bend the trend: twice or half; beyond that last year was another business. */
const seasonBounds = [0.5, 2] as const;

/**
 * The mean of an hour's concurrent users as a share of its greatest: the curve of a day rises and falls by some 10 to 25 % within its steep
 * hours and hardly at its flat ones. A working value; whoever has billed minutes should compare.
 */
export const averageToPeak = 0.85;
const daysPerMonth = 30.4375;

type Region = UsageDigest["regions"][number];

/** End of the last hour with a value that is not later than the instant. null = none. */
export function usageAsOf(usage: UsageDigest, atMs: number): number | null {
  if (usage.lastHourMs + hourMs <= atMs) return usage.lastHourMs + hourMs;
  // The digest goes on behind the instant: the last day that has data by then.
  let newest: number | null = null;
  for (const { firstDayMs, dailyMax } of usage.regions) {
    for (let day = Math.min(dailyMax.length, Math.ceil((atMs - firstDayMs) / dayMs)) - 1; day >= 0; day -= 1) {
      if (Number.isNaN(dailyMax[day] ?? Number.NaN)) continue;
      newest = Math.max(newest ?? 0, Math.min(firstDayMs + (day + 1) * dayMs, atMs));
      break;
    }
  }
  return newest;
}

/** The usage that can be judged at an instant, or why it cannot. */
function usable(
  usage: UsageDigest | null,
  atMs: number,
): { readonly usage: UsageDigest; readonly asOfMs: number; readonly fresh: number } | Measure {
  const asOfMs = usage === null ? null : usageAsOf(usage, atMs);
  if (usage === null || asOfMs === null) return unknown("no_usage");
  const fresh = freshness(asOfMs, atMs, usefulLives.usage);
  return fresh === null ? unknown("usage_too_old", asOfMs) : { usage, asOfMs, fresh };
}

/** UTC Monday that ends the last whole week before the instant; where the data ends earlier, the week in which it does. */
function weeksEnd(atMs: number, asOfMs: number): number {
  const lastMs = Math.min(atMs, asOfMs + weekMs - 1);
  return Math.floor((lastMs - mondayMs) / weekMs) * weekMs + mondayMs;
}

function weekOf(region: Region, ms: number): number {
  return Math.round((ms - region.firstWeekMs) / weekMs);
}

/** Mean of the known weekly peaks of the four weeks that end at `endMs`; null = too few. */
function meanPeak(region: Region, endMs: number): { readonly mean: number; readonly weeks: number } | null {
  let sum = 0;
  let weeks = 0;
  for (let back = trendWeeks; back >= 1; back -= 1) {
    const week = weekOf(region, endMs - back * weekMs);
    const max = region.weekMax[week] ?? Number.NaN;
    if (Number.isNaN(max) || (region.weekHours[week] ?? 0) < leastPeakHours) continue;
    sum += max;
    weeks += 1;
  }
  return weeks < leastWeeks ? null : { mean: sum / weeks, weeks };
}

interface Trend {
  readonly ratio: number;
  readonly weeks: number;
  readonly regions: number;
}

/** Four weeks against the four before, over the regions that are known in both. */
function trendOf(regions: readonly Region[], endMs: number): Trend | null {
  let [now, before, weeks, count] = [0, 0, 0, 0];
  for (const region of regions) {
    const recent = meanPeak(region, endMs);
    const earlier = meanPeak(region, endMs - trendWeeks * weekMs);
    if (recent === null || earlier === null) continue;
    now += recent.mean;
    before += earlier.mean;
    weeks += recent.weeks + earlier.weeks;
    count += 1;
  }
  return count === 0 || before <= 0 ? null : { ratio: now / before, weeks, regions: count };
}

/**
 * Weekly peaks (UTC weeks from Monday) of the last four whole weeks against the four before. Held against the same weeks 52 weeks before where at
 * least 70 % of them are known; where they are not, the figure is an estimate, because a holiday may be in it.
 */
export function usageTrend(digest: UsageDigest | null, atMs: number): Measure {
  const now = usable(digest, atMs);
  if ("measured" in now) return now;
  const endMs = weeksEnd(atMs, now.asOfMs);
  const regions = now.usage.regions.toSorted((a, b) => byText(a.region, b.region));
  const trend = trendOf(regions, endMs);
  if (trend === null) return unknown("usage_too_short", now.asOfMs);
  const yearBefore = trendOf(regions, endMs - 52 * weekMs);
  const season = yearBefore !== null && yearBefore.weeks >= seasonKnownShare * 2 * trendWeeks * trend.regions ? yearBefore.ratio : null;
  const adjusted = season === null ? trend.ratio : trend.ratio / Math.min(Math.max(season, seasonBounds[0]), seasonBounds[1]);
  return known(adjusted - 1, {
    asOfMs: now.asOfMs,
    freshness: now.fresh,
    estimated: season === null,
    n: trend.weeks,
    sources: [usageHours(regions, endMs - 2 * trendWeeks * weekMs, endMs)],
  });
}

/** Users of every region in a time; the hours are counted by whole weeks. */
function usageHours(regions: readonly Region[], fromMs: number, toMs: number): HealthSource {
  let count = 0;
  for (const region of regions) {
    for (let ms = fromMs; ms < toMs; ms += weekMs) count += region.weekHours[weekOf(region, ms)] ?? 0;
  }
  return { type: "hours", metric: "pcu", region: null, carrier: null, fromMs, toMs, count };
}

/** Share of hours of the four weeks that a region needs for its minutes to be told. */
const consumptionKnownShare = 0.7;

/**
 * Minutes of the last four whole weeks, as a month, against the committed minutes. Minutes are estimated: the sum of the hours' greatest
 * concurrent users × 60 × `averageToPeak`; hours without data count as the others do. A region that had users in the four weeks before and
 * has no data now makes the sum unknown: silence is not zero.
 */
export function commitmentConsumption(digest: UsageDigest | null, contract: Contract | null, atMs: number): Measure {
  if (contract === null) return unknown("no_contract");
  if (contract.committedMinutes === null || contract.committedMinutes === 0) return unknown("no_commitment");
  const now = usable(digest, atMs);
  if ("measured" in now) return now;
  const endMs = weeksEnd(atMs, now.asOfMs);
  const regions = now.usage.regions.toSorted((a, b) => byText(a.region, b.region));
  let [userHours, hours] = [0, 0];
  for (const region of regions) {
    const recent = fourWeeks(region, endMs);
    if (recent.hours < consumptionKnownShare * trendWeeks * 168) {
      if (recent.hours > 0 || fourWeeks(region, endMs - trendWeeks * weekMs).hours > 0) return unknown("usage_too_short", now.asOfMs);
      continue;
    }
    userHours += recent.userHours * ((trendWeeks * 168) / recent.hours);
    hours += recent.hours;
  }
  if (hours === 0) return unknown("usage_too_short", now.asOfMs);
  const minutesPerMonth = userHours * 60 * averageToPeak * (daysPerMonth / (7 * trendWeeks));
  return known(minutesPerMonth / contract.committedMinutes, {
    asOfMs: now.asOfMs,
    freshness: now.fresh,
    estimated: true,
    n: hours,
    sources: [records("contract", [contract.id]), usageHours(regions, endMs - trendWeeks * weekMs, endMs)],
  });
}

function fourWeeks(region: Region, endMs: number): { readonly userHours: number; readonly hours: number } {
  let [userHours, hours] = [0, 0];
  for (let back = trendWeeks; back >= 1; back -= 1) {
    const week = weekOf(region, endMs - back * weekMs);
    const known = region.weekHours[week] ?? 0;
    if (known === 0) continue;
    userHours += region.weekSum[week] ?? 0;
    hours += known;
  }
  return { userHours, hours };
}

export function usageMeasures(
  digest: UsageDigest | null,
  contract: Contract | null,
  atMs: number,
): Pick<Measures, "usage_trend" | "commitment_consumption"> {
  return { usage_trend: usageTrend(digest, atMs), commitment_consumption: commitmentConsumption(digest, contract, atMs) };
}
