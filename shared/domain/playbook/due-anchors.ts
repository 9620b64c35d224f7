import { assertNever } from "../../kernel/assert-never.ts";
import type { Account } from "../account/account.ts";
import { addDays, dayStartMs } from "../calendar/day.ts";
import { localDayOf } from "../calendar/local-time.ts";
import type { Contract } from "../contract/contract.ts";
import { gradeOf } from "../health/grade-of.ts";
import type { HealthModelDefinition } from "../health/health-model.ts";
import { type HealthMonth, keptDaysOf } from "../health/health-month.ts";
import { healthGrades } from "../health/health-override.ts";
import { type Incident, severities } from "../incident/incident.ts";
import type { RadarPeak } from "../peak/radar.ts";
import type { PlaybookRule } from "./playbook.ts";
import type { PlaybookAnchor } from "./playbook-run.ts";

/** The rows of one account that rules read. */
export interface PlaybookFacts {
  readonly nowMs: number;
  readonly account: Pick<Account, "id" | "timeZone" | "lifecycle">;
  /** The one in force. */
  readonly contract: Contract | null;
  readonly contracts: readonly Contract[];
  readonly incidents: readonly Pick<Incident, "id" | "kind" | "severity" | "resolvedAt">[];
  readonly healthMonths: readonly HealthMonth[];
  readonly grades: HealthModelDefinition["grades"];
  /** Those ahead, as the radar has them. */
  readonly peaks: readonly Pick<RadarPeak, "peakId" | "startMs" | "timeZone" | "pExceed">[];
}

export interface DueAnchor {
  readonly anchor: PlaybookAnchor;
  readonly anchorDay: string;
}

/** What happened longer ago than this starts nothing any more: a laptop that was away for weeks, or a company's first day, begins with today. */
export const triggerWindowDays = 14;
/** A customer whose first contract began longer ago is not new, whatever the life cycle says. */
const onboardingWindowDays = 60;

/** What the rule asks to be started for, as things stand. The same rows and day give the same anchors on every laptop. */
export function dueAnchors(rule: PlaybookRule, facts: PlaybookFacts): readonly DueAnchor[] {
  const { account, contract, nowMs } = facts;
  if (account.lifecycle === "ended") return [];
  const today = localDayOf(nowMs, account.timeZone);
  switch (rule.when) {
    case "manual":
      return [];
    case "renewal": {
      if (contract === null || contract.renewsOn < today || today < addDays(contract.renewsOn, -rule.daysBefore)) return [];
      return [{ anchor: contractAnchor(contract), anchorDay: contract.renewsOn }];
    }
    case "new_account": {
      if (account.lifecycle !== "onboarding") return [];
      const startsOn = firstStart(facts.contracts);
      if (startsOn !== null && startsOn < addDays(today, -onboardingWindowDays)) return [];
      return [{ anchor: { kind: "account", ref: account.id, term: "" }, anchorDay: startsOn ?? today }];
    }
    case "incident_closed":
      return facts.incidents
        .filter(({ kind, severity }) => kind === "incident" && severities.indexOf(severity) <= severities.indexOf(rule.severity))
        .flatMap(({ id, resolvedAt }) => {
          if (resolvedAt === null) return [];
          const day = localDayOf(Date.parse(resolvedAt), account.timeZone);
          return isRecent(day, today) ? [{ anchor: { kind: "incident", ref: id, term: "" } as const, anchorDay: day }] : [];
        });
    case "health_drop":
      return healthDrops(rule, facts)
        .filter((day) => isRecent(day, today))
        .map((day) => ({ anchor: { kind: "health", ref: day, term: "" }, anchorDay: day }));
    case "peak":
      return facts.peaks
        .filter(({ pExceed, startMs }) => pExceed !== null && pExceed >= rule.probability && startMs > nowMs)
        .map(({ peakId, startMs, timeZone }) => ({
          anchor: { kind: "peak", ref: peakId, term: "" } as const,
          anchorDay: localDayOf(startMs, timeZone),
        }))
        .filter(({ anchorDay }) => anchorDay <= addDays(today, rule.aheadDays));
    default:
      return assertNever(rule);
  }
}

/**
 * The renewal of a contract. A date that is moved by some weeks is the same renewal; a term that is longer or shorter by a quarter, or that begins
 * anew, is another one: the length of the term, to the quarter, and its beginning tell them apart.
 */
export function contractAnchor({ id, startsOn, renewsOn }: Pick<Contract, "id" | "startsOn" | "renewsOn">): PlaybookAnchor {
  const months = ((dayStartMs(renewsOn) - dayStartMs(startsOn)) / (dayStartMs("2400-01-01") - dayStartMs("2000-01-01"))) * (400 * 12);
  return { kind: "contract", ref: id, term: `${startsOn}+${Math.max(1, Math.round(months / 3))}q` };
}

function firstStart(contracts: readonly Contract[]): string | null {
  return contracts.reduce<string | null>((first, { startsOn }) => (first === null || startsOn < first ? startsOn : first), null);
}

function isRecent(day: string, today: string): boolean {
  return day <= today && day >= addDays(today, -triggerWindowDays);
}

/** Days on which the kept grade came down to the rule's, after so many days above it in which it was known at least once. UTC days. */
function healthDrops(rule: Extract<PlaybookRule, { readonly when: "health_drop" }>, facts: PlaybookFacts): readonly string[] {
  const limit = healthGrades.indexOf(rule.grade);
  const isLow = new Map<string, boolean>();
  for (const { day, scoreMilli } of facts.healthMonths.flatMap(keptDaysOf)) {
    const grade = gradeOf(scoreMilli, facts.grades);
    if (grade !== "unknown") isLow.set(day, healthGrades.indexOf(grade) >= limit);
  }
  return [...isLow]
    .filter(([day, low]) => {
      if (!low) return false;
      const before = Array.from({ length: rule.afterDays }, (_, i) => isLow.get(addDays(day, -i - 1)));
      return !before.includes(true) && before.includes(false);
    })
    .map(([day]) => day)
    .toSorted();
}
