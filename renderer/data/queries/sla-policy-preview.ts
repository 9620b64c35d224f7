import { incidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import { isOpen, type Severity } from "../../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { checkSlaPolicy } from "../../../shared/domain/sla/check-sla-policy.ts";
import { type NextPromise, nextPromiseOf, promiseState } from "../../../shared/domain/sla/next-promise.ts";
import { readSla } from "../../../shared/domain/sla/read-sla.ts";
import type { SlaPolicyDefinition } from "../../../shared/domain/sla/sla-policy.ts";
import type { SlaInput } from "../../../shared/domain/sla/sla-reading.ts";
import { readStatisticIncident } from "../../../shared/domain/sla/statistics/read-statistic-incident.ts";
import type { StatisticIncident } from "../../../shared/domain/sla/statistics/statistic-incident.ts";
import { latestPeriods, type StatisticPeriod } from "../../../shared/domain/sla/statistics/statistic-period.ts";
import { everything, statistic, statisticBook, type StatisticValue } from "../../../shared/domain/sla/statistics/statistic.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";
import { slaInputOf } from "./sla-readings.ts";

export interface PolicyPreviewArgs {
  readonly definition: SlaPolicyDefinition;
  /** The version whose incidents are judged again: those of contracts that name it. 0 = those that the product's own default judges. */
  readonly name: string;
  readonly version: number;
  /** In which quarters begin. */
  readonly timeZone: string;
}

export type OpenStates = Readonly<Record<ReturnType<typeof promiseState> | "none", number>>;

/** An open incident whose next promise would be another one. */
export interface PreviewedIncident {
  readonly incidentId: string;
  readonly number: string;
  readonly severity: Severity;
  readonly before: NextPromise | null;
  readonly after: NextPromise | null;
}

export interface PolicyPreview {
  readonly atMs: number;
  readonly open: {
    readonly count: number;
    readonly before: OpenStates;
    readonly after: OpenStates;
    readonly changed: readonly PreviewedIncident[];
  };
  /** The last quarter that is over: share of the promises kept. Read from the logs by both, whatever was frozen. */
  readonly quarter: { readonly period: StatisticPeriod; readonly before: StatisticValue; readonly after: StatisticValue };
}

/** Incidents that are read before other messages of the worker have their turn. */
const turnIncidents = 50;

/** What a draft would do to the incidents that a version judges, open ones now and those of the last quarter. null = the draft is refused. */
export const slaPolicyPreview = defineQuery<PolicyPreviewArgs, PolicyPreview | null>({
  dependsOn: ["slaPolicy"],
  run: async (store, { definition, name, version, timeZone }, nowMs) => {
    if (!checkSlaPolicy(definition).ok) return null;
    const [, period] = latestPeriods(nowMs, "quarter", timeZone, 2);
    if (period === undefined) throw new Error("some quarter is over");
    const open: PreviewedIncident[] = [];
    const quarter: Record<"before" | "after", StatisticIncident[]> = { before: [], after: [] };
    let read = 0;
    for (const incident of store.all("incident")) {
      const now = isOpen(incident.state);
      if (!now && !reaches(incident, period)) continue;
      const input = slaInputOf(store, incident);
      if (input === null || input.policy.ref.name !== name || input.policy.ref.version !== version) continue;
      const drafted: SlaInput = { ...input, policy: { ...input.policy, definition } };
      const { id: incidentId, number, severity } = incident;
      if (now) open.push({ incidentId, number, severity, before: nextPromiseOf(input), after: nextPromiseOf(drafted) });
      quarter.before.push(taken(store, incident, input, nowMs));
      quarter.after.push(taken(store, incident, drafted, nowMs));
      read += 1;
      if (read % turnIncidents === 0) await othersTurn();
    }
    const kept = (side: "before" | "after"): StatisticValue => {
      const { value, unit, n } = statistic(statisticBook(quarter[side]), {
        metric: "attainment",
        filter: everything,
        period,
        objective: 1,
      });
      return { value, unit, n };
    };
    return {
      atMs: nowMs,
      open: {
        count: open.length,
        before: statesOf(
          open.map(({ before }) => before),
          nowMs,
        ),
        after: statesOf(
          open.map(({ after }) => after),
          nowMs,
        ),
        changed: open.filter(({ before, after }) => !same(before, after)).toSorted((a, b) => dueOf(a.after) - dueOf(b.after)),
      },
      quarter: { period, before: kept("before"), after: kept("after") },
    };
  },
});

/** It was open at some time of the period. */
function reaches({ openedAt, resolvedAt, closedAt }: RecordOf<"incident">, { fromMs, toMs }: StatisticPeriod): boolean {
  const endedAt = resolvedAt ?? closedAt;
  return Date.parse(openedAt) < toMs && (endedAt === null || Date.parse(endedAt) >= fromMs);
}

function taken(store: LocalStore, incident: RecordOf<"incident">, input: SlaInput, nowMs: number): StatisticIncident {
  return readStatisticIncident({
    incident,
    tier: incident.accountId === null ? null : (store.get("account", incident.accountId)?.tier ?? null),
    history: incidentHistory(input.events),
    reading: readSla(input, nowMs),
    verdict: null,
    warningShare: input.policy.definition.warningShare,
    articleUses: [],
  });
}

function statesOf(promises: readonly (NextPromise | null)[], nowMs: number): OpenStates {
  const counts: Record<keyof OpenStates, number> = { breached: 0, warning: 0, running: 0, paused: 0, none: 0 };
  for (const promise of promises) counts[promise === null ? "none" : promiseState(promise, nowMs)] += 1;
  return counts;
}

function same(a: NextPromise | null, b: NextPromise | null): boolean {
  if (a === null || b === null) return a === b;
  return a.clock === b.clock && a.dueMs === b.dueMs && a.paused === b.paused;
}

function dueOf(promise: NextPromise | null): number {
  return promise?.dueMs ?? Number.MAX_SAFE_INTEGER;
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
