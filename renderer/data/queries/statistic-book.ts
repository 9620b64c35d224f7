import { incidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import { lastWords } from "../../../shared/domain/knowledge/article-uses.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { defaultSlaPolicy } from "../../../shared/domain/sla/default-sla-policy.ts";
import { readSla } from "../../../shared/domain/sla/read-sla.ts";
import { slaPolicyId } from "../../../shared/domain/sla/sla-policy.ts";
import type { SlaInput } from "../../../shared/domain/sla/sla-reading.ts";
import { readStatisticIncident } from "../../../shared/domain/sla/statistics/read-statistic-incident.ts";
import type { StatisticIncident } from "../../../shared/domain/sla/statistics/statistic-incident.ts";
import { statisticBook, type StatisticBook } from "../../../shared/domain/sla/statistics/statistic.ts";
import type { LocalStore } from "../local-store.ts";
import type { Dependency } from "../query.ts";
import { slaInputOf } from "./sla-readings.ts";

/** What statistics are made from. */
export const statisticSources: readonly Dependency[] = [
  "incident",
  "incidentEvent",
  "account",
  "contract",
  "slaPolicy",
  "slaVerdict",
  "calendarEntry",
  "articleUse",
];

type IncidentRecord = RecordOf<"incident">;

interface Kept {
  readonly input: SlaInput | null;
  readonly tier: StatisticIncident["tier"];
  readonly verdict: RecordOf<"slaVerdict"> | null;
  readonly uses: readonly RecordOf<"articleUse">[];
  /** From when on it reads differently by itself, UTC ms; null = never. */
  readonly untilMs: number | null;
  readonly read: StatisticIncident;
}

const kept = new WeakMap<IncidentRecord, Kept>();
const noUses: readonly RecordOf<"articleUse">[] = [];
/** Incidents that are read before other messages of the worker have their turn: some 10 ms. */
const turnIncidents = 100;

/** Every incident of the laptop, taken apart for counting. One that did not change since is not read again. */
export async function statisticBookOf(store: LocalStore, nowMs: number): Promise<StatisticBook> {
  const verdicts = latestVerdicts(store.all("slaVerdict"));
  const uses = Map.groupBy(lastWords(store.all("articleUse")), (use) => use.incidentId);
  const incidents: StatisticIncident[] = [];
  let fresh = 0;
  for (const incident of store.all("incident")) {
    const known = kept.get(incident);
    const source = {
      input: slaInputOf(store, incident),
      tier: incident.accountId === null ? null : (store.get("account", incident.accountId)?.tier ?? null),
      verdict: verdicts.get(incident.id) ?? null,
      uses: uses.get(incident.id) ?? noUses,
    };
    if (known !== undefined && holds(known, source, nowMs)) {
      incidents.push(known.read);
      continue;
    }
    fresh += 1;
    if (fresh % turnIncidents === 0) await othersTurn();
    const now = read(store, incident, source, nowMs);
    kept.set(incident, now);
    incidents.push(now.read);
  }
  return statisticBook(incidents);
}

function holds(known: Kept, source: Pick<Kept, "input" | "tier" | "verdict" | "uses">, nowMs: number): boolean {
  return (
    (known.untilMs === null || nowMs < known.untilMs) &&
    known.tier === source.tier &&
    known.verdict === source.verdict &&
    sameMembers(known.uses, source.uses) &&
    sameInput(known.input, source.input)
  );
}

function sameInput(a: SlaInput | null, b: SlaInput | null): boolean {
  if (a === null || b === null) return a === b;
  return a.policy.definition === b.policy.definition && a.workCalendarOf === b.workCalendarOf && sameMembers(a.events, b.events);
}

function sameMembers(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((member, i) => member === b[i]));
}

function read(store: LocalStore, incident: IncidentRecord, source: Pick<Kept, "input" | "tier" | "verdict" | "uses">, nowMs: number): Kept {
  const { input, tier, verdict, uses } = source;
  const reading = input === null ? null : readSla(input, nowMs);
  return {
    ...source,
    untilMs: reading?.changesMs ?? null,
    read: readStatisticIncident({
      incident,
      tier,
      history: input === null ? null : incidentHistory(input.events),
      reading,
      verdict,
      warningShare: warningShareOf(store, verdict, input),
      articleUses: uses,
    }),
  };
}

/** Of the policy that the verdict names; without a verdict of the one that judges now. */
function warningShareOf(store: LocalStore, verdict: RecordOf<"slaVerdict"> | null, input: SlaInput | null): number {
  if (verdict === null) return (input?.policy.definition ?? defaultSlaPolicy).warningShare;
  const { name, version } = verdict.policy;
  return (store.get("slaPolicy", slaPolicyId(name, version))?.definition ?? defaultSlaPolicy).warningShare;
}

function latestVerdicts(verdicts: readonly RecordOf<"slaVerdict">[]): ReadonlyMap<string, RecordOf<"slaVerdict">> {
  const latest = new Map<string, RecordOf<"slaVerdict">>();
  for (const verdict of verdicts) {
    const known = latest.get(verdict.incidentId);
    if (known === undefined || known.sequence < verdict.sequence) latest.set(verdict.incidentId, verdict);
  }
  return latest;
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
