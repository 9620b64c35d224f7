import { capacitySteps, type CapacityStep } from "../../../shared/domain/headroom/headroom.ts";
import { combinedHours } from "../../../shared/domain/metrics/combine.ts";
import { combinedDays } from "../../../shared/domain/metrics/daily.ts";
import { dataSpan, gapsOf, type Gap } from "../../../shared/domain/metrics/hourly.ts";
import { metrics, type MetricId } from "../../../shared/domain/metrics/metrics.ts";
import { hourMs, type HourlySeries } from "../../../shared/domain/metrics/series.ts";
import { defineQuery } from "../query.ts";
import { accountMarks, type UsageMark } from "./account-marks.ts";
import { dayBounds, holidaySpans, type HolidaySpan } from "./holiday-spans.ts";
import { periodWindow, type Period } from "./period.ts";

export interface AccountUsageArgs {
  readonly accountId: string;
  readonly metric: MetricId;
  /** null = every region together; not for `pcu`, whose peaks do not add up: it falls back to the first region that has data. */
  readonly region: string | null;
  /** null = all carriers together. */
  readonly carrier: string | null;
  /** A line for each carrier, whatever `carrier` says. */
  readonly eachCarrier: boolean;
  readonly period: Period;
  /** Adds the same hours four weeks earlier. */
  readonly compare: boolean;
}

export interface UsageLine {
  /** null = all carriers together. */
  readonly carrier: string | null;
  /** A step each from the window's start; NaN = no data. */
  readonly values: Float64Array;
}

export interface AccountUsage {
  readonly metric: MetricId;
  readonly region: string | null;
  /** Of the values: an hour, or a day of the customer's zone when the period is too long for hours to be read. */
  readonly step: "hour" | "day";
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  /** First and last hour that this metric has at all. */
  readonly firstMs: number;
  readonly asOfMs: number;
  readonly lines: readonly UsageLine[];
  /** The same hours four weeks before, all asked-for carriers together; null = not asked for, or nothing is known of them. */
  readonly earlier: Float64Array | null;
  /** Only for `pcu`. */
  readonly capacity: readonly CapacityStep[];
  readonly gaps: readonly Gap[];
  readonly marks: readonly UsageMark[];
  /** Of the customer's country, in the customer's zone. */
  readonly holidays: readonly HolidaySpan[];
  readonly timeZone: string;
  /** What can be chosen for this metric. */
  readonly regions: readonly string[];
  readonly carriers: readonly string[];
  /** Metrics of the account that are on this laptop. */
  readonly metrics: readonly MetricId[];
  /** Sessions behind the figures of the window; null = the metric is not measured on sessions, or they are not known. */
  readonly sessions: number | null;
}

const dayMs = 24 * hourMs;
const earlierMs = 28 * dayMs;
/** Longer periods are told by the day: every second evening left out of a drawing would tell nothing. */
const hourlyUpToMs = 62 * dayMs;

/** null = no data of the metric is on this laptop. */
export const accountUsage = defineQuery<AccountUsageArgs, AccountUsage | null>({
  dependsOn: ["metrics", "capacity", "incident", "plannedEvent", "account"],
  run: async (store, args, nowMs) => {
    const account = store.get("account", args.accountId);
    if (account === undefined) return null;
    const { group } = metrics[args.metric];
    const [own, other] = await Promise.all([
      store.series(args.accountId, group),
      store.series(args.accountId, group === "usage" ? "quality" : "usage"),
    ]);
    const ofMetric = own.filter((series) => series.metric === args.metric);
    const regions = orderedRegions(ofMetric, account.regions);
    const region =
      args.region !== null && regions.includes(args.region) ? args.region : args.metric === "pcu" ? (regions[0] ?? null) : null;
    const inRegion = region === null ? ofMetric : ofMetric.filter((series) => series.region === region);
    const span = dataSpan(inRegion);
    const window = periodWindow(args.period, inRegion, nowMs);
    if (span === null || window === null) return null;
    const step = window.toMs - window.fromMs > hourlyUpToMs ? "day" : "hour";
    const bounds = step === "day" ? dayBounds(account.timeZone, window.fromMs, window.toMs) : null;
    const fromMs = bounds?.[0] ?? window.fromMs;
    const toMs = bounds?.at(-1) ?? window.toMs;
    const valuesOf = (carrier: string | null, shiftMs: number): Float64Array =>
      bounds === null
        ? combinedHours(own, args.metric, { region, carrier }, fromMs - shiftMs, toMs - shiftMs)
        : combinedDays(
            own,
            args.metric,
            { region, carrier },
            bounds.map((ms) => ms - shiftMs),
          );
    const carriers = [...new Set(inRegion.flatMap((series) => series.carrier ?? []))].toSorted((a, b) => a.localeCompare(b));
    const chosen = chosenCarriers(args, carriers);
    const together = args.eachCarrier ? null : args.carrier;
    const lines = chosen.map((carrier) => ({ carrier, values: valuesOf(carrier, 0) }));
    const known = new Set([...own, ...other].map((series) => series.metric));
    return {
      metric: args.metric,
      region,
      step,
      fromMs,
      toMs,
      firstMs: span.firstMs,
      asOfMs: span.lastMs,
      lines,
      earlier: args.compare ? knownOrNull(valuesOf(together, earlierMs)) : null,
      capacity:
        args.metric === "pcu" && region !== null ? capacitySteps(store.ofAccount("capacity", args.accountId), region, fromMs, toMs) : [],
      gaps: gapsOf([combinedHours(own, args.metric, { region, carrier: together }, fromMs, toMs)], fromMs),
      marks: accountMarks(store, args.accountId, region, fromMs, toMs, nowMs),
      holidays: await holidaySpans(account.country, account.timeZone, fromMs, toMs),
      timeZone: account.timeZone,
      regions,
      carriers,
      metrics: (Object.keys(metrics) as MetricId[]).filter((metric) => known.has(metric)),
      sessions: group === "quality" ? sessionCount(own, region, together, fromMs, toMs) : null,
    };
  },
});

function chosenCarriers({ carrier, eachCarrier }: AccountUsageArgs, known: readonly string[]): readonly (string | null)[] {
  if (eachCarrier) return known.length > 0 ? known : [null];
  return [carrier !== null && known.includes(carrier) ? carrier : null];
}

/** The account's own order first (its main region leads), then what else has data. */
function orderedRegions(series: readonly HourlySeries[], named: readonly string[]): readonly string[] {
  const known = new Set(series.map((s) => s.region));
  return [
    ...named.filter((region) => known.has(region)),
    ...[...known].filter((region) => !named.includes(region)).toSorted((a, b) => a.localeCompare(b)),
  ];
}

function knownOrNull(values: Float64Array): Float64Array | null {
  return values.some((v) => !Number.isNaN(v)) ? values : null;
}

function sessionCount(
  own: readonly HourlySeries[],
  region: string | null,
  carrier: string | null,
  fromMs: number,
  toMs: number,
): number | null {
  const hours = combinedHours(own, "sessions", { region, carrier }, fromMs, toMs).filter((v) => !Number.isNaN(v));
  return hours.length === 0 ? null : hours.reduce((sum, v) => sum + v, 0);
}
