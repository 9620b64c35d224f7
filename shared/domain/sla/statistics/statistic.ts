import { z } from "zod";
import { severities } from "../../incident/incident.ts";
import { clockKinds } from "../clock-kinds.ts";
import { repeatsOf } from "./repeats.ts";
import type { StatisticIncident } from "./statistic-incident.ts";
import { type MetricContext, metricDefinitions, statisticMetrics, type StatisticSample, type StatisticUnit } from "./statistic-metrics.ts";

export const statisticDimensions = ["policy", "clock", "severity", "account", "tier", "region", "cause"] as const;
export type StatisticDimension = (typeof statisticDimensions)[number];

/** Empty = all. `""` stands for none: no account, tier, region, policy or cause. `clocks` narrows what is counted of promises only. */
export const statisticFilter = z.object({
  policies: z.array(z.string()),
  clocks: z.array(z.enum(clockKinds)),
  severities: z.array(z.enum(severities)),
  accountIds: z.array(z.string()),
  tiers: z.array(z.string()),
  regions: z.array(z.string()),
  causes: z.array(z.string()),
});
export type StatisticFilter = z.infer<typeof statisticFilter>;

export const everything: StatisticFilter = {
  policies: [],
  clocks: [],
  severities: [],
  accountIds: [],
  tiers: [],
  regions: [],
  causes: [],
};

/** What a number is of: everything needed to work it out again from the same incidents. */
export const statisticQuestion = z.object({
  metric: z.enum(statisticMetrics),
  filter: statisticFilter,
  /** UTC ms; `fromMs` is in it, `toMs` no longer. */
  period: z.object({ fromMs: z.number(), toMs: z.number() }),
  /** Share of the promises that is to be kept, 0–1; for the error budget alone. */
  objective: z.number().min(0).max(1),
});
export type StatisticQuestion = z.infer<typeof statisticQuestion>;

export interface StatisticValue {
  /** null = no data. */
  readonly value: number | null;
  readonly unit: StatisticUnit;
  /** How many promises, credits or incidents it was made from. */
  readonly n: number;
}

export interface StatisticAnswer extends StatisticValue {
  /** The incidents behind it, each once, by id. */
  readonly rowIds: readonly string[];
}

export interface StatisticLine extends StatisticValue {
  /** Value of the dimension; `""` = none. */
  readonly key: string;
}

/** Incidents made ready to be asked many questions. */
export interface StatisticBook {
  readonly incidents: readonly StatisticIncident[];
  readonly repeats: ReadonlyMap<string, string>;
  /** Last instant, UTC ms, at which anything of the incident at the same place counts: a period behind it need not look at it. */
  readonly lastMs: Float64Array;
}

export function statisticBook(incidents: readonly StatisticIncident[]): StatisticBook {
  return { incidents, repeats: repeatsOf(incidents), lastMs: Float64Array.from(incidents, lastMsOf) };
}

function lastMsOf({ openedMs, endedMs, promises, credits }: StatisticIncident): number {
  return Math.max(
    openedMs,
    endedMs ?? 0,
    ...promises.map(({ stoppedMs, breachedMs }) => Math.max(stoppedMs ?? 0, breachedMs ?? 0)),
    ...credits.map(({ brokeMs }) => brokeMs),
  );
}

/** One number with its unit, how many it was made from, and the incidents behind it. */
export function statistic(book: StatisticBook, question: StatisticQuestion): StatisticAnswer {
  const samples = samplesOf(book, question);
  return {
    ...valueOf(book, question, samples),
    rowIds: [...new Set(samples.map(({ incident }) => incident.incidentId))].toSorted((a, b) => (a < b ? -1 : 1)),
  };
}

/** The same number for every value of a dimension that has anything in the period, most samples first, then by key. */
export function statisticBy(book: StatisticBook, question: StatisticQuestion, dimension: StatisticDimension): readonly StatisticLine[] {
  const groups = Map.groupBy(samplesOf(book, question), (sample) => keyOf(sample, dimension));
  return [...groups]
    .map(([key, samples]) => ({ key, ...valueOf(book, question, samples) }))
    .toSorted((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1));
}

/** The filter of a question, narrowed to one value of a dimension: what stands behind a line of `statisticBy`. */
export function narrowed(filter: StatisticFilter, dimension: StatisticDimension, key: string): StatisticFilter {
  switch (dimension) {
    case "policy":
      return { ...filter, policies: [key] };
    case "clock":
      return { ...filter, clocks: clockKinds.filter((clock) => clock === key) };
    case "severity":
      return { ...filter, severities: severities.filter((severity) => severity === key) };
    case "account":
      return { ...filter, accountIds: [key] };
    case "tier":
      return { ...filter, tiers: [key] };
    case "region":
      return { ...filter, regions: [key] };
    case "cause":
      return { ...filter, causes: [key] };
  }
}

function samplesOf(book: StatisticBook, question: StatisticQuestion): readonly StatisticSample[] {
  const { filter, period, metric } = question;
  const context = contextOf(book, question);
  const { samples } = metricDefinitions[metric];
  const found: StatisticSample[] = [];
  for (const [i, incident] of book.incidents.entries()) {
    if (incident.openedMs >= period.toMs || (book.lastMs[i] ?? 0) < period.fromMs || !passes(incident, filter)) continue;
    for (const sample of samples(incident, context)) {
      if (sample.atMs >= period.fromMs && sample.atMs < period.toMs && sampled(sample, filter)) found.push(sample);
    }
  }
  return found;
}

function valueOf(book: StatisticBook, question: StatisticQuestion, samples: readonly StatisticSample[]): StatisticValue {
  const { unit, value, zero } = metricDefinitions[question.metric];
  const values = samples.map((sample) => sample.value);
  return {
    value: values.length === 0 && !zero ? null : value(values, contextOf(book, question)),
    unit,
    n: values.length,
  };
}

function contextOf({ repeats }: StatisticBook, { objective }: StatisticQuestion): MetricContext {
  return { repeats, objective };
}

function passes(incident: StatisticIncident, filter: StatisticFilter): boolean {
  return (
    allows(filter.policies, incident.policy ?? "") &&
    allows(filter.accountIds, incident.accountId ?? "") &&
    allows(filter.tiers, incident.tier ?? "") &&
    allows(filter.regions, incident.region ?? "") &&
    allows(filter.causes, incident.cause ?? "")
  );
}

/** A promise goes by the severity it was given at, an incident by the one it has. */
function sampled({ incident, promise }: StatisticSample, { severities: wanted, clocks }: StatisticFilter): boolean {
  if (wanted.length > 0 && !wanted.includes(promise?.severity ?? incident.severity)) return false;
  return clocks.length === 0 || promise === null || clocks.includes(promise.clock);
}

function allows(wanted: readonly string[], value: string): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function keyOf({ incident, promise }: StatisticSample, dimension: StatisticDimension): string {
  switch (dimension) {
    case "policy":
      return incident.policy ?? "";
    case "clock":
      return promise?.clock ?? "";
    case "severity":
      return promise?.severity ?? incident.severity;
    case "account":
      return incident.accountId ?? "";
    case "tier":
      return incident.tier ?? "";
    case "region":
      return incident.region ?? "";
    case "cause":
      return incident.cause ?? "";
  }
}
