import type { Tier } from "../../account/account.ts";
import type { CauseCategory, Incident, Severity } from "../../incident/incident.ts";
import type { ClockKind } from "../clock-kinds.ts";

/** One cycle of a clock as it is counted. Promises that were replaced or not needed are not among them. */
export interface StatisticPromise {
  readonly clock: ClockKind;
  readonly severity: Severity;
  /** `open` = neither kept nor broken yet. A broken one counts as `missed` from the moment it broke, stopped or not. */
  readonly outcome: "met" | "missed" | "open";
  readonly targetMs: number;
  /** Time used within the clock's calendar, pauses left out. */
  readonly elapsedMs: number;
  readonly startedMs: number;
  readonly stoppedMs: number | null;
  readonly breachedMs: number | null;
}

export interface StatisticCredit {
  readonly clause: string;
  /** Of the month's fee. */
  readonly percent: number;
  readonly clock: ClockKind;
  readonly severity: Severity;
  /** When the promise broke that it is owed for. */
  readonly brokeMs: number;
}

/** What statistics know of one incident; instants are UTC ms. Every number can be traced to it by `incidentId`. */
export interface StatisticIncident {
  readonly incidentId: string;
  readonly accountId: string | null;
  readonly tier: Tier | null;
  readonly region: string | null;
  readonly severity: Severity;
  readonly kind: Incident["kind"];
  readonly component: string | null;
  readonly cause: CauseCategory | null;
  /** Incidents that it is a duplicate of or was caused by. */
  readonly linkedIds: readonly string[];
  readonly openedMs: number;
  /** When it was last resolved or closed; null = open. */
  readonly endedMs: number | null;
  readonly reopenCount: number;
  /** Policy that judges, as a contract writes it, e.g. `premium v2`; null = nothing could be read. */
  readonly policy: string | null;
  /** The promises are those of a verdict frozen at closing, not of a reading made now. */
  readonly frozen: boolean;
  /** Share of a target from which on it was running out. */
  readonly warningShare: number;
  readonly promises: readonly StatisticPromise[];
  readonly credits: readonly StatisticCredit[];
  /** Between groups of ours. */
  readonly handOffs: number;
  /** Times that a group or person of ours held it longer than the policy allows. */
  readonly holdsOver: number;
  readonly kickedAbout: boolean;
  /** What was said of articles at this incident: `solved` = one solved it, `used` = something else was said; null = nothing. */
  readonly knowledge: "solved" | "used" | null;
}
