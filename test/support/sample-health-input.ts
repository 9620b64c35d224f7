import type { HealthInput, QualityDays, QualityDigest, UsageDigest } from "../../shared/domain/health/health-input.ts";
import type { MetricId } from "../../shared/domain/metrics/metrics.ts";

const dayMs = 86_400_000;

/** An account of which nothing is known but itself; a test names only what it speaks about. */
export function sampleHealthInput(fields: Partial<HealthInput> = {}): HealthInput {
  return {
    account: {
      id: "acc-1",
      code: "STAR",
      name: "星屿秀场",
      aliases: [],
      country: "CN",
      timeZone: "Asia/Shanghai",
      locale: "zh-CN",
      regions: ["cn-south"],
      scenario: "show_live",
      tier: "standard",
      ownerId: null,
      lifecycle: "active",
      tags: [],
      summary: "",
    },
    contracts: [],
    capacities: [],
    plannedEvents: [],
    incidents: [],
    incidentEvents: new Map(),
    slaVerdicts: [],
    touches: [],
    outreaches: [],
    contacts: [],
    surveys: [],
    sdkUses: [],
    sdkReleases: [],
    overrides: [],
    usage: null,
    quality: null,
    ...fields,
  };
}

/** A region's usage that ends with the day before `endMs`: the greatest PCU of each of the last weeks, oldest first; every day and hour known. */
export function sampleUsage(weeklyPeaks: Readonly<Record<string, readonly number[]>>, endMs: number): UsageDigest {
  const weeks = Math.max(...Object.values(weeklyPeaks).map((peaks) => peaks.length));
  const silent = Object.values(weeklyPeaks).map((peaks) => peaks.length - 1 - peaks.findLastIndex((peak) => !Number.isNaN(peak)));
  return {
    lastHourMs: endMs - Math.min(weeks, ...silent) * 7 * dayMs - 3_600_000,
    regions: Object.entries(weeklyPeaks).map(([region, peaks]) => ({
      region,
      firstDayMs: endMs - peaks.length * 7 * dayMs,
      dailyMax: peaks.flatMap((peak) => Array.from({ length: 7 }, () => peak)),
      firstWeekMs: endMs - peaks.length * 7 * dayMs,
      weekMax: peaks,
      weekSum: peaks.map((peak) => (Number.isNaN(peak) ? 0 : peak * 168 * 0.5)),
      weekHours: peaks.map((peak) => (Number.isNaN(peak) ? 0 : 168)),
    })),
  };
}

/** What one slice's metric looked like on a day. */
export interface SampleQualityDay {
  readonly sessions: number;
  readonly rate: number;
  /** Share of the sessions in hours within the target. */
  readonly within: number;
}

/** A quality digest that ends with the day before `endMs`, of slices `region/carrier`; all metrics of a slice have as many days. */
export function sampleQuality(
  slices: Readonly<Record<string, Readonly<Partial<Record<MetricId, readonly (SampleQualityDay | null)[]>>>>>,
  endMs: number,
): QualityDigest {
  const days = Math.max(...Object.values(slices).flatMap((metrics) => Object.values(metrics).map((values) => values.length)));
  const silent = Object.values(slices).flatMap((metrics) =>
    Object.values(metrics).map((values) => values.length - 1 - values.findLastIndex((value) => value !== null)),
  );
  return {
    lastHourMs: endMs - Math.min(days, ...silent) * dayMs - 3_600_000,
    firstDayMs: endMs - days * dayMs,
    days,
    slices: Object.entries(slices).map(([name, metrics]) => {
      const [region = "", carrier] = name.split("/");
      return {
        region,
        carrier: carrier ?? null,
        metrics: Object.fromEntries(
          Object.entries(metrics).map(([metric, values]) => [
            metric,
            daysOf([...Array.from<null>({ length: days - values.length }).fill(null), ...values]),
          ]),
        ),
      };
    }),
  };
}

function daysOf(values: readonly (SampleQualityDay | null)[]): QualityDays {
  return {
    sessions: Float64Array.from(values, (day) => day?.sessions ?? 0),
    weighted: Float64Array.from(values, (day) => (day === null ? 0 : day.rate * day.sessions)),
    within: Float64Array.from(values, (day) => (day === null ? 0 : day.within * day.sessions)),
    hours: Float64Array.from(values, (day) => (day === null ? 0 : 24)),
  };
}
