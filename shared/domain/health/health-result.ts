import type { Kind } from "../kinds.ts";
import type { MetricId } from "../metrics/metrics.ts";
import type { HealthGrade, HealthOverride } from "./health-override.ts";
import type { HealthComponentId, HealthRuleId } from "./health-rules.ts";

/** Points are kept in thousandths as whole numbers, so that parts add up to their whole exactly. */
export type MilliPoints = number;

/** The rows a measure was made from: records by id, or hours of series. */
export type HealthSource =
  | { readonly type: "records"; readonly kind: Kind; readonly ids: readonly string[] }
  | {
      readonly type: "hours";
      readonly metric: MetricId;
      /** null = every one. */
      readonly region: string | null;
      readonly carrier: string | null;
      /** UTC ms; `toMs` exclusive. */
      readonly fromMs: number;
      readonly toMs: number;
      /** Hours with a value. */
      readonly count: number;
    };

/** The part of the traffic that a measure is worst in. */
export interface HealthSlice {
  readonly region: string | null;
  readonly carrier: string | null;
  /** Of quality: the metric, and its rate there over the measure's days, weighted by sessions (in the metric's unit). */
  readonly metric: MetricId | null;
  readonly rate: number | null;
}

/** Why a measure is missing: what must come for it to be known. */
export type MissingReason =
  | "no_quality_data"
  | "quality_too_old"
  | "metric_not_measured"
  | "no_usage"
  | "usage_too_short"
  | "usage_too_old"
  | "no_contract"
  | "no_commitment"
  | "no_incidents"
  | "no_log"
  | "no_capacity"
  | "no_contact_history"
  | "no_outreach"
  | "no_contacts"
  | "no_survey"
  | "no_sdk_use"
  | "sdk_use_too_old"
  | "no_releases";

export interface RuleResult {
  readonly id: HealthRuleId;
  /** As the model says for this account, any scale. */
  readonly weight: number;
  /** Share of the component among its known rules, with what is bad weighing more (weigh.ts), 0–1; 0 = unknown. */
  readonly share: number;
  /** In the rule's unit; null = unknown. */
  readonly measured: number | null;
  readonly target: number | null;
  /** What the curve gives for it, 0–100; null = unknown. */
  readonly points: number | null;
  /** What it adds to the account's score; all rules together are the score. */
  readonly contributionMilli: MilliPoints;
  /** What it takes from the account's score against full points (≥ 0). */
  readonly lostMilli: MilliPoints;
  readonly missing: MissingReason | null;
  /** Measured in a way that only estimates (e.g. minutes from concurrent users); lowers confidence. */
  readonly estimated: boolean;
  /** Age of the newest row behind it: UTC ms; null = it does not age. */
  readonly asOfMs: number | null;
  /** Sessions, incidents, messages … it rests on. */
  readonly n: number | null;
  readonly slice: HealthSlice | null;
  readonly sources: readonly HealthSource[];
}

export interface ComponentResult {
  readonly id: HealthComponentId;
  /** As the model says for this account, any scale. */
  readonly weight: number;
  /** Share of the score among the known components, with what is bad weighing more (weigh.ts), 0–1; 0 = unknown. */
  readonly share: number;
  /** 0–100,000; null = unknown. */
  readonly scoreMilli: MilliPoints | null;
  readonly grade: HealthGrade;
  readonly contributionMilli: MilliPoints;
  /** 0–1. */
  readonly confidence: number;
  readonly asOfMs: number | null;
  readonly rules: readonly RuleResult[];
}

/** An account's health at an instant: the score, and everything that it was made from. */
export interface HealthResult {
  readonly accountId: string;
  readonly atMs: number;
  readonly modelVersion: number;
  /** Of that model: see weigh.ts. */
  readonly emphasis: number;
  /** 0–100,000; null = too little is known. */
  readonly scoreMilli: MilliPoints | null;
  /** Of the computed score. */
  readonly grade: HealthGrade;
  /** Share of the weights that is known and measured, 0–1. */
  readonly confidence: number;
  readonly components: readonly ComponentResult[];
  readonly missing: readonly { readonly component: HealthComponentId; readonly rule: HealthRuleId; readonly reason: MissingReason }[];
  /** In force at the instant; its grade is shown beside the computed one. */
  readonly override: HealthOverride | null;
}

/** What every list shows of an account's health. Small, and kept between starts. */
export interface HealthSummary {
  readonly accountId: string;
  readonly atMs: number;
  readonly scoreMilli: MilliPoints | null;
  /** The override's grade where one is in force, else the computed one. */
  readonly grade: HealthGrade;
  readonly computedGrade: HealthGrade;
  readonly overridden: boolean;
  readonly confidence: number;
  /** Against the kept score of seven days before; null = either is unknown. */
  readonly change7dMilli: number | null;
  /** Kept scores of the last 30 days, oldest first, and today's; NaN = none. */
  readonly spark: readonly number[];
  /** The rule that takes most from the score; null = none takes anything. */
  readonly worst: Pick<RuleResult, "id" | "measured" | "target" | "slice" | "lostMilli"> | null;
  readonly components: readonly { readonly id: HealthComponentId; readonly scoreMilli: MilliPoints | null; readonly grade: HealthGrade }[];
}

/** One line of "what moved it": together they are exactly the difference of two scores. */
export interface HealthMove {
  readonly component: HealthComponentId;
  readonly rule: HealthRuleId;
  readonly deltaMilli: MilliPoints;
  readonly before: { readonly measured: number | null; readonly points: number | null };
  readonly after: { readonly measured: number | null; readonly points: number | null };
  /** `weights` = the model changed in between; `known` = data came or went; `measure` = the thing itself moved. */
  readonly because: "measure" | "known" | "weights";
}

/** One of the smallest changes that, one after the other, reach a better grade. */
export interface HealthFlip {
  readonly component: HealthComponentId;
  readonly rule: HealthRuleId;
  readonly from: number;
  /** Measured value that is enough, in the rule's unit. */
  readonly to: number;
  readonly gainMilli: MilliPoints;
  /** After this and the ones before it. */
  readonly scoreMilli: MilliPoints;
  readonly grade: HealthGrade;
  readonly slice: HealthSlice | null;
}
