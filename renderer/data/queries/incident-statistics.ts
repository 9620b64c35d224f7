import {
  latestPeriods,
  periodBefore,
  type PeriodKind,
  type StatisticPeriod,
} from "../../../shared/domain/sla/statistics/statistic-period.ts";
import {
  statistic,
  type StatisticBook,
  statisticBy,
  type StatisticDimension,
  type StatisticFilter,
  type StatisticLine,
  type StatisticQuestion,
  type StatisticValue,
} from "../../../shared/domain/sla/statistics/statistic.ts";
import { statisticMetrics, type StatisticMetric } from "../../../shared/domain/sla/statistics/statistic-metrics.ts";
import { defineQuery } from "../query.ts";
import { statisticBookOf, statisticSources } from "./statistic-book.ts";

export interface StatisticsArgs {
  readonly kind: PeriodKind;
  /** `2026-10`, `2026-Q4`; null or one that is not among the latest = the one that runs now. */
  readonly periodId: string | null;
  /** IANA zone in which months begin. */
  readonly timeZone: string;
  readonly filter: StatisticFilter;
  /** Share of the promises that is to be kept, 0–1. */
  readonly objective: number;
  /** What the promises are told by. */
  readonly by: Exclude<StatisticDimension, "cause">;
}

/** A number with the one of the period before. */
export interface ComparedValue {
  readonly now: StatisticValue;
  readonly before: StatisticValue;
}

/** The promises of one value of a dimension. */
export interface PromiseLine {
  readonly key: string;
  /** In words where the key is an id; null = the screen names it. */
  readonly name: string | null;
  readonly promises: StatisticValue;
  readonly attainment: ComparedValue;
  readonly nearMisses: StatisticValue;
  readonly misses: StatisticValue;
  readonly budgetUsed: StatisticValue;
}

export interface PromisePeriod {
  readonly period: StatisticPeriod;
  readonly attainment: StatisticValue;
  readonly nearMisses: number;
  readonly misses: number;
}

export interface IncidentStatistics {
  /** When the incidents were read, UTC ms. */
  readonly atMs: number;
  readonly period: StatisticPeriod;
  readonly before: StatisticPeriod;
  /** Those that can be chosen, newest first. */
  readonly periods: readonly StatisticPeriod[];
  readonly figures: Readonly<Record<StatisticMetric, ComparedValue>>;
  /** Oldest first; the chosen one is among them. */
  readonly trend: readonly PromisePeriod[];
  readonly causes: readonly (ComparedValue & { readonly key: string })[];
  readonly lines: readonly PromiseLine[];
  /** What was read: all incidents of the laptop, those judged by a frozen verdict, those whose log is not here. */
  readonly book: { readonly incidents: number; readonly frozen: number; readonly unread: number };
  /** What can be filtered by. */
  readonly facets: {
    readonly policies: readonly string[];
    readonly regions: readonly string[];
    readonly accounts: readonly (readonly [id: string, name: string])[];
  };
}

const shownPeriods: Readonly<Record<PeriodKind, number>> = { month: 13, quarter: 9 };

/** Every number of the statistics screen for a period and the one before it. */
export const incidentStatistics = defineQuery<StatisticsArgs, IncidentStatistics>({
  dependsOn: statisticSources,
  run: async (store, { kind, periodId, timeZone, filter, objective, by }, nowMs) => {
    const book = await statisticBookOf(store, nowMs);
    const periods = latestPeriods(nowMs, kind, timeZone, shownPeriods[kind]);
    const period = periods.find(({ id }) => id === periodId) ?? periods[0];
    if (period === undefined) throw new Error("some period runs now");
    const before = periodBefore(period, timeZone);
    const ask = (metric: StatisticMetric, of: StatisticPeriod): StatisticQuestion => ({ metric, filter, period: of, objective });
    const value = (metric: StatisticMetric, of: StatisticPeriod): StatisticValue => plain(statistic(book, ask(metric, of)));
    const names = new Map(store.all("account").map((account) => [account.id, account.name]));
    return {
      atMs: nowMs,
      period,
      before,
      periods,
      figures: Object.fromEntries(
        statisticMetrics.map((metric) => [metric, { now: value(metric, period), before: value(metric, before) }]),
      ) as Record<StatisticMetric, ComparedValue>,
      trend: periods.toReversed().map((of) => ({
        period: of,
        attainment: value("attainment", of),
        nearMisses: value("nearMisses", of).n,
        misses: value("misses", of).n,
      })),
      causes: causesOf(book, ask, period, before),
      lines: linesOf(book, ask, { period, before, by, names }),
      book: {
        incidents: book.incidents.length,
        frozen: book.incidents.filter(({ frozen }) => frozen).length,
        unread: book.incidents.filter(({ policy }) => policy === null).length,
      },
      facets: facetsOf(book, names),
    };
  },
});

type Ask = (metric: StatisticMetric, of: StatisticPeriod) => StatisticQuestion;

/** Without its rows: they are asked for when somebody wants to see them. */
function plain({ value, unit, n }: StatisticValue): StatisticValue {
  return { value, unit, n };
}

function causesOf(book: StatisticBook, ask: Ask, period: StatisticPeriod, before: StatisticPeriod): IncidentStatistics["causes"] {
  const earlier = new Map(statisticBy(book, ask("ended", before), "cause").map((line) => [line.key, line]));
  const now = statisticBy(book, ask("ended", period), "cause");
  const gone = [...earlier.keys()].filter((key) => !now.some((line) => line.key === key));
  return [...now, ...gone.map((key): StatisticLine => ({ key, ...nothing }))].map((line) => ({
    key: line.key,
    now: plain(line),
    before: plain(earlier.get(line.key) ?? nothing),
  }));
}

const nothing: StatisticValue = { value: 0, unit: "count", n: 0 };
const noShare: StatisticValue = { value: null, unit: "share", n: 0 };

interface Breakdown {
  readonly period: StatisticPeriod;
  readonly before: StatisticPeriod;
  readonly by: StatisticDimension;
  readonly names: ReadonlyMap<string, string>;
}

function linesOf(book: StatisticBook, ask: Ask, { period, before, by, names }: Breakdown): readonly PromiseLine[] {
  const of = (metric: StatisticMetric, when: StatisticPeriod): ReadonlyMap<string, StatisticLine> =>
    new Map(statisticBy(book, ask(metric, when), by).map((line) => [line.key, line]));
  const earlier = of("attainment", before);
  const attainment = of("attainment", period);
  const near = of("nearMisses", period);
  const misses = of("misses", period);
  const budget = of("budgetUsed", period);
  return [...of("promises", period)].map(([key, line]) => ({
    key,
    name: by === "account" ? (names.get(key) ?? null) : null,
    promises: plain(line),
    attainment: { now: plain(attainment.get(key) ?? noShare), before: plain(earlier.get(key) ?? noShare) },
    nearMisses: plain(near.get(key) ?? nothing),
    misses: plain(misses.get(key) ?? nothing),
    budgetUsed: plain(budget.get(key) ?? noShare),
  }));
}

function facetsOf({ incidents }: StatisticBook, names: ReadonlyMap<string, string>): IncidentStatistics["facets"] {
  const distinct = (pick: (incident: StatisticBook["incidents"][number]) => string | null): readonly string[] =>
    [...new Set(incidents.map((incident) => pick(incident) ?? ""))].toSorted(
      (a, b) => Number(a === "") - Number(b === "") || (a < b ? -1 : 1),
    );
  return {
    policies: distinct(({ policy }) => policy),
    regions: distinct(({ region }) => region),
    accounts: distinct(({ accountId }) => accountId)
      .map((id) => [id, names.get(id) ?? id] as const)
      .toSorted((a, b) => Number(a[0] === "") - Number(b[0] === "") || a[1].localeCompare(b[1], "zh-Hans-CN")),
  };
}

/** The incidents behind a number, by id; null = no number, no incidents. */
export const statisticRows = defineQuery<{ readonly question: StatisticQuestion | null }, readonly string[]>({
  dependsOn: statisticSources,
  run: async (store, { question }, nowMs) => (question === null ? [] : statistic(await statisticBookOf(store, nowMs), question).rowIds),
});
