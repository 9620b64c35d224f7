import type { EvidenceTableId } from "../evidence/evidence-tables.ts";
import { isReviewMetric, type ReviewMetricId, type ReviewUnit } from "../metrics/review-metrics.ts";

/**
 * A time relative to the reviewed one, so that a text outlives its refreshing: `q` the reviewed period · `p` the one before · `y` the same a year before ·
 * `YYYY-MM` a month · `YYYY-MM-DD` a day · `W` + `YYYY-MM-DD` the week from that Monday, at an edge of the
 * reviewed period only its part of it. All in the customer's zone.
 */
export type PeriodRef = string;

/**
 * How a number stands to another one: `change` (now − then) ÷ then · `difference` now − then · `ratio` now ÷ then · `share` the same as a part · `size`
 * and `gap` the change and the difference without their sign, for a sentence whose verb says the direction.
 */
export const comparisons = ["change", "difference", "ratio", "share", "size", "gap"] as const;
export type ComparedAs = (typeof comparisons)[number];

/**
 * The other one: the same at another time, or at the same time `all.DIMENSION` without that part of the filter, `rest.DIMENSION` of everything in
 * that dimension but what the filter names.
 */
export type ComparedTo = PeriodRef;

/** What a number is of: everything that is needed to work it out again from the same rows. */
export interface ReviewQuestion {
  readonly metric: ReviewMetricId;
  /** Dimension → value, as the table has it. */
  readonly filter: Readonly<Record<string, string>>;
  readonly period: PeriodRef;
  readonly compare: { readonly as: ComparedAs; readonly to: ComparedTo } | null;
}

/** A question as it stands in a text: `usage.peak?region=cn-south#q~change:p`. The same question has one key: dimensions stand in order. */
export type ReviewKey = string;

/** `period` null where the metric has no time. */
export interface ReviewValue {
  readonly key: ReviewKey;
  readonly version: number;
  readonly unit: ReviewUnit;
  /** null = no data. `instant` UTC ms as a number; `day` and `name` are texts. */
  readonly value: number | string | null;
  /** Weight or rows that it rests on: sessions where a rate is weighted by them, else rows. */
  readonly n: number;
  readonly table: EvidenceTableId;
  /** Indexes into the table's rows, ascending. Of a compared value both times' rows. */
  readonly rows: readonly number[];
}

const periodPattern = /^(?:[qpy]|\d{4}-\d{2}(?:-\d{2})?|W\d{4}-\d{2}-\d{2})$/;
const otherPattern = /^(?:all|rest)\.(?<dimension>[A-Za-z]{1,20})$/;
const keyPattern =
  /^(?<metric>[a-z][a-z0-9_.]{0,79})(?:\?(?<filter>[^#~{}]{1,400}))?#(?<period>[^~{}]{1,12})(?:~(?<as>change|difference|ratio|share|size|gap):(?<to>[^~{}]{1,26}))?$/;

export function reviewKey({ metric, filter, period, compare }: ReviewQuestion): ReviewKey {
  const named = Object.entries(filter)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([dimension, value]) => `${dimension}=${encodeURIComponent(value).replaceAll("~", "%7E")}`)
    .join("&");
  return `${metric}${named === "" ? "" : `?${named}`}#${period}${compare === null ? "" : `~${compare.as}:${compare.to}`}`;
}

/** null = it is no key. Whether the metric has those dimensions is for who answers. */
export function readReviewKey(key: string): ReviewQuestion | null {
  const groups = keyPattern.exec(key)?.groups;
  if (groups === undefined) return null;
  const { metric = "", filter = "", period = "", as, to } = groups;
  if (!isReviewMetric(metric) || !periodPattern.test(period)) return null;
  if (to !== undefined && !periodPattern.test(to) && !otherPattern.test(to)) return null;
  const pairs = filter === "" ? [] : filter.split("&").map((pair) => pairOf(pair));
  if (pairs.includes(null)) return null;
  return {
    metric,
    filter: Object.fromEntries(pairs.filter((pair) => pair !== null)),
    period,
    compare: as === undefined || to === undefined ? null : { as: as as ComparedAs, to },
  };
}

/** The dimension that is compared across; null = two times are compared. */
export function acrossDimension(to: ComparedTo): { readonly of: "all" | "rest"; readonly dimension: string } | null {
  const dimension = otherPattern.exec(to)?.groups?.["dimension"];
  return dimension === undefined ? null : { of: to.startsWith("all") ? "all" : "rest", dimension };
}

function pairOf(pair: string): readonly [string, string] | null {
  const at = pair.indexOf("=");
  if (at < 1) return null;
  try {
    return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
  } catch {
    return null;
  }
}
