import type { Account } from "../account/account.ts";
import type { Capacity } from "../account/capacity.ts";
import type { Contact } from "../contact/contact.ts";
import type { Contract } from "../contract/contract.ts";
import type { PlannedEvent } from "../event/planned-event.ts";
import type { IncidentEvent } from "../incident/incident-event.ts";
import type { Incident } from "../incident/incident.ts";
import type { MetricId } from "../metrics/metrics.ts";
import type { Outreach } from "../outreach/outreach.ts";
import type { SdkRelease } from "../sdk/sdk-release.ts";
import type { SdkUse } from "../sdk/sdk-use.ts";
import type { SlaVerdict } from "../sla/sla-verdict.ts";
import type { SurveyAnswer } from "../survey/survey-answer.ts";
import type { HealthOverride } from "./health-override.ts";

/**
 * Everything that one account's health is judged from: rows, and digests of its hourly series. Rows later than the judged instant are passed
 * over by the rules, so that one input serves every day of the history. Order of the arrays says nothing.
 */
export interface HealthInput {
  readonly account: Account;
  readonly contracts: readonly Contract[];
  readonly capacities: readonly Capacity[];
  readonly plannedEvents: readonly PlannedEvent[];
  readonly incidents: readonly Incident[];
  /** Logs of the incidents, all of them or of those of the last 400 days; by incident id. */
  readonly incidentEvents: ReadonlyMap<string, readonly IncidentEvent[]>;
  /** How the promises of incidents were kept, as the backend froze it when they were closed. */
  readonly slaVerdicts: readonly SlaVerdict[];
  /** Calls, meetings and messages. `id` null = only its time is known. */
  readonly touches: readonly { readonly id: string | null; readonly atMs: number }[];
  readonly outreaches: readonly Outreach[];
  readonly contacts: readonly Contact[];
  readonly surveys: readonly SurveyAnswer[];
  readonly sdkUses: readonly SdkUse[];
  /** Of the whole company. */
  readonly sdkReleases: readonly SdkRelease[];
  readonly overrides: readonly HealthOverride[];
  /** null = no usage is known. */
  readonly usage: UsageDigest | null;
  /** null = quality is not measured, or not on this laptop. */
  readonly quality: QualityDigest | null;
}

/** Hourly PCU of an account, boiled down. What lies at or behind the instant it was made for is not in it. */
export interface UsageDigest {
  /** Last hour that has a value in any region, UTC ms. */
  readonly lastHourMs: number;
  readonly regions: readonly {
    readonly region: string;
    /** UTC midnight of the first value of `dailyMax`. */
    readonly firstDayMs: number;
    /** Greatest hourly PCU of each UTC day, at most the last 124 days; NaN = no data. */
    readonly dailyMax: ArrayLike<number>;
    /** UTC Monday of the first value of the weeks. */
    readonly firstWeekMs: number;
    /** Greatest hourly PCU of each ISO week (UTC), at most the last 61 weeks, the running one among them; NaN = no data. */
    readonly weekMax: ArrayLike<number>;
    /** Sum of the hourly PCU of each week: user-hours, an upper estimate of them. */
    readonly weekSum: ArrayLike<number>;
    /** Hours with a value in each week, 0–168. */
    readonly weekHours: ArrayLike<number>;
  }[];
}

/** Hourly quality of an account by the day, rates weighted by sessions. What lies at or behind the instant it was made for is not in it. */
export interface QualityDigest {
  readonly lastHourMs: number;
  /** UTC midnight of the first day; the same for every slice. */
  readonly firstDayMs: number;
  readonly days: number;
  readonly slices: readonly {
    readonly region: string;
    readonly carrier: string | null;
    readonly metrics: Readonly<Partial<Record<MetricId, QualityDays>>>;
  }[];
}

/** One metric of one slice, a value a day. All sums; 0 sessions = no data that day. */
export interface QualityDays {
  readonly sessions: Float64Array;
  /** Σ rate × sessions. */
  readonly weighted: Float64Array;
  /** Sessions of the hours whose rate kept the target the digest was made with. */
  readonly within: Float64Array;
  /** Hours with a value. */
  readonly hours: Float64Array;
}
