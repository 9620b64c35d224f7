/** The seven parts of a score, in the order in which they are shown. */
export const healthComponents = ["quality", "usage", "support", "capacity", "relationship", "commercial", "technical"] as const;
export type HealthComponentId = (typeof healthComponents)[number];

/** Every rule, by component. A rule measures one thing from rows; the model says what the measure is worth. */
export const rulesOf = {
  quality: ["video_freeze_in_target", "audio_freeze_in_target", "join_5s_in_target", "delay_in_target", "own_normal"],
  usage: ["usage_trend", "commitment_consumption"],
  support: ["urgent_open", "response_attainment", "reopen_share", "handoffs", "time_to_resolve"],
  capacity: ["headroom_next_peak"],
  relationship: ["last_contact", "answered_outreach", "sponsors", "satisfaction"],
  commercial: ["renewal_by_consumption"],
  technical: ["sdk_lag_releases", "sdk_lag_days", "open_vulnerabilities"],
} as const satisfies Record<HealthComponentId, readonly string[]>;

export type HealthRuleId = (typeof rulesOf)[HealthComponentId][number];
export const healthRules = healthComponents.flatMap((component): readonly HealthRuleId[] => rulesOf[component]) as [
  HealthRuleId,
  ...HealthRuleId[],
];

/** Unit of a rule's measured value and target. */
export type RuleUnit = "share" | "ratio" | "count" | "days" | "hours" | "points" | "releases";

interface RuleDefinition {
  readonly unit: RuleUnit;
  readonly better: "higher" | "lower";
  /** Whether we can move it ourselves, and in steps of what: only such rules are named among what would flip a grade. null = it follows from others, or is the customer's. */
  readonly step: number | null;
}

/** What is measured, in which unit, and which way is better: a curve that goes the other way is refused. */
export const ruleDefinitions: Readonly<Record<HealthRuleId, RuleDefinition>> = {
  /** Share of the last seven days' sessions that fell into hours whose rate kept the target, over every slice of region × carrier. */
  video_freeze_in_target: { unit: "share", better: "higher", step: 0.001 },
  audio_freeze_in_target: { unit: "share", better: "higher", step: 0.001 },
  join_5s_in_target: { unit: "share", better: "higher", step: 0.001 },
  delay_in_target: { unit: "share", better: "higher", step: 0.001 },
  /** The last seven days' worst rate against the account's own eight weeks before (1 = as ever, 2 = twice as bad). */
  own_normal: { unit: "ratio", better: "lower", step: null },
  /** Weekly peaks of the last four whole weeks against the four before, held against the same weeks of the year before where they are known (0 = level). */
  usage_trend: { unit: "ratio", better: "higher", step: null },
  /** Minutes of the last four whole weeks, as a month, against the committed minutes (1 = all used). */
  commitment_consumption: { unit: "share", better: "higher", step: null },
  /** Open P0 count as three, open P1 as one. */
  urgent_open: { unit: "count", better: "lower", step: 1 },
  /** Share of incidents of the last 90 days whose first response came within its target. */
  response_attainment: { unit: "share", better: "higher", step: 0.01 },
  reopen_share: { unit: "share", better: "lower", step: 0.01 },
  /** Hand-offs between our own groups per incident, last 90 days. */
  handoffs: { unit: "count", better: "lower", step: 0.1 },
  /** Median time to resolve of the last 90 days against the targets by severity (1 = on target). */
  time_to_resolve: { unit: "ratio", better: "lower", step: 0.05 },
  /** (capacity − expected peak) / capacity of the tightest region over the next 14 days. */
  headroom_next_peak: { unit: "share", better: "higher", step: 0.01 },
  /** Days since the last call, meeting or answered message. */
  last_contact: { unit: "days", better: "lower", step: 1 },
  /** Share of the last 90 days' messages that were answered or declined. */
  answered_outreach: { unit: "share", better: "higher", step: 0.01 },
  /** Named decision makers and technical leads, up to three. */
  sponsors: { unit: "count", better: "higher", step: 1 },
  /** CSAT and NPS answers of the last 180 days on one scale, 0–100, newest weighing most. */
  satisfaction: { unit: "points", better: "higher", step: null },
  /** Days to renewal × how much of the commitment is used: near and unused is worst; 0–100. */
  renewal_by_consumption: { unit: "points", better: "higher", step: 1 },
  /** Releases behind the newest, weighted by the share of users on each version. */
  sdk_lag_releases: { unit: "releases", better: "lower", step: 0.1 },
  sdk_lag_days: { unit: "days", better: "lower", step: 1 },
  /** Published vulnerabilities that versions in use still have, weighted by severity and share of users. */
  open_vulnerabilities: { unit: "count", better: "lower", step: 0.01 },
};

export function isHealthRule(value: string): value is HealthRuleId {
  return Object.hasOwn(ruleDefinitions, value);
}
