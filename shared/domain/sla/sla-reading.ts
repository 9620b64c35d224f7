import type { WorkCalendar } from "../calendar/working-days.ts";
import type { IncidentEvent } from "../incident/incident-event.ts";
import type { Holding } from "../incident/incident-history.ts";
import type { Severity } from "../incident/incident.ts";
import type { ClockKind } from "./clock-kinds.ts";
import type { LadderChannel, LadderRole, SlaPolicyDefinition } from "./sla-policy.ts";

/** Every instant is UTC, ms. Durations are ms within the clock's calendar unless a name says otherwise. */

/** Why a clock stood or ran in a stretch of time, and the entry of the log that began it (null = the calendar did). */
export interface ClockSpan {
  readonly kind: "running" | "paused" | "off_hours";
  readonly fromMs: number;
  /** Never behind the instant that is read. */
  readonly toMs: number;
  readonly eventId: string | null;
}

/**
 * `running`, from the policy's warning share on `warning`, from its due time on `breached`; `paused` = it stands, broken or not (`breachedMs`);
 * stopped by what it waits for at its due time at the latest `met`; stopped or replaced after it `missed`; `void` = it ended unbroken without what
 * it waited for (replaced by another cycle, or over without being needed).
 */
export type ClockState = "running" | "warning" | "breached" | "paused" | "met" | "missed" | "void";

export interface RungReading {
  /** Place in the policy's ladder. */
  readonly index: number;
  readonly share: number;
  readonly role: LadderRole;
  readonly channel: LadderChannel;
  /** When it is or was reached if nothing changes; null = it cannot be said (paused), or the clock stopped before. */
  readonly dueMs: number | null;
  /** The entry that records it; null = not recorded (yet). */
  readonly eventId: string | null;
}

/** One clock, one cycle of it. */
export interface SlaClock {
  readonly clock: ClockKind;
  /** 0 for the first. */
  readonly cycle: number;
  readonly severity: Severity;
  readonly targetMs: number;
  /** Key of the calendar it runs in. */
  readonly calendar: string;
  readonly state: ClockState;
  readonly startedMs: number;
  readonly startEventId: string;
  readonly stoppedMs: number | null;
  readonly stopEventId: string | null;
  /** When it runs or ran out, of a stopped one when it would have; null = it stands or its calendar never works again, so that nobody can say. */
  readonly dueMs: number | null;
  /** From when on it is running out; null as for dueMs. */
  readonly warnMs: number | null;
  /** Used of the target. When severity changes `forward`, what was used counts as the same share of the new target. */
  readonly elapsedMs: number;
  /** Wall time in which it stood: paused, or over until it was reopened. */
  readonly pausedMs: number;
  /** Target less elapsed; negative past due. */
  readonly remainingMs: number;
  /** When it broke; null = it has not. */
  readonly breachedMs: number | null;
  readonly spans: readonly ClockSpan[];
  readonly ladder: readonly RungReading[];
}

/** Why an entry counts or does not count as the first effective response. */
export interface ResponseJudgement {
  readonly eventId: string;
  readonly effective: boolean;
  readonly because: "rule" | "empty_phrase" | "marked" | "by_opener" | "no_actor" | "type";
}

export interface HandOffReading {
  readonly holding: Holding;
  /** Within the limit's calendar. */
  readonly usedMs: number;
  /** null = no limit, or it is not ours. */
  readonly limitMs: number | null;
  readonly overMs: number;
}

export interface CreditReading {
  readonly clause: string;
  readonly percent: number;
  readonly clock: ClockKind;
  readonly cycle: number;
  /** When the customer is or was owed it; only those that are, at the instant that is read. */
  readonly owedMs: number;
}

/** Which version judges. `builtin` = the contract names one that is not here (or there is no contract), so the product's own default does. */
export interface PolicyRef {
  readonly name: string;
  readonly version: number;
  readonly source: "record" | "builtin";
  /** What the contract says, as written; null = no contract. */
  readonly asked: string | null;
}

/** What `readSla(input, atMs)` reads. */
export interface SlaInput {
  readonly incidentId: string;
  /** In any order; those behind the instant that is read are not looked at. */
  readonly events: readonly IncidentEvent[];
  readonly policy: { readonly ref: PolicyRef; readonly definition: SlaPolicyDefinition };
  /** Working days of a country, with the company's edits. */
  readonly workCalendarOf: (country: string) => WorkCalendar;
}

/** An incident's promises as of an instant, from its log and a policy alone. */
export interface SlaReading {
  readonly incidentId: string;
  readonly policy: PolicyRef;
  readonly atMs: number;
  /** By start, then in the order of clockKinds, then cycle. */
  readonly clocks: readonly SlaClock[];
  /** The last cycle of each; null = not promised, or not begun. */
  readonly current: Readonly<Record<ClockKind, SlaClock | null>>;
  /** The clock that runs (or ran) out first of those not stopped and not paused; null = none. */
  readonly next: SlaClock | null;
  /** The first instant after atMs at which anything here changes by itself (a warning, a breach, a rung, a span's end); null = never. */
  readonly changesMs: number | null;
  readonly responses: readonly ResponseJudgement[];
  readonly handOffs: readonly HandOffReading[];
  /** Number of hand-offs between groups of ours. */
  readonly handOffCount: number;
  readonly kickedAbout: boolean;
  readonly credits: readonly CreditReading[];
}
