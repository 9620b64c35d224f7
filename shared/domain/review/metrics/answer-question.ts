import { dayStartMs } from "../../today/local-day-end.ts";
import {
  type EvidenceCell,
  type EvidenceRows,
  type EvidenceTable,
  evidenceTables,
  type EvidenceTableId,
} from "../evidence/evidence-tables.ts";
import {
  acrossDimension,
  type ComparedAs,
  type PeriodRef,
  type ReviewQuestion,
  readReviewKey,
  reviewKey,
  type ReviewValue,
} from "../model/review-question.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";
import { type Aggregate, type ReviewMetric, reviewMetric } from "./review-metrics.ts";

/** What a question is answered from. */
export type Answerable = Pick<ReviewSnapshot, "evidence" | "periods" | "timeZone">;

interface Time {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One number with its unit, what it rests on and its rows. A dimension that the metric does not have is a bug of who asks: RangeError. */
export function answerQuestion(snapshot: Answerable, question: ReviewQuestion): ReviewValue {
  const metric = reviewMetric(question.metric);
  const { filter, period, compare } = question;
  const across = compare === null ? null : acrossDimension(compare.to);
  const named = [...Object.keys(filter), ...(across === null ? [] : [across.dimension])];
  const strange = named.find((dimension) => !metric.dimensions.includes(dimension));
  if (strange !== undefined) throw new RangeError(`${question.metric} has no dimension ${strange}`);
  const now = partOf(snapshot, metric, filter, period, null);
  const head = { key: reviewKey(question), version: metric.version, table: metric.table } as const;
  if (compare === null) return { ...head, unit: metric.unit, value: now.value, n: now.n, rows: now.rows };
  const then =
    across === null
      ? partOf(snapshot, metric, filter, compare.to, null)
      : across.of === "all"
        ? partOf(snapshot, metric, without(filter, across.dimension), period, null)
        : partOf(snapshot, metric, filter, period, across.dimension);
  const { as } = compare;
  return {
    ...head,
    unit: as === "difference" || as === "gap" ? metric.unit : as === "ratio" ? "factor" : "share",
    value: across === null && !isCovered(snapshot, metric, filter, period, now.rows) ? null : compared(as, now.value, then.value),
    // What is a part of a whole rests on the whole alone.
    n: across?.of === "all" ? then.n : now.n + then.n,
    rows: [...new Set([...now.rows, ...then.rows])].toSorted((a, b) => a - b),
  };
}

/** null where the metric, or a dimension of it, is not known. */
export function answerKey(snapshot: Answerable, key: string): ReviewValue | null {
  const question = readReviewKey(key);
  if (question === null) return null;
  const { dimensions } = reviewMetric(question.metric);
  const across = question.compare === null ? null : acrossDimension(question.compare.to);
  const named = [...Object.keys(question.filter), ...(across === null ? [] : [across.dimension])];
  return named.every((dimension) => dimensions.includes(dimension)) ? answerQuestion(snapshot, question) : null;
}

function without(filter: ReviewQuestion["filter"], dimension: string): ReviewQuestion["filter"] {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => name !== dimension));
}

function compared(as: ComparedAs, now: EvidenceCell, then: EvidenceCell): number | null {
  if (typeof now !== "number" || typeof then !== "number") return null;
  if (as === "difference") return now - then;
  if (as === "gap") return Math.abs(now - then);
  if (then === 0) return null;
  if (as === "ratio" || as === "share") return now / then;
  const change = (now - then) / Math.abs(then);
  return as === "size" ? Math.abs(change) : change;
}

interface Part {
  readonly value: EvidenceCell;
  readonly n: number;
  readonly rows: readonly number[];
}

/** `restOf` = the dimension of which everything counts but what the filter names, and but a row for all of it together. */
function partOf(
  snapshot: Answerable,
  metric: ReviewMetric,
  filter: ReviewQuestion["filter"],
  period: PeriodRef,
  restOf: string | null,
): Part {
  const table = snapshot.evidence[metric.table];
  const time = metric.at === null ? null : timeOf(snapshot, period);
  const column = (name: string): number => indexOf(metric.table, name);
  const wanted = Object.entries({ ...metric.byDefault, ...filter, ...metric.where }).map(
    ([name, value]) => [column(name), String(value), name !== restOf] as const,
  );
  const at = metric.at === null ? -1 : column(metric.at);
  const excepted = Object.entries(metric.except ?? {}).map(([name, value]) => [column(name), value] as const);
  const rows: number[] = [];
  for (const [i, row] of table.rows.entries()) {
    if (excepted.some(([index, value]) => row[index] === value)) continue;
    if (!wanted.every(([index, value, same]) => fits(row[index], value, same))) continue;
    const when = row[at];
    if (time !== null && (typeof when !== "number" || when < time.fromMs || when >= time.toMs)) continue;
    rows.push(i);
  }
  const of = snapshot.evidence.targets.rows;
  const target = (measure: string): number | null => {
    const value = of.findLast((row) => row[0] === measure)?.[1];
    return typeof value === "number" ? value : null;
  };
  if (metric.aggregate.type === "source_rows") {
    return { value: table.asOfMs === null && table.sourceRows === 0 ? null : table.sourceRows, n: table.sourceRows, rows };
  }
  if (period !== "q" && time !== null && time.toMs <= (table.asOfMs ?? 0) && !isCovered(snapshot, metric, filter, period, rows)) {
    return { value: null, n: 0, rows: [] };
  }
  const known = rows.length > 0 || (metric.zero && reaches(table, time));
  return known ? aggregated(table.rows, rows, metric.aggregate, column, target) : { value: null, n: 0, rows: [] };
}

const hourMs = 3_600_000;

/** Whether as many hours of a time are known as the metric needs; of a region or all of them, one row a day says how many. */
function isCovered(
  snapshot: Answerable,
  { covered, table, dimensions }: ReviewMetric,
  filter: ReviewQuestion["filter"],
  period: PeriodRef,
  rows: readonly number[],
): boolean {
  if (covered === undefined || Object.keys(filter).some((dimension) => dimension !== "region" && dimensions.includes(dimension)))
    return true;
  const hours = indexOf(table, "hours");
  const known = rows.reduce((sum, row) => sum + Number(snapshot.evidence[table].rows[row]?.[hours] ?? 0), 0);
  const { fromMs, toMs } = timeOf(snapshot, period);
  return known * hourMs >= covered * (toMs - fromMs);
}

/** A record that has been silent for longer says nothing of a time any more: that nothing came, or that nobody wrote it down. */
const longestSilenceMs = 366 * 86_400_000;

/** Whether none is known to be none: the record had begun before the end of the time, and was still kept. */
function reaches({ fromMs, asOfMs }: EvidenceTable, time: Time | null): boolean {
  if (fromMs === null || asOfMs === null) return false;
  return time === null || (fromMs < time.toMs && asOfMs >= time.fromMs - longestSilenceMs);
}

function fits(cell: EvidenceCell | undefined, value: string, same: boolean): boolean {
  const text = String(cell ?? "");
  return same ? text === value : text !== value && text !== "*" && text !== "";
}

function aggregated(
  all: EvidenceRows,
  rows: readonly number[],
  aggregate: Exclude<Aggregate, { readonly type: "source_rows" }>,
  column: (name: string) => number,
  target: (measure: string) => number | null,
): Part {
  const cell = (row: number, name: string): EvidenceCell => all[row]?.[column(name)] ?? null;
  const numbers = (name: string): readonly (readonly [row: number, value: number])[] =>
    rows.flatMap((row) => {
      const value = cell(row, name);
      return typeof value === "number" ? [[row, value] as const] : [];
    });
  const of = (counted: readonly number[], value: EvidenceCell, n = counted.length): Part => ({ value, n, rows: counted });
  switch (aggregate.type) {
    case "count":
      return of(rows, rows.length);
    case "count_known": {
      const counted = rows.filter((row) => cell(row, aggregate.column) !== null);
      return { value: counted.length, n: rows.length, rows: counted };
    }
    case "sum":
    case "mean":
    case "median":
    case "p90":
    case "max":
    case "min": {
      const known = numbers(aggregate.column);
      const values = known.map(([, value]) => value);
      return of(
        known.map(([row]) => row),
        reduced(aggregate.type, values),
      );
    }
    case "last": {
      const known = rows.filter((row) => cell(row, aggregate.column) !== null);
      const last = known.at(-1);
      return last === undefined ? of([], null) : of([last], cell(last, aggregate.column));
    }
    case "weighted": {
      const known = numbers(aggregate.column).flatMap(([row, value]) => {
        const weight = cell(row, aggregate.weight);
        return typeof weight === "number" && weight > 0 ? [{ row, value, weight }] : [];
      });
      const total = known.reduce((sum, { weight }) => sum + weight, 0);
      const value = total === 0 ? null : known.reduce((sum, one) => sum + one.value * one.weight, 0) / total;
      return of(
        known.map(({ row }) => row),
        value,
        total,
      );
    }
    case "name_of_max":
    case "name_of_min": {
      const sign = aggregate.type === "name_of_max" ? 1 : -1;
      const [best] = numbers(aggregate.column).toSorted(([a, x], [b, y]) => sign * (y - x) || a - b);
      return best === undefined ? of([], null) : of([best[0]], cell(best[0], aggregate.name), rows.length);
    }
    case "count_above": {
      const pairs = both(numbers(aggregate.column), (row) => cell(row, aggregate.of));
      const above = pairs.filter(({ value, other }) => value > other);
      return { value: above.length, n: pairs.length, rows: above.map(({ row }) => row) };
    }
    case "groups_over":
    case "weight_over": {
      const limit = target(aggregate.target);
      const groups = weighedGroups(rows, (row, name) => cell(row, name), aggregate);
      const over = groups.filter(({ mean }) => limit !== null && (aggregate.side === "above" ? mean > limit : mean < limit));
      const value = aggregate.type === "groups_over" ? over.length : over.reduce((sum, { weight }) => sum + weight, 0);
      return { value: limit === null || groups.length === 0 ? null : value, n: groups.length, rows: over.flatMap((group) => group.rows) };
    }
    case "count_ratio_above": {
      const limit = target(aggregate.target);
      const pairs = both(numbers(aggregate.column), (row) => cell(row, aggregate.of)).filter(({ other }) => other > 0);
      const above = pairs.filter(({ value, other }) => limit !== null && value / other > limit);
      return { value: limit === null || pairs.length === 0 ? null : above.length, n: pairs.length, rows: above.map(({ row }) => row) };
    }
    case "sum_above": {
      const limit = target(aggregate.target);
      const pairs = both(numbers(aggregate.column), (row) => cell(row, aggregate.of));
      const above = pairs.filter(({ other }) => limit !== null && other > limit);
      const value = limit === null || pairs.length === 0 ? null : above.reduce((sum, one) => sum + one.value, 0);
      return { value, n: pairs.length, rows: above.map(({ row }) => row) };
    }
    case "max_over_target": {
      const limit = target(aggregate.target);
      const known = numbers(aggregate.column);
      const most = reduced(
        "max",
        known.map(([, value]) => value),
      );
      return of(
        known.map(([row]) => row),
        limit === null || limit <= 0 || most === null ? null : most / limit,
      );
    }
    case "budget_used": {
      const limit = target(aggregate.target);
      const known = numbers(aggregate.column);
      const missed = known.reduce((sum, [, kept]) => sum + (1 - kept), 0);
      const value = limit === null || limit >= 1 || known.length === 0 ? null : missed / ((1 - limit) * known.length);
      return of(
        known.map(([row]) => row),
        value,
      );
    }
    case "max_ratio": {
      const pairs = both(numbers(aggregate.column), (row) => cell(row, aggregate.of)).filter(({ other }) => other > 0);
      const ratios = pairs.map(({ value, other }) => value / other);
      return of(
        pairs.map(({ row }) => row),
        reduced("max", ratios),
      );
    }
    case "mean_error": {
      const pairs = both(numbers(aggregate.column), (row) => cell(row, aggregate.of)).filter(({ other }) => other > 0);
      const errors = pairs.map(({ value, other }) => Math.abs(value - other) / other);
      return of(
        pairs.map(({ row }) => row),
        reduced("mean", errors),
      );
    }
  }
}

interface WeighedGroup {
  readonly mean: number;
  readonly weight: number;
  readonly rows: readonly number[];
}

/** Σ(column × weight) ÷ Σ weight of the rows of each value of `group`; null = each row by itself. */
function weighedGroups(
  rows: readonly number[],
  cell: (row: number, name: string) => EvidenceCell,
  { group, column, weight }: { readonly group: string | null; readonly column: string; readonly weight: string },
): readonly WeighedGroup[] {
  const groups = new Map<string, { sum: number; weight: number; rows: number[] }>();
  for (const row of rows) {
    const value = cell(row, column);
    const heavy = cell(row, weight);
    if (typeof value !== "number" || typeof heavy !== "number" || heavy <= 0) continue;
    const name = group === null ? String(row) : String(cell(row, group));
    const one = groups.get(name) ?? { sum: 0, weight: 0, rows: [] };
    one.sum += value * heavy;
    one.weight += heavy;
    one.rows.push(row);
    groups.set(name, one);
  }
  return [...groups.values()].map((one) => ({ mean: one.sum / one.weight, weight: one.weight, rows: one.rows }));
}

function both(
  numbers: readonly (readonly [number, number])[],
  otherOf: (row: number) => EvidenceCell,
): readonly { readonly row: number; readonly value: number; readonly other: number }[] {
  return numbers.flatMap(([row, value]) => {
    const other = otherOf(row);
    return typeof other === "number" ? [{ row, value, other }] : [];
  });
}

/** null = of nothing, except a sum. Percentiles by linear interpolation between the nearest ranks (R-7). */
function reduced(type: "sum" | "mean" | "median" | "p90" | "max" | "min", values: readonly number[]): number | null {
  if (type === "sum") return values.reduce((sum, value) => sum + value, 0);
  if (values.length === 0) return null;
  if (type === "mean") return values.reduce((sum, value) => sum + value, 0) / values.length;
  if (type === "max") return values.reduce((a, b) => Math.max(a, b));
  if (type === "min") return values.reduce((a, b) => Math.min(a, b));
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (type === "median" ? 0.5 : 0.9) * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? 0;
  return low + (rank - Math.floor(rank)) * ((sorted[Math.ceil(rank)] ?? low) - low);
}

function indexOf(table: EvidenceTableId, column: string): number {
  const index = Object.keys(evidenceTables[table]).indexOf(column);
  if (index < 0) throw new RangeError(`${table} has no column ${column}`);
  return index;
}

const dayMs = 86_400_000;

/** The instants of a relative time in the customer's zone. */
export function timeOf({ periods, timeZone }: Pick<Answerable, "periods" | "timeZone">, ref: PeriodRef): Time {
  if (ref === "q" || ref === "p" || ref === "y") return periods[ref];
  const start = (day: string): number => dayStartMs(day, timeZone);
  if (ref.startsWith("W")) {
    const week = { fromMs: start(ref.slice(1)), toMs: start(dayAfter(ref.slice(1), 7)) };
    const { q } = periods;
    const reviewed = week.fromMs < q.toMs && week.toMs > q.fromMs;
    return reviewed ? { fromMs: Math.max(week.fromMs, q.fromMs), toMs: Math.min(week.toMs, q.toMs) } : week;
  }
  if (ref.length === 10) return { fromMs: start(ref), toMs: start(dayAfter(ref, 1)) };
  return { fromMs: start(`${ref}-01`), toMs: start(`${dayAfter(`${ref}-01`, 31).slice(0, 7)}-01`) };
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}
