import type { Tier } from "../../account/account.ts";
import type { IncidentHistory } from "../../incident/incident-history.ts";
import { isOpen, type Incident } from "../../incident/incident.ts";
import type { ArticleUse } from "../../knowledge/article-use.ts";
import type { SlaReading } from "../sla-reading.ts";
import type { SlaVerdict } from "../sla-verdict.ts";
import type { StatisticCredit, StatisticIncident, StatisticPromise } from "./statistic-incident.ts";

export interface StatisticSource {
  readonly incident: Incident;
  readonly tier: Tier | null;
  /** null = its log is not here. */
  readonly history: IncidentHistory | null;
  /** Its promises as they stand now; null = its log is not here. */
  readonly reading: SlaReading | null;
  /** What was frozen when it was closed last; it counts while the incident is closed. */
  readonly verdict: SlaVerdict | null;
  /** Of the policy that judges. */
  readonly warningShare: number;
  readonly articleUses: readonly Pick<ArticleUse, "verdict">[];
}

/** Takes an incident apart for counting. A frozen verdict tells its promises; without one, a reading of its log does. */
export function readStatisticIncident(source: StatisticSource): StatisticIncident {
  const { incident, tier, history, reading, articleUses } = source;
  const verdict = incident.state === "closed" ? source.verdict : null;
  const judged = verdict === null ? (reading === null ? nothing : ofReading(reading)) : ofVerdict(verdict);
  const endedAt = isOpen(incident.state) ? null : (incident.resolvedAt ?? incident.closedAt);
  return {
    incidentId: incident.id,
    accountId: incident.accountId,
    tier,
    region: incident.region,
    severity: incident.severity,
    kind: incident.kind,
    component: incident.component ?? null,
    cause: incident.cause ?? null,
    linkedIds: (incident.links ?? []).filter(({ type, relation }) => type === "incident" && relation !== "related").map(({ ref }) => ref),
    openedMs: history?.openedMs ?? Date.parse(incident.openedAt),
    endedMs: history === null ? (endedAt === null ? null : Date.parse(endedAt)) : history.endedMs,
    reopenCount: history?.reopenCount ?? 0,
    ...judged,
    frozen: verdict !== null,
    warningShare: source.warningShare,
    handOffs: reading?.handOffCount ?? 0,
    holdsOver: reading?.handOffs.filter(({ overMs }) => overMs > 0).length ?? 0,
    kickedAbout: reading?.kickedAbout ?? false,
    knowledge: articleUses.length === 0 ? null : articleUses.some((use) => use.verdict === "solved") ? "solved" : "used",
  };
}

type Judged = Pick<StatisticIncident, "policy" | "promises" | "credits">;

const nothing: Judged = { policy: null, promises: [], credits: [] };

function ofReading({ policy, clocks, credits }: SlaReading): Judged {
  const broken = new Map(clocks.map((clock) => [`${clock.clock} ${clock.cycle}`, clock]));
  return {
    policy: `${policy.name} v${policy.version}`,
    promises: clocks
      .filter(({ state }) => state !== "void")
      .map(({ state, clock, severity, targetMs, elapsedMs, startedMs, stoppedMs, breachedMs }): StatisticPromise => {
        const outcome = state === "met" ? "met" : breachedMs !== null || state === "missed" ? "missed" : "open";
        return { clock, severity, outcome, targetMs, elapsedMs, startedMs, stoppedMs, breachedMs };
      }),
    credits: credits.flatMap(({ clause, percent, clock, cycle, owedMs }): readonly StatisticCredit[] => {
      const of = broken.get(`${clock} ${cycle}`);
      return of === undefined ? [] : [{ clause, percent, clock, severity: of.severity, brokeMs: of.breachedMs ?? owedMs }];
    }),
  };
}

function ofVerdict({ policy, clocks, credits }: SlaVerdict): Judged {
  const promises = clocks
    .filter(({ state }) => state !== "void")
    .map(({ clock, severity, state, targetMs, elapsedMs, startedAt, stoppedAt, breachedAt }): StatisticPromise => ({
      clock,
      severity,
      outcome: state === "met" ? "met" : "missed",
      targetMs,
      elapsedMs,
      startedMs: Date.parse(startedAt),
      stoppedMs: stoppedAt === null ? null : Date.parse(stoppedAt),
      breachedMs: breachedAt === null ? null : Date.parse(breachedAt),
    }));
  return {
    policy: `${policy.name} v${policy.version}`,
    promises,
    credits: credits.flatMap(({ clause, percent, clock }): readonly StatisticCredit[] => {
      // A verdict does not keep which cycle a credit is owed for: the first of the clock that broke began to owe it.
      const broke = promises.find((promise) => promise.clock === clock && promise.breachedMs !== null);
      return broke === undefined || broke.breachedMs === null
        ? []
        : [{ clause, percent, clock, severity: broke.severity, brokeMs: broke.breachedMs }];
    }),
  };
}
