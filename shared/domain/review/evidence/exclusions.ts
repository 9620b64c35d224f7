import { rateMetrics } from "../../metrics/definition.ts";
import { hourMs } from "../../metrics/series.ts";
import { decidedMs } from "../../sla/statistics/statistic-metrics.ts";
import { type EvidenceRecord, type EvidenceScope, evidenceTable } from "./evidence-scope.ts";
import { columnIndex, type Evidence, type EvidenceTable, type EvidenceTableId } from "./evidence-tables.ts";
import { sessionsBeside } from "./quality.ts";
import type { ReviewSources } from "./review-sources.ts";
import { type RegionHours, togetherHours, valueAt } from "./usage-days.ts";

/**
 * `hours_without_data` hours of usage that nobody measured · `hours_before_record` hours before a region's first one · `hours_not_summed` hours in which
 * a region was missing, so that all together are not known · `hours_without_sessions` rates that nothing weighs · `other_definition` rows of an earlier
 * period by a definition that this one does not have: not compared · `log_missing` incidents whose log is not here · `promise_open` promises that were
 * neither kept nor broken yet · `no_forecast` weeks of which no forecast was kept.
 */
export const exclusionReasons = [
  "hours_without_data",
  "hours_before_record",
  "hours_not_summed",
  "hours_without_sessions",
  "other_definition",
  "log_missing",
  "promise_open",
  "no_forecast",
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** What the reviewed period had to do without. What there is none of is not listed. */
export function exclusionRows(
  sources: ReviewSources,
  usage: readonly RegionHours[],
  evidence: Pick<Evidence, "quality" | "peaks">,
  scope: EvidenceScope,
): EvidenceTable {
  const counts: readonly (readonly [EvidenceTableId, ExclusionReason, number])[] = [
    ["usageDays", "hours_without_data", sum(usage.map((one) => unknownHours(one, scope)))],
    ["usageDays", "hours_before_record", sum(usage.map((one) => hoursBefore(one, scope)))],
    ["usageDays", "hours_not_summed", notSummed(usage, scope)],
    ["quality", "hours_without_sessions", withoutSessions(sources, scope)],
    ["quality", "other_definition", otherDefinitions(evidence.quality, scope)],
    ["incidents", "log_missing", withoutLog(sources, scope)],
    ["promises", "promise_open", openPromises(sources, scope)],
    ["peaks", "no_forecast", withoutForecast(evidence.peaks, scope)],
  ];
  const records = counts.flatMap(([subject, reason, rows]): readonly EvidenceRecord<"exclusions">[] =>
    rows === 0 ? [] : [{ subject, reason, rows, at: scope.periods.q.fromMs }],
  );
  return evidenceTable("exclusions", records, ["subject", "reason"], scope, {
    sources: [],
    sourceRows: 0,
    instants: [scope.periods.q.fromMs],
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function countHours(fromMs: number, toMs: number, counts: (ms: number) => boolean): number {
  let found = 0;
  for (let ms = Math.ceil(fromMs / hourMs) * hourMs; ms < toMs; ms += hourMs) if (counts(ms)) found += 1;
  return found;
}

function unknownHours(hours: RegionHours, { periods: { q }, endMs }: EvidenceScope): number {
  return countHours(Math.max(q.fromMs, hours.startMs), endMs, (ms) => Number.isNaN(valueAt(hours, ms)));
}

function hoursBefore(hours: RegionHours, { periods: { q }, endMs }: EvidenceScope): number {
  return countHours(q.fromMs, Math.min(endMs, hours.startMs), () => true);
}

function notSummed(usage: readonly RegionHours[], { periods: { q }, endMs }: EvidenceScope): number {
  const together = togetherHours(usage);
  if (together === null || usage.length < 2) return 0;
  return countHours(q.fromMs, endMs, (ms) => Number.isNaN(valueAt(together, ms)) && usage.some((one) => !Number.isNaN(valueAt(one, ms))));
}

function withoutSessions({ series: { quality } }: ReviewSources, { periods: { q }, endMs }: EvidenceScope): number {
  return sum(
    quality
      .filter(({ metric, sdk, platform }) => sdk === null && platform === null && rateMetrics.some((rate) => rate === metric))
      .map((one) => {
        const weights = sessionsBeside(quality, one);
        const at = (series: typeof one, ms: number): number => series.values[Math.round((ms - series.startMs) / hourMs)] ?? Number.NaN;
        return countHours(
          Math.max(q.fromMs, one.startMs),
          Math.min(endMs, one.startMs + one.values.length * hourMs),
          (ms) => !Number.isNaN(at(one, ms)) && !(weights !== null && at(weights, ms) > 0),
        );
      }),
  );
}

function otherDefinitions({ rows }: EvidenceTable, { periods: { q } }: EvidenceScope): number {
  const [metric, at] = [columnIndex("quality", "metric"), columnIndex("quality", "at")];
  const isNow = (cell: unknown): boolean => typeof cell === "number" && cell >= q.fromMs && cell < q.toMs;
  const now = new Set(rows.filter((row) => isNow(row[at])).map((row) => row[metric]));
  return now.size === 0 ? 0 : rows.filter((row) => !isNow(row[at]) && !now.has(row[metric] ?? null)).length;
}

function withoutLog({ incidents }: ReviewSources, { periods: { q }, endMs }: EvidenceScope): number {
  return incidents.filter(({ counted, entries }) => entries === 0 && counted.openedMs >= q.fromMs && counted.openedMs < endMs).length;
}

function openPromises({ incidents }: ReviewSources, { periods: { q }, endMs }: EvidenceScope): number {
  return sum(
    incidents.map(
      ({ counted }) =>
        counted.promises.filter((promise) => decidedMs(promise) === null && promise.startedMs >= q.fromMs && promise.startedMs < endMs)
          .length,
    ),
  );
}

function withoutForecast({ rows }: EvidenceTable, { periods: { q } }: EvidenceScope): number {
  const [kind, at, p50] = [columnIndex("peaks", "kind"), columnIndex("peaks", "at"), columnIndex("peaks", "p50")];
  return rows.filter((row) => row[kind] === "week" && row[p50] === null && Number(row[at]) >= q.fromMs && Number(row[at]) < q.toMs).length;
}
