import type { Account, Tier } from "../account/account.ts";
import type { Capacity } from "../account/capacity.ts";
import type { CapacityRequest } from "../capacity-request/capacity-request.ts";
import type { Conflict } from "../conflict/conflict.ts";
import type { Contract } from "../contract/contract.ts";
import type { PlannedEvent } from "../event/planned-event.ts";
import type { DailyPeaks } from "../headroom/usage-window.ts";
import type { HealthSummary } from "../health/health-result.ts";
import type { IncidentHistory } from "../incident/incident-history.ts";
import type { Incident } from "../incident/incident.ts";
import type { NextPromise } from "../sla/next-promise.ts";
import type { Outreach } from "../outreach/outreach.ts";
import type { PeakContact, RadarPeak } from "../peak/radar.ts";
import type { Task } from "../task/task.ts";

/** Incidents of one account, or those that no account claims (tier null). */
export interface TodayIncidentFacts {
  readonly nowMs: number;
  readonly tier: Tier | null;
  /** `history` null = its log is not on this laptop; `promise` null = nothing is promised any more, or there is no log to read it from. */
  readonly incidents: readonly {
    readonly incident: Incident;
    readonly history: IncidentHistory | null;
    readonly promise: NextPromise | null;
  }[];
}

/** What the other rules look at: one account's rows, already gathered, and the reader's clock. */
export interface TodayFacts {
  readonly nowMs: number;
  /** IANA zone in which the reader's days begin and end. */
  readonly timeZone: string;
  readonly account: Account;
  readonly outreach: readonly Outreach[];
  readonly plannedEvents: readonly PlannedEvent[];
  /** The one in force, or the next one. */
  readonly contract: Contract | null;
  readonly capacities: readonly Capacity[];
  /** null = no usage of this account is known. */
  readonly usage: { readonly lastHourMs: number; readonly regions: readonly (DailyPeaks & { readonly region: string })[] } | null;
  /** Peaks ahead by rank, with what was asked and answered; null = the account has no forecast. */
  readonly peaks: readonly TodayPeak[] | null;
  /** null = not worked out yet. */
  readonly health: HealthSummary | null;
  /** Newest call, meeting or message; null = none is known. */
  readonly lastTouchMs: number | null;
}

export interface TodayPeak {
  readonly peak: RadarPeak;
  readonly contact: PeakContact;
  /** Name of the event that it is of; null = none. */
  readonly occasion: string | null;
  /** The request to operations, if there is one. */
  readonly request: CapacityRequest | null;
}

/** Tasks and conflicts may belong to no account, so they are judged beside the accounts. */
export interface TodayLooseFacts {
  readonly nowMs: number;
  readonly timeZone: string;
  readonly tasks: readonly Task[];
  readonly conflicts: readonly Conflict[];
  /** Accounts by id, for their tier. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** Number of the incident of a postmortem, by the postmortem: what a task was promised after. */
  readonly promisedAfter?: ReadonlyMap<string, string>;
}
