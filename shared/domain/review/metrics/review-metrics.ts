import { type RateMetric, rateMetrics } from "../../metrics/definition.ts";
import { metrics } from "../../metrics/metrics.ts";
import { type EvidenceTableId, evidenceTableIds } from "../evidence/evidence-tables.ts";

/**
 * `pcu` concurrent users · `user_hours` · `share` 0–1 · `ms` a duration · `ms_short` milliseconds below some seconds · `count` · `days` · `percent` of a month's fee ·
 * `points` 0–100 · `factor` times · `instant` UTC ms · `day` · `name` text of the record.
 */
export type ReviewUnit =
  | "pcu"
  | "user_hours"
  | "share"
  | "ms"
  | "ms_short"
  | "count"
  | "days"
  | "percent"
  | "points"
  | "factor"
  | "score"
  | "instant"
  | "day"
  | "name";

/** How rows become one number. Rows whose column is null do not count. */
export type Aggregate =
  | { readonly type: "count" }
  | { readonly type: "sum" | "mean" | "median" | "p90" | "max" | "min" | "last"; readonly column: string }
  /** Σ(column × weight) ÷ Σ weight. */
  | { readonly type: "weighted"; readonly column: string; readonly weight: string }
  /** What stands in `name` in the row with the greatest (or least) `column`. */
  | { readonly type: "name_of_max" | "name_of_min"; readonly name: string; readonly column: string }
  /** Rows in which the column is known. */
  | { readonly type: "count_known"; readonly column: string }
  /** Rows in which one column is greater than the other. */
  | { readonly type: "count_above"; readonly column: string; readonly of: string }
  /** max(column ÷ of). */
  | { readonly type: "max_ratio"; readonly column: string; readonly of: string }
  /** Mean of |column − of| ÷ of. */
  | { readonly type: "mean_error"; readonly column: string; readonly of: string }
  /** Of the groups of rows whose weighted mean is worse than the target in force (`group` null = each row by itself): how many, or their weight together. */
  | {
      readonly type: "groups_over" | "weight_over";
      readonly group: string | null;
      readonly column: string;
      readonly weight: string;
      readonly target: string;
      readonly side: "above" | "below";
    }
  /** Rows in which column ÷ of is greater than the target. */
  | { readonly type: "count_ratio_above"; readonly column: string; readonly of: string; readonly target: string }
  /** Σ column of the rows in which `of` is greater than the target. */
  | { readonly type: "sum_above"; readonly column: string; readonly of: string; readonly target: string }
  /** max(column) ÷ target: how much of `of` a share target asks for. */
  | { readonly type: "max_over_target"; readonly column: string; readonly target: string }
  /** Part used of what the target lets be missed: (1 − mean) ÷ (1 − target). */
  | { readonly type: "budget_used"; readonly column: string; readonly target: string }
  /** Rows of the record that the table was taken from. */
  | { readonly type: "source_rows" };

export interface ReviewMetric {
  /** Counts up when the definition changes: numbers of two versions are never compared. */
  readonly version: number;
  readonly table: EvidenceTableId;
  /** Column by which a row falls into a period; null = the table is as of the snapshot. */
  readonly at: string | null;
  /** Conditions that are part of the definition. */
  readonly where: Readonly<Record<string, string | number>>;
  /** Rows that are no part of it: column → value. */
  readonly except?: Readonly<Record<string, string>>;
  /** Taken where the question does not name the dimension. */
  readonly byDefault: Readonly<Record<string, string>>;
  /**
   * Of an earlier time, this share of its hours must be known, else it is no data: a sum of two weeks is not a quarter's. Two times whose hours are not known
   * as far are not held against each other. Not asked of a kind of day, whose hours nobody counts.
   */
  readonly covered?: number;
  /** Columns that a question may narrow. */
  readonly dimensions: readonly string[];
  readonly unit: ReviewUnit;
  readonly better: "more" | "less" | null;
  readonly aggregate: Aggregate;
  /** No rows is a number (nothing broke), not missing data; only where the table was read at all. */
  readonly zero: boolean;
}

const base = { version: 1, at: "at", where: {}, byDefault: {}, better: null, zero: false } as const;
const counted = { ...base, unit: "count", aggregate: { type: "count" }, zero: true } as const;
const usage = { ...base, table: "usageDays", dimensions: ["region", "dayType"], byDefault: { region: "*" } } as const;
const ofIncidents = { table: "incidents", dimensions: ["severity", "region", "cause", "component", "kind"] } as const;
const ofPromises = { table: "promises", dimensions: ["clock", "severity", "policy"] } as const;
const ofPeaks = { ...base, table: "peaks", dimensions: ["region", "name", "id", "kind"] } as const;

const ofHours = ["region", "carrier", "week", "hours"] as const;
const ofParts = ["region", "carrier", "sdk", "platform"] as const;

function rate(metric: RateMetric, table: "quality" | "qualityParts", dimensions: readonly string[]): ReviewMetric {
  return {
    ...base,
    table,
    where: { metric },
    dimensions,
    unit: metrics[metric].unit === "ms" ? "ms_short" : "share",
    better: metrics[metric].better === "higher" ? "more" : "less",
    aggregate: { type: "weighted", column: "value", weight: "sessions" },
  };
}

function rates<P extends string>(
  prefix: P,
  make: (metric: RateMetric) => ReviewMetric,
): Readonly<Record<`${P}.${RateMetric}`, ReviewMetric>> {
  return Object.fromEntries(rateMetrics.map((metric) => [`${prefix}.${metric}`, make(metric)])) as Readonly<
    Record<`${P}.${RateMetric}`, ReviewMetric>
  >;
}

function worse(metric: RateMetric): "above" | "below" {
  return metrics[metric].better === "higher" ? "below" : "above";
}

/** How many weeks, or how many sessions, were worse than the target. */
function over(
  metric: RateMetric,
  type: "groups_over" | "weight_over",
  table: "quality" | "qualityParts",
  dimensions: readonly string[],
): ReviewMetric {
  const group = table === "quality" ? "week" : null;
  return {
    ...base,
    table,
    where: { metric },
    dimensions,
    unit: "count",
    better: "less",
    aggregate: { type, group, column: "value", weight: "sessions", target: metric, side: worse(metric) },
  };
}

function sessions(metric: RateMetric, table: "quality" | "qualityParts", dimensions: readonly string[]): ReviewMetric {
  const aggregate = { type: "sum", column: "sessions" } as const;
  return { ...base, table, where: { metric }, dimensions, unit: "count", aggregate };
}

function ofTables<P extends string>(prefix: P, aggregate: Aggregate): Readonly<Record<`${P}.${Lowercase<EvidenceTableId>}`, ReviewMetric>> {
  const one = (table: EvidenceTableId): ReviewMetric => ({
    ...base,
    at: null,
    table,
    dimensions: [],
    unit: "count",
    aggregate,
    zero: true,
  });
  return Object.fromEntries(evidenceTableIds.map((table) => [`${prefix}.${table.toLowerCase()}`, one(table)])) as Readonly<
    Record<`${P}.${Lowercase<EvidenceTableId>}`, ReviewMetric>
  >;
}

const ofTargets = { ...base, table: "targets", at: null, dimensions: ["measure"], aggregate: { type: "last", column: "value" } } as const;
const ofOneIncident = { ...base, table: "incidents", dimensions: ["number"], at: null } as const;
const ofOneMessage = { ...base, table: "outreach", dimensions: ["id"], at: null } as const;
const ofOneRequest = { ...base, table: "capacityRequests", dimensions: ["id"], at: null } as const;
const ofOneCommitment = { ...base, table: "commitments", dimensions: ["id"], at: null } as const;
const ofOnePromise = { ...base, table: "promises", dimensions: ["number", "clock", "severity"] } as const;

/** Every number that a review can say. What each means in words is in words/metric-words. */
export const reviewMetrics = {
  "usage.peak": { ...usage, covered: 0.5, unit: "pcu", better: "more", aggregate: { type: "max", column: "peakPcu" } },
  "usage.peak_at": { ...usage, unit: "instant", aggregate: { type: "name_of_max", name: "peakAt", column: "peakPcu" } },
  "usage.hours": { ...usage, covered: 0.9, unit: "user_hours", better: "more", aggregate: { type: "sum", column: "userHours" } },
  "usage.mean_daily_peak": { ...usage, covered: 0.5, unit: "pcu", better: "more", aggregate: { type: "mean", column: "peakPcu" } },
  "usage.known_hours": { ...usage, unit: "count", aggregate: { type: "sum", column: "hours" } },
  "capacity.pcu": { ...base, table: "capacity", at: null, dimensions: ["region"], unit: "pcu", aggregate: { type: "last", column: "pcu" } },
  ...rates("quality", (metric) => rate(metric, "quality", ofHours)),
  ...rates("parts", (metric) => rate(metric, "qualityParts", ofParts)),
  ...rates("sessions", (metric) => sessions(metric, "quality", ofHours)),
  ...rates("part_sessions", (metric) => sessions(metric, "qualityParts", ofParts)),
  ...rates("weeks_over", (metric) => over(metric, "groups_over", "quality", ofHours)),
  ...rates("sessions_over", (metric) => over(metric, "weight_over", "quality", ofHours)),
  ...rates("parts_over", (metric) => over(metric, "weight_over", "qualityParts", ofParts)),
  "sla.attainment": { ...base, ...ofPromises, unit: "share", better: "more", aggregate: { type: "mean", column: "kept" } },
  "sla.promises": { ...counted, ...ofPromises },
  "sla.misses": { ...counted, ...ofPromises, where: { kept: 0 }, better: "less" },
  "sla.near_misses": { ...counted, ...ofPromises, where: { nearMiss: 1 }, better: "less" },
  "sla.budget_used": {
    ...base,
    ...ofPromises,
    unit: "share",
    better: "less",
    aggregate: { type: "budget_used", column: "kept", target: "sla_attainment" },
  },
  "sla.elapsed": { ...ofOnePromise, unit: "ms", better: "less", aggregate: { type: "last", column: "elapsedMs" } },
  "sla.limit": { ...ofOnePromise, unit: "ms", aggregate: { type: "last", column: "targetMs" } },
  "sla.limit_least": { ...base, ...ofPromises, unit: "ms", aggregate: { type: "min", column: "targetMs" } },
  "sla.credit_percent": {
    ...base,
    table: "credits",
    dimensions: ["clause", "clock"],
    unit: "percent",
    better: "less",
    aggregate: { type: "sum", column: "percent" },
    zero: true,
  },
  "incidents.opened": { ...counted, ...ofIncidents, better: "less" },
  "incidents.ended": { ...counted, ...ofIncidents, at: "endedAt" },
  "incidents.acknowledge_median": {
    ...base,
    ...ofIncidents,
    unit: "ms",
    better: "less",
    aggregate: { type: "median", column: "acknowledgeMs" },
  },
  "incidents.acknowledge_mean": {
    ...base,
    ...ofIncidents,
    unit: "ms",
    better: "less",
    aggregate: { type: "mean", column: "acknowledgeMs" },
  },
  "incidents.resolve_median": {
    ...base,
    ...ofIncidents,
    at: "endedAt",
    unit: "ms",
    better: "less",
    aggregate: { type: "median", column: "resolveMs" },
  },
  "incidents.resolve_mean": {
    ...base,
    ...ofIncidents,
    at: "endedAt",
    unit: "ms",
    better: "less",
    aggregate: { type: "mean", column: "resolveMs" },
  },
  "incidents.repeats": {
    ...base,
    ...ofIncidents,
    unit: "count",
    better: "less",
    aggregate: { type: "count_known", column: "repeats" },
    zero: true,
  },
  "incidents.title": { ...ofOneIncident, unit: "name", aggregate: { type: "last", column: "title" } },
  "incidents.at": { ...ofOneIncident, unit: "instant", aggregate: { type: "last", column: "at" } },
  "incidents.acknowledged": { ...ofOneIncident, unit: "ms", better: "less", aggregate: { type: "last", column: "acknowledgeMs" } },
  "incidents.lasted": { ...ofOneIncident, unit: "ms", better: "less", aggregate: { type: "last", column: "resolveMs" } },
  "peaks.weeks": { ...counted, ...ofPeaks, where: { kind: "week" } },
  "peaks.actual": { ...ofPeaks, unit: "pcu", aggregate: { type: "max", column: "actualPcu" } },
  "peaks.forecast": { ...ofPeaks, unit: "pcu", aggregate: { type: "max", column: "p50" } },
  "peaks.forecast_p90": { ...ofPeaks, unit: "pcu", aggregate: { type: "max", column: "p90" } },
  "peaks.told": { ...ofPeaks, unit: "pcu", aggregate: { type: "max", column: "toldPcu" } },
  "peaks.capacity": { ...ofPeaks, unit: "pcu", aggregate: { type: "max", column: "capacityPcu" } },
  "peaks.over_capacity": {
    ...ofPeaks,
    where: { kind: "week" },
    unit: "count",
    better: "less",
    aggregate: { type: "count_above", column: "actualPcu", of: "capacityPcu" },
  },
  "peaks.highest_use": {
    ...ofPeaks,
    where: { kind: "week" },
    unit: "share",
    better: "less",
    aggregate: { type: "max_ratio", column: "actualPcu", of: "capacityPcu" },
  },
  "peaks.weeks_near_capacity": {
    ...ofPeaks,
    where: { kind: "week" },
    unit: "count",
    better: "less",
    aggregate: { type: "count_ratio_above", column: "actualPcu", of: "capacityPcu", target: "capacity_use" },
  },
  "peaks.capacity_needed": {
    ...ofPeaks,
    where: { kind: "week" },
    unit: "pcu",
    aggregate: { type: "max_over_target", column: "actualPcu", target: "capacity_use" },
  },
  "peaks.use": { ...ofPeaks, unit: "share", better: "less", aggregate: { type: "max_ratio", column: "actualPcu", of: "capacityPcu" } },
  "peaks.at": { ...ofPeaks, unit: "instant", aggregate: { type: "last", column: "at" } },
  "peaks.forecast_error": {
    ...ofPeaks,
    where: { kind: "week" },
    unit: "share",
    better: "less",
    aggregate: { type: "mean_error", column: "p50", of: "actualPcu" },
  },
  "outreach.sent": { ...counted, table: "outreach", dimensions: ["kind", "region", "answer"] },
  "outreach.answered": {
    ...base,
    table: "outreach",
    dimensions: ["kind", "region", "answer"],
    unit: "count",
    better: "more",
    aggregate: { type: "count_known", column: "answeredAt" },
    zero: true,
  },
  "outreach.sent_at": { ...ofOneMessage, unit: "instant", aggregate: { type: "last", column: "at" } },
  "outreach.answered_at": { ...ofOneMessage, unit: "instant", aggregate: { type: "last", column: "answeredAt" } },
  "outreach.answered_pcu": { ...ofOneMessage, unit: "pcu", aggregate: { type: "last", column: "answeredPcu" } },
  "outreach.requests": { ...counted, table: "capacityRequests", dimensions: ["region", "state"] },
  "requests.pcu": { ...ofOneRequest, unit: "pcu", aggregate: { type: "last", column: "pcu" } },
  "requests.at": { ...ofOneRequest, unit: "instant", aggregate: { type: "last", column: "at" } },
  "requests.provisioned_at": { ...ofOneRequest, unit: "instant", aggregate: { type: "last", column: "provisionedAt" } },
  "commitments.made": { ...counted, at: null, table: "commitments", dimensions: ["state"] },
  "commitments.late_days": { ...ofOneCommitment, unit: "days", better: "less", aggregate: { type: "max", column: "lateDays" } },
  "commitments.due": { ...ofOneCommitment, unit: "day", aggregate: { type: "last", column: "dueOn" } },
  "commitments.done": { ...ofOneCommitment, unit: "day", aggregate: { type: "last", column: "doneOn" } },
  "actions.due": { ...base, table: "actions", at: null, dimensions: ["id"], unit: "day", aggregate: { type: "last", column: "dueOn" } },
  "actions.agreed_open": {
    ...counted,
    at: null,
    table: "actions",
    dimensions: ["from"],
    where: { state: "open" },
    // Snapshots that were frozen earlier hold our own tasks, too.
    except: { from: "task" },
    better: "less",
  },
  "health.score": {
    ...base,
    table: "health",
    dimensions: ["day"],
    unit: "points",
    better: "more",
    aggregate: { type: "last", column: "score" },
  },
  "health.mean": { ...base, table: "health", dimensions: [], unit: "points", better: "more", aggregate: { type: "mean", column: "score" } },
  "surveys.csat": {
    ...base,
    table: "surveys",
    where: { type: "csat" },
    dimensions: [],
    unit: "score",
    better: "more",
    aggregate: { type: "mean", column: "score" },
  },
  "surveys.nps": {
    ...base,
    table: "surveys",
    where: { type: "nps" },
    dimensions: [],
    unit: "score",
    better: "more",
    aggregate: { type: "mean", column: "score" },
  },
  "sdk.behind_share": {
    ...base,
    at: null,
    table: "sdk",
    dimensions: ["platform", "version"],
    unit: "share",
    better: "less",
    aggregate: { type: "sum_above", column: "share", of: "behind", target: "sdk_behind" },
  },
  "sdk.share": {
    ...base,
    at: null,
    table: "sdk",
    dimensions: ["platform", "version"],
    unit: "share",
    aggregate: { type: "sum", column: "share" },
  },
  "sdk.behind": {
    ...base,
    at: null,
    table: "sdk",
    dimensions: ["platform", "version"],
    unit: "count",
    aggregate: { type: "max", column: "behind" },
  },
  "sdk.vulnerable_share": {
    ...base,
    at: null,
    table: "sdk",
    where: { vulnerable: 1 },
    dimensions: ["platform", "version"],
    unit: "share",
    better: "less",
    aggregate: { type: "sum", column: "share" },
    zero: true,
  },
  "sdk.latest": { ...base, at: null, table: "sdk", dimensions: ["platform"], unit: "name", aggregate: { type: "last", column: "latest" } },
  "postmortems.published": { ...counted, table: "postmortems", dimensions: ["cause"] },
  "postmortems.prevention": {
    ...base,
    table: "postmortems",
    dimensions: ["cause"],
    unit: "count",
    aggregate: { type: "sum", column: "prevention" },
    zero: true,
  },
  "postmortems.prevention_done": {
    ...base,
    table: "postmortems",
    dimensions: ["cause"],
    unit: "count",
    better: "more",
    aggregate: { type: "sum", column: "preventionDone" },
    zero: true,
  },
  "occasions.count": { ...counted, table: "occasions", dimensions: ["source", "region"] },
  "target.share": { ...ofTargets, unit: "share" },
  "target.score": { ...ofTargets, unit: "score" },
  "target.count": { ...ofTargets, unit: "count" },
  "exclusions.rows": {
    ...base,
    table: "exclusions",
    at: null,
    dimensions: ["subject", "reason"],
    unit: "count",
    aggregate: { type: "sum", column: "rows" },
  },
  ...ofTables("rows", { type: "count" }),
  ...ofTables("source_rows", { type: "source_rows" }),
} as const satisfies Readonly<Record<string, ReviewMetric>>;

export type ReviewMetricId = keyof typeof reviewMetrics;

export function isReviewMetric(metric: string): metric is ReviewMetricId {
  return Object.hasOwn(reviewMetrics, metric);
}

export function reviewMetric(metric: ReviewMetricId): ReviewMetric {
  return reviewMetrics[metric];
}
